import type { Address, Hex } from 'viem'
import { mapRead } from '../read/combinePlans.js'
import { readContract } from '../readContracts.js'
import type { ReadPlan } from '../readPlan.js'
import { safeAbi } from './safeAbi.js'

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
