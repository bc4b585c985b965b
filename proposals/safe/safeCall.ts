import { type Address, type Hex, zeroAddress } from 'viem'
import type { SafeTransaction } from './safeTransaction.js'

/**
 * Make a plain call of a Safe: no delegatecall, no refund, and gas fields of zero, so that a failing call reverts and the
 * nonce is kept.
 */
export function safeCall({ to, value, data, nonce }: { to: Address; value: string; data: Hex; nonce: string }): SafeTransaction {
  return {
    to,
    value,
    data,
    operation: 0,
    safeTxGas: '0',
    baseGas: '0',
    gasPrice: '0',
    gasToken: zeroAddress,
    refundReceiver: zeroAddress,
    nonce,
  }
}

/** Make the rejection of a nonce: a call of the Safe to itself that does nothing and spends the nonce. */
export function emptySelfCall({ safe, nonce }: { safe: Address; nonce: string }): SafeTransaction {
  return safeCall({ to: safe, value: '0', data: '0x', nonce })
}
