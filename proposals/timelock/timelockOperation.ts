import { z } from 'zod'
import { addressSchema, hash32Schema, hexSchema, uintStringSchema } from '../../core/schemas/wire.js'

/** A batch in an OpenZeppelin TimelockController; `id` is what `hashOperationBatch` returns for the other fields. */
export const timelockOperationSchema = z.strictObject({
  timelock: addressSchema,
  id: hash32Schema,
  targets: z.array(addressSchema),
  values: z.array(uintStringSchema),
  payloads: z.array(hexSchema),
  predecessor: hash32Schema,
  /** The proposal id: one proposal can be scheduled once, ever. */
  salt: hash32Schema,
  delaySeconds: z.int().nonnegative(),
})

/** @see timelockOperationSchema */
export type TimelockOperation = z.infer<typeof timelockOperationSchema>
