import { type Address, type Hex, isHex, slice, toEventSelector } from 'viem'
import type { ReadPlan } from '../../read/readPlan.js'

const SUCCESS = toEventSelector('ExecutionSuccess(bytes32,uint256)')
const FAILURE = toEventSelector('ExecutionFailure(bytes32,uint256)')

/**
 * Plan the transactions that a Safe has executed, successfully or not: hash of the chain's transaction by safeTxHash.
 *
 * From 1.4.0 the events index the hash; before, it is the first word of the data. One selector stands for both.
 *
 * @source Safe.sol (`ExecutionSuccess`, `ExecutionFailure`) of 1.3.0 and 1.4.1
 */
export function executedSafeTransactionsPlan(safe: Address, fromBlock: bigint): ReadPlan<ReadonlyMap<Hex, Hex>> {
  return {
    requests: [{ kind: 'logs', address: safe, topics: [[SUCCESS, FAILURE]], fromBlock }],
    next: (results) => {
      const [result] = results
      if (result?.kind !== 'logs') throw new TypeError(`the runner answered a log filter with ${result?.kind ?? 'nothing'}`)
      return {
        value: new Map(
          result.logs.flatMap(({ topics, data, transactionHash }): [Hex, Hex][] => {
            const hash = topics[1] ?? (isHex(data) && data.length >= 66 ? slice(data, 0, 32) : undefined)
            return hash === undefined ? [] : [[hash, transactionHash]]
          }),
        ),
      }
    },
  }
}
