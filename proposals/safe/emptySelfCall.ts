import type { Address } from 'viem'
import { safeCall } from './safeCall.js'
import type { SafeTransaction } from './safeTransaction.js'

/** Make the rejection of a nonce: a call of the Safe to itself that does nothing and spends the nonce. */
export function emptySelfCall({ safe, nonce }: { safe: Address; nonce: string }): SafeTransaction {
  return safeCall({ to: safe, value: '0', data: '0x', nonce })
}
