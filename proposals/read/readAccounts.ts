import type { Address } from 'viem'
import type { AccountFilter, ReadPlan } from '../readPlan.js'

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
