import { z } from 'zod'
import { addressSchema, hash32Schema, uintStringSchema } from '../../../../core/schemas/wire.js'
import { callSchema } from '../../../../proposals/call.js'
import { routeExitSchema, routeStepSchema } from '../../../../proposals/routes/steps.js'
import type { UnroutedProposal } from '../../../../proposals/unroutedProposal.js'

export const toyVoteConfigSchema = z.strictObject({
  kind: z.literal('toyVote'),
  chamber: addressSchema,
  councillor: addressSchema,
})
export type ToyVoteConfig = z.infer<typeof toyVoteConfigSchema>

export const toyVoteStateSchema = z.strictObject({
  kind: z.literal('toyVote'),
  block: z.strictObject({ number: uintStringSchema, timestampSeconds: z.int().nonnegative() }),
  chamber: addressSchema,
  mover: addressSchema,
  councillor: addressSchema,
  voters: z.array(addressSchema),
  quorum: z.int().positive(),
  voteSeconds: z.int().positive(),
})
export type ToyVoteState = z.infer<typeof toyVoteStateSchema>

export const toyVoteBindingSchema = z.strictObject({
  kind: z.literal('toyVote'),
  steps: z.array(routeStepSchema),
  exits: z.array(routeExitSchema),
  rounds: z.array(z.never()),
  rejection: z.null(),
  chamber: addressSchema,
  /** The proposal id: the chain's own id is only known once it is moved. */
  key: hash32Schema,
  content: hash32Schema,
  calls: z.array(callSchema),
  voteSeconds: z.int().positive(),
})
export type ToyVoteBinding = z.infer<typeof toyVoteBindingSchema>
export type ToyVoteProposal = UnroutedProposal & { readonly route: ToyVoteBinding }
