import { type Address, getAddress, type Hex } from 'viem'
import { attributeSignature } from './signatures.js'
import { CHAIN_SHORT_NAMES } from './chainShortNames.js'
import { safeHashes } from './safeHashes.js'
import { SignerNotOwner } from './signatureErrors.js'
import type { SafeTransaction } from './safeTransaction.js'

/** What an owner did sign in place of the transaction that was asked for. */
export type ForeignSignature =
  | { readonly kind: 'chain'; readonly owner: Address; readonly chainId: number }
  | { readonly kind: 'safe'; readonly owner: Address; readonly safe: Address }
  | { readonly kind: 'nonce'; readonly owner: Address; readonly nonce: string }

/** Nonces on each side of the asked one that are tried. */
const NONCES_AROUND = 5n

/**
 * Find out what an owner signed when the signature is not over the transaction asked for: the same one on another chain, for another
 * Safe, or with a nonce nearby. The wallet showed the wrong network more often than a key was stolen.
 *
 * @param safes - other Safes that the owner may have had open
 * @returns null when none of these explains it: then it is a stranger's, or over something else altogether.
 */
export async function foreignSignature({
  chainId,
  safe,
  version,
  transaction,
  signature,
  owners,
  safes,
}: {
  chainId: number
  safe: Address
  version: string
  transaction: SafeTransaction
  signature: Hex
  owners: readonly Address[]
  safes: readonly Address[]
}): Promise<ForeignSignature | null> {
  const signerOf = async (other: { chainId?: number; safe?: Address; transaction?: SafeTransaction }) => {
    const { safeTxHash } = safeHashes({ chainId, safe, version, transaction, ...other })
    try {
      return (await attributeSignature({ safeTxHash, signature, owners })).owner
    } catch (error) {
      if (error instanceof SignerNotOwner) return null
      throw error
    }
  }
  for (const other of CHAIN_SHORT_NAMES.keys()) {
    const owner = other === chainId ? null : await signerOf({ chainId: other })
    if (owner !== null) return { kind: 'chain', owner, chainId: other }
  }
  for (const other of new Set(safes.map((address) => getAddress(address)))) {
    const owner = other === getAddress(safe) ? null : await signerOf({ safe: other })
    if (owner !== null) return { kind: 'safe', owner, safe: other }
  }
  const nonce = BigInt(transaction.nonce)
  for (let other = nonce > NONCES_AROUND ? nonce - NONCES_AROUND : 0n; other <= nonce + NONCES_AROUND; other++) {
    const owner = other === nonce ? null : await signerOf({ transaction: { ...transaction, nonce: other.toString() } })
    if (owner !== null) return { kind: 'nonce', owner, nonce: other.toString() }
  }
  return null
}
