import { type Address, type Hex, parseAbi } from 'viem'
import { mapRead } from '../read/combinePlans.js'
import { readContract, tryReadContract } from '../read/readContracts.js'
import type { ReadPlan } from '../read/readPlan.js'
import { safeAbi } from './safeAbi.js'
import type { SafeHashes } from './safeTransaction.js'
import { safeTransactionPreimage } from './safeTypedData.js'
import { safeVersion } from './safeVersion.js'

const hashAbi = parseAbi(['function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)'])
const dataAbi = parseAbi(['function isValidSignature(bytes data, bytes signature) view returns (bytes4)'])
const HASH_MAGIC: Hex = '0x1626ba7e'
const DATA_MAGIC: Hex = '0x20c13b0b'

/**
 * Ask an owner that is a contract whether a signature over a Safe transaction is its own, in the very words of the Safe's version: below
 * 1.5.0 the call of EIP-1271's draft with the whole preimage, from then on the final one with the hash.
 *
 * The Safe asks, since some owners answer only who registered with them (shared passkey signers go by `msg.sender`).
 *
 * @param safe - the Safe that will ask when the transaction is executed
 * @returns a plan of whether it confirms; a contract that reverts or answers anything else does not.
 * @throws {UnsupportedSafeVersion} when the version's rules are not known.
 * @source Safe.sol 1.4.1 and 1.5.0 (`checkNSignatures`, v 0); EIP-1271
 */
export function contractSignaturePlan({
  safe,
  owner,
  version,
  hashes,
  data,
}: {
  safe: Address
  owner: Address
  version: string
  hashes: SafeHashes
  data: Hex
}): ReadPlan<boolean> {
  if (safeVersion(version).showsHashToContracts) {
    const args = [hashes.safeTxHash, data] as const
    const read = { from: safe, address: owner, abi: hashAbi, functionName: 'isValidSignature', args } as const
    return mapRead(tryReadContract(read), (answer) => answer === HASH_MAGIC)
  }
  const args = [safeTransactionPreimage(hashes), data] as const
  return mapRead(
    tryReadContract({ from: safe, address: owner, abi: dataAbi, functionName: 'isValidSignature', args }),
    (answer) => answer === DATA_MAGIC,
  )
}

/** Ask a Safe whether an owner has approved a hash on chain. */
export function approvedHashPlan({
  safe,
  owner,
  safeTxHash,
}: {
  safe: Address
  owner: Address
  safeTxHash: Hex
}): ReadPlan<boolean> {
  return mapRead(
    readContract({ address: safe, abi: safeAbi, functionName: 'approvedHashes', args: [owner, safeTxHash] }),
    (approved) => approved !== 0n,
  )
}
