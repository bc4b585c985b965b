import { maxUint256 } from 'viem'
import { z } from 'zod'
import { addressSchema, hexSchema, uintStringSchema } from '../../core/schemas/wire.js'
import { safeHashes } from './safeHashes.js'
import { safeVersion } from './safeVersion.js'
import type { SafeHashes } from './safeTransaction.js'

/** Whole numbers that JSON holds exactly count as the decimal strings that they stand for. */
function decimal(max: bigint, what: string) {
  return z.preprocess(
    (value) => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? String(value) : value),
    z
      .string('must be a decimal string')
      .pipe(uintStringSchema.refine((text) => !/^[0-9]+$/.test(text) || BigInt(text) <= max, what)),
  )
}

const uint256 = decimal(maxUint256, 'must be below 2^256')

/** A Safe transaction as a signer writes it down to have it hashed: the ten signed fields, the Safe, its version and chain. */
export const safeHashInputSchema = z.strictObject({
  chainId: decimal(BigInt(Number.MAX_SAFE_INTEGER), 'must be below 2^53').pipe(
    z.string().refine((text) => text !== '0', 'must be positive'),
  ),
  safe: addressSchema,
  version: z.string().refine(isKnownVersion, 'must be a Safe version such as 1.4.1 or 1.3.0+L2, from 0.1.0 to 1.x'),
  to: addressSchema,
  value: uint256,
  data: hexSchema,
  operation: uint256.pipe(z.enum(['0', '1'], 'must be 0 (call) or 1 (delegatecall)')),
  safeTxGas: uint256,
  baseGas: uint256,
  gasPrice: uint256,
  gasToken: addressSchema,
  refundReceiver: addressSchema,
  nonce: uint256,
})

/** @see safeHashInputSchema */
export type SafeHashInput = z.infer<typeof safeHashInputSchema>

/** Compute every hash that a signer compares, and say what of the transaction a signer must not overlook. */
export function hashSafeInput({ chainId, safe, version, operation, ...fields }: SafeHashInput): {
  readonly hashes: SafeHashes
  readonly warnings: readonly string[]
} {
  const transaction = { ...fields, operation: operation === '1' ? (1 as const) : (0 as const) }
  const zeros = [fields.gasPrice, BigInt(fields.gasToken), BigInt(fields.refundReceiver)]
  return {
    hashes: safeHashes({ chainId: Number(chainId), safe, version, transaction }),
    warnings: [
      ...(operation === '1'
        ? ['It is a DELEGATECALL: the called code can do anything with the Safe. Sign only what you know.']
        : []),
      ...(zeros.some((field) => BigInt(field) !== 0n)
        ? ['It pays a gas refund out of the Safe: gasPrice, gasToken or refundReceiver is set.']
        : []),
    ],
  }
}

function isKnownVersion(version: string): boolean {
  try {
    safeVersion(version)
    return true
  } catch {
    return false
  }
}
