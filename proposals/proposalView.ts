import { z } from 'zod'
import { claimCheckSchema } from '../core/claimCheck.js'
import { hash32Schema, instantSchema } from '../core/schemas/wire.js'
import { marketIdSchema } from '../core/units/marketId.js'
import { checkResultSchema } from './checks/check.js'
import { signingRoundSchema } from './routes/signingRound.js'
import { PROPOSAL_STATES, type ProposalState } from './states.js'

const purposeSchema = signingRoundSchema.shape.purpose
const stateNames = Object.keys(PROPOSAL_STATES) as [ProposalState, ...ProposalState[]]

/** A proposal as its workflow shows it. */
export const proposalViewSchema = z.strictObject({
  proposalId: hash32Schema,
  market: marketIdSchema,
  title: z.string(),
  notice: z.string().nullable(),
  state: z.enum(stateNames),
  /** When it entered the state, by the engine's clock. */
  changedAt: instantSchema,
  /** Round that takes signatures now; null when none does. */
  openRound: purposeSchema.nullable(),
  /** Signatures that a round needs, 0 where the route has no round; null before the first read. */
  threshold: z.int().nonnegative().nullable(),
  signatures: z.array(z.strictObject({ purpose: purposeSchema, owner: z.string() })),
  /** Signatures that counted once and do not any longer, each with why. */
  lostSignatures: z.array(z.strictObject({ purpose: purposeSchema, owner: z.string(), reason: z.string() })),
  missingSignatures: z.int().nonnegative(),
  transactions: z.array(z.strictObject({ purpose: z.string(), hash: hash32Schema })),
  checks: z.array(checkResultSchema),
  /** Why and by whom it ends; null while it is on its way. */
  ending: z.strictObject({ outcome: z.string(), by: z.string().nullable(), reason: z.string() }).nullable(),
  /** What holds it up now and is tried again; null when nothing does. */
  fault: z.string().nullable(),
  /** Whether its bytes can still be executed on chain, whatever the state says. */
  canStillExecute: z.boolean(),
  expiresAtSeconds: z.int(),
  /** Chain time from which it can be executed; null before it is scheduled. */
  readyAtSeconds: z.int().nullable(),
  report: claimCheckSchema.nullable(),
  /** The simulation that the report shows; null before there is one. */
  simulation: claimCheckSchema.nullable(),
  /** What came of offering the open round through the Safe Transaction Service; null where there is none. */
  service: z.string().nullable(),
})

/** @see proposalViewSchema */
export type ProposalView = z.infer<typeof proposalViewSchema>
