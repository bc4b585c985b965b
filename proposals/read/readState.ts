import type { Address, Hex } from 'viem'
import type { AccountFilter, ReadPlan } from './readPlan.js'

/**
 * Plan every account that certain logs name: checksummed, each once, in ascending order.
 *
 * @param fromBlock - block of the first log that counts
 */
export function readAccounts(fromBlock: bigint, filters: readonly AccountFilter[]): ReadPlan<readonly Address[]> {
  return {
    requests: [{ kind: 'accounts', fromBlock, filters }],
    next: (results) => {
      const [result] = results
      if (result?.kind !== 'accounts')
        throw new TypeError(`the runner answered a search for accounts with ${result?.kind ?? 'nothing'}`)
      return { value: result.accounts }
    },
  }
}

/** Plan one storage slot of a contract: 32 bytes. */
export function readStorage(address: Address, slot: Hex): ReadPlan<Hex> {
  return {
    requests: [{ kind: 'storage', address, slot }],
    next: (results) => {
      const [result] = results
      if (result?.kind !== 'storage') throw new TypeError(`the runner answered a storage read with ${result?.kind ?? 'nothing'}`)
      return { value: result.value }
    },
  }
}
