import { z } from 'zod'
import { addressSchema, hash32Schema, hexSchema, uintStringSchema } from '../../core/schemas/wire.js'

/** A file of the Safe Transaction Builder: every number a string, lists and tuples JSON strings. */
export const transactionBuilderBatchSchema = z.strictObject({
  version: z.literal('1.0'),
  chainId: uintStringSchema,
  /** Milliseconds since the epoch. */
  createdAt: z.int().nonnegative(),
  meta: z.strictObject({
    name: z.string(),
    description: z.string(),
    txBuilderVersion: z.string(),
    createdFromSafeAddress: addressSchema,
    createdFromOwnerAddress: z.string(),
    checksum: hash32Schema,
  }),
  transactions: z.array(
    z.strictObject({
      to: addressSchema,
      value: uintStringSchema,
      data: hexSchema,
      contractMethod: z.strictObject({
        inputs: z.array(z.strictObject({ internalType: z.string(), name: z.string(), type: z.string() })),
        name: z.string(),
        payable: z.boolean(),
      }),
      contractInputsValues: z.record(z.string(), z.string()),
    }),
  ),
})

/** @see transactionBuilderBatchSchema */
export type TransactionBuilderBatch = z.infer<typeof transactionBuilderBatchSchema>
