import { z } from 'zod'
import { addressSchema } from '../../core/schemas/wire.js'

/** A timelock as the chain has it at one block. */
export const timelockStateSchema = z.strictObject({
  address: addressSchema,
  minDelaySeconds: z.int().nonnegative(),
  /** Holders of each role, from role events and confirmed by `hasRole`. */
  proposers: z.array(addressSchema),
  cancellers: z.array(addressSchema),
  executors: z.array(addressSchema),
  admins: z.array(addressSchema),
  /** Whether the executor role is open to everybody. */
  isExecutionOpen: z.boolean(),
})

/** @see timelockStateSchema */
export type TimelockState = z.infer<typeof timelockStateSchema>
