import { type Address, getAddress, type Hex, keccak256, slice, stringToBytes } from 'viem'
import { mapRead, readEach, thenRead } from '../read/combinePlans.js'
import { readStorage } from '../read/readState.js'
import { readContract } from '../read/readContracts.js'
import type { ReadPlan } from '../read/readPlan.js'
import type { SafeState } from './safeState.js'
import { safeAbi } from './safeAbi.js'

const SENTINEL: Address = '0x0000000000000000000000000000000000000001'
const MODULES_PER_PAGE = 50n

/**
 * Storage slot of a Safe's transaction guard; there are guards since 1.3.0, and before it the slot is empty.
 *
 * @source GuardManager.sol (`GUARD_STORAGE_SLOT`)
 */
export const GUARD_STORAGE_SLOT: Hex = keccak256(stringToBytes('guard_manager.guard.address'))

/**
 * Read a Safe: version, owners, threshold, nonce, every module and the guard.
 *
 * @throws {ContractReadFailed} (from the plan) when there is no Safe of 1.1.1 or newer at the address.
 */
export function safeStatePlan(address: Address): ReadPlan<SafeState> {
  const safe = { address, abi: safeAbi } as const
  const reads = readEach({
    version: readContract({ ...safe, functionName: 'VERSION' }),
    owners: readContract({ ...safe, functionName: 'getOwners' }),
    threshold: readContract({ ...safe, functionName: 'getThreshold' }),
    nonce: readContract({ ...safe, functionName: 'nonce' }),
    modules: modulesPlan(address, SENTINEL, []),
    guard: readStorage(address, GUARD_STORAGE_SLOT),
  })
  return mapRead(reads, ({ version, owners, threshold, nonce, modules, guard }) => ({
    address: getAddress(address),
    version,
    owners: [...owners],
    threshold: Number(threshold),
    nonce: nonce.toString(),
    modules: [...modules],
    guard: /^0x0*$/.test(guard) ? null : getAddress(slice(guard, 12)),
  }))
}

function modulesPlan(address: Address, start: Address, found: readonly Address[]): ReadPlan<readonly Address[]> {
  const page = readContract({ address, abi: safeAbi, functionName: 'getModulesPaginated', args: [start, MODULES_PER_PAGE] })
  return thenRead(page, ([modules, next]) => {
    const all = [...new Set([...found, ...modules])]
    const isLast = BigInt(next) <= 1n || modules.length === 0
    // 1.3.0 and older give as `next` the first module of the following page, which a page that starts there leaves out.
    if (isLast) return { requests: [], next: () => ({ value: all }) }
    return modulesPlan(address, next, modules.includes(next) ? all : [...all, next])
  })
}
