import { z } from 'zod'
import { addressSchema, uintStringSchema } from '../../core/schemas/wire.js'

/** A Safe as the chain has it at one block. */
export const safeStateSchema = z.strictObject({
  address: addressSchema,
  version: z.string(),
  owners: z.array(addressSchema),
  threshold: z.int().positive(),
  nonce: uintStringSchema,
  modules: z.array(addressSchema),
  guard: addressSchema.nullable(),
})

/** @see safeStateSchema */
export type SafeState = z.infer<typeof safeStateSchema>
