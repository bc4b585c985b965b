import { z } from 'zod'
import { claimCheckSchema } from '../core/claimCheck.js'
import { parameterChangeSchema } from '../core/parameters.js'
import { hash32Schema, instantSchema, uintStringSchema } from '../core/schemas/wire.js'
import { marketIdSchema } from '../core/units/marketId.js'
import { callSchema, decodedCallSchema } from './call.js'

/** What a proposal is apart from its route: identity, changes and calls. A route knows this much of what it carries. */
export const unroutedProposalSchema = z.strictObject({
  version: z.literal(1),
  proposalId: hash32Schema,
  market: marketIdSchema,
  chainId: z.int().positive(),
  /** Genesis block of the chain it was drafted on: another chain behind the same id ends the workflow. */
  genesisHash: hash32Schema,
  title: z.string().max(120),
  /** The schedule's time, not the time of the run. */
  scheduledAt: instantSchema,
  draftedAt: z.strictObject({ number: uintStringSchema, hash: hash32Schema, timestampSeconds: z.int() }),
  /** Chain time after which it may no longer be signed or executed. */
  expiresAtSeconds: z.int().positive(),
  isSynthetic: z.boolean(),
  /** What a reader must know about the inputs, such as "replay of market history"; null for a live market. */
  notice: z.string().nullable(),
  /** The evidence manifest: configuration, market data, chain state. */
  evidence: claimCheckSchema,
  recommendation: claimCheckSchema,
  /** What the chain said at drafting: contracts, and the route's own state. */
  drafting: claimCheckSchema,
  /** Kind of the target whose calls these are: it decodes them and names the parameters. */
  target: z.string(),
  /** Every parameter that the calls set, in the order of the calls. */
  changes: z.array(parameterChangeSchema).min(1),
  calls: z.array(callSchema).min(1),
  decodedCalls: z.array(decodedCallSchema).min(1),
})

/** @see unroutedProposalSchema */
export type UnroutedProposal = z.infer<typeof unroutedProposalSchema>
