import { z } from 'zod'
import { addressSchema, hash32Schema, instantSchema, uintStringSchema } from '../core/schemas/wire.js'
import { parse } from '../core/schemas/parse.js'
import type { ReadBlock } from './read/readPlan.js'
import { routeStateSchema } from './routes/registry.js'
import type { RouteState } from './routes/route.js'
import type { TargetContracts } from './targets/targetContracts.js'

/** What the chain said when a proposal was drafted: with the evidence manifest, all that its bytes are made of. */
export const draftingSchema = z.strictObject({
  version: z.literal(1),
  /** The schedule's instant. */
  scheduledAt: instantSchema,
  genesisHash: hash32Schema,
  /** Block that contracts and route were read at. */
  draftedAt: z.strictObject({ number: uintStringSchema, hash: hash32Schema, timestampSeconds: z.int() }),
  /** The target's contracts by their role in the protocol. */
  contracts: z.record(z.string(), addressSchema),
  /** The route as the chain had it, in the form of its kind. */
  route: routeStateSchema,
})

/** @see draftingSchema */
export type Drafting = z.infer<typeof draftingSchema>

/**
 * Record what the chain said at drafting. Stored as evidence, it makes the proposal's bytes computable again.
 *
 * @throws {InvalidInputError} when a part is not what the record holds.
 */
export function draftingOf(input: {
  readonly scheduledAt: string
  readonly genesisHash: string
  readonly draftedAt: ReadBlock
  readonly contracts: TargetContracts
  readonly routeState: RouteState
}): Drafting {
  const { number, hash, timestampSeconds } = input.draftedAt
  const drafting = {
    version: 1,
    scheduledAt: input.scheduledAt,
    genesisHash: input.genesisHash,
    draftedAt: { number: number.toString(), hash, timestampSeconds },
    contracts: input.contracts,
    route: input.routeState,
  }
  return parse(draftingSchema, drafting, 'What the chain said at drafting')
}
