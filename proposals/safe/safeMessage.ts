import { type Address, encodeAbiParameters, type Hex, hashTypedData } from 'viem'
import type { SafeHashes } from './safeTransaction.js'
import { safeTransactionPreimage } from './safeTypedData.js'
import { safeVersion } from './safeVersion.js'

/** EIP-712 typed data of a Safe's message, as `signTypedData` of viem and of wallets takes it. */
export interface SafeMessageTypedData {
  readonly domain: { readonly chainId?: number; readonly verifyingContract: Address }
  readonly types: { readonly SafeMessage: readonly [{ readonly name: 'message'; readonly type: 'bytes' }] }
  readonly primaryType: 'SafeMessage'
  readonly message: { readonly message: Hex }
}

/**
 * Lay out what the owners of a Safe sign when that Safe is itself an owner: the message that their Safe confirms to the Safe above it.
 *
 * Concatenate their signatures (`encodeSignatures`) and hand the result in as `{kind: 'contract', owner, data}`.
 *
 * @param owner - the Safe below: the owner whose owners sign
 * @param above - the transaction's Safe: its version decides whether it shows the whole preimage (below 1.5.0) or the hash alone
 * @throws {UnsupportedSafeVersion} when a version's signing rules are not known.
 * @source CompatibilityFallbackHandler.sol (`encodeMessageDataForSafe`, both `isValidSignature`); Safe.sol 1.4.1 and 1.5.0 (`checkNSignatures`)
 */
export function safeMessageTypedData({
  chainId,
  owner,
  above,
}: {
  chainId: number
  owner: { readonly address: Address; readonly version: string }
  above: { readonly version: string; readonly hashes: SafeHashes }
}): SafeMessageTypedData {
  const { hasChainIdInDomain } = safeVersion(owner.version)
  const message = safeVersion(above.version).showsHashToContracts
    ? encodeAbiParameters([{ type: 'bytes32' }], [above.hashes.safeTxHash])
    : safeTransactionPreimage(above.hashes)
  return {
    domain: { ...(hasChainIdInDomain ? { chainId } : {}), verifyingContract: owner.address },
    types: { SafeMessage: [{ name: 'message', type: 'bytes' }] },
    primaryType: 'SafeMessage',
    message: { message },
  }
}

/** Hash what the owners of a Safe that is itself an owner sign. @see safeMessageTypedData */
export function safeMessageHash(input: Parameters<typeof safeMessageTypedData>[0]): Hex {
  return hashTypedData(safeMessageTypedData(input))
}
