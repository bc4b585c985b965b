import { z } from 'zod'
import { addressSchema, hash32Schema, hexSchema, uintStringSchema } from '../../core/schemas/wire.js'

/** The ten fields that Safe owners sign, numbers as decimal strings. `operation` 0 is a call, 1 a delegatecall. */
export const safeTransactionSchema = z.strictObject({
  to: addressSchema,
  value: uintStringSchema,
  data: hexSchema,
  operation: z.union([z.literal(0), z.literal(1)]),
  safeTxGas: uintStringSchema,
  baseGas: uintStringSchema,
  gasPrice: uintStringSchema,
  gasToken: addressSchema,
  refundReceiver: addressSchema,
  nonce: uintStringSchema,
})

/** What a signer compares on the wallet's screen. */
export const safeHashesSchema = z.strictObject({
  domainHash: hash32Schema,
  messageHash: hash32Schema,
  safeTxHash: hash32Schema,
  /** ERC-8213: keccak256(uint256(length) || calldata). */
  calldataDigest: hash32Schema,
})

/** @see safeTransactionSchema */
export type SafeTransaction = z.infer<typeof safeTransactionSchema>
/** @see safeHashesSchema */
export type SafeHashes = z.infer<typeof safeHashesSchema>
