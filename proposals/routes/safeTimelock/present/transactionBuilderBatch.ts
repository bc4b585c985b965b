import { type Hex, keccak256, stringToBytes } from 'viem'
import { z } from 'zod'
import { addressSchema, hash32Schema, hexSchema, uintStringSchema } from '../../../../core/schemas/wire.js'

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

/** What the checksum reads of a file: anything with a `meta`. */
interface ChecksummedFile {
  readonly meta: Readonly<Record<string, unknown>>
}

/**
 * Compute the checksum of a Transaction Builder file: over everything but the name and the checksum itself.
 *
 * @source safe-react-apps, apps/tx-builder/src/lib/checksum.ts
 */
export function transactionBuilderChecksum(file: ChecksummedFile): Hex {
  const { checksum: _checksum, ...meta } = file.meta
  return keccak256(stringToBytes(serialise({ ...file, meta: { ...meta, name: null } })))
}

/** Tell whether a file's checksum is that of its content. A file without one does not verify. */
export function verifyChecksum(file: ChecksummedFile): boolean {
  return file.meta.checksum === transactionBuilderChecksum(file)
}

function serialise(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(serialise).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value).sort()
    const values = keys.map((key) => `${serialise((value as Readonly<Record<string, unknown>>)[key])},`)
    return `{${JSON.stringify(keys)}${values.join('')}}`
  }
  return JSON.stringify(value === undefined ? null : value)
}
