import { z } from 'zod'
import { addressSchema, uintStringSchema } from '../../../core/schemas/wire.js'

/** A Safe and a timelock as the chain has them at one block. */
export const safeTimelockStateSchema = z.strictObject({
  kind: z.literal('safeTimelock'),
  block: z.strictObject({ number: uintStringSchema, timestampSeconds: z.int().nonnegative() }),
  safe: z.strictObject({
    address: addressSchema,
    version: z.string(),
    owners: z.array(addressSchema),
    threshold: z.int().positive(),
    nonce: uintStringSchema,
    modules: z.array(addressSchema),
    guard: addressSchema.nullable(),
  }),
  timelock: z.strictObject({
    address: addressSchema,
    minDelaySeconds: z.int().nonnegative(),
    /** Holders of each role, from role events and confirmed by `hasRole`. */
    proposers: z.array(addressSchema),
    cancellers: z.array(addressSchema),
    executors: z.array(addressSchema),
    admins: z.array(addressSchema),
    /** Whether the executor role is open to everybody. */
    isExecutionOpen: z.boolean(),
  }),
})

/** @see safeTimelockStateSchema */
export type SafeTimelockState = z.infer<typeof safeTimelockStateSchema>
