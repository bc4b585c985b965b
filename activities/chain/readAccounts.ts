import { type Address, getAddress, type Hex, type PublicClient } from 'viem'
import type { AccountFilter, ReadBlock, ReadRequest } from '../../proposals/read/readPlan.js'
import { type LogFilter, type RpcLog, scanLogs } from './scanLogs.js'

/** Finds the accounts of a request; a reader that remembers earlier runs replaces the plain one. */
export type AccountsReader = (
  client: PublicClient,
  request: Extract<ReadRequest, { kind: 'accounts' }>,
  block: ReadBlock,
  onProgress: () => void,
) => Promise<readonly Address[]>

/** Find the accounts that logs name, from the request's first block on, remembering nothing. */
export const readAccounts: AccountsReader = async (client, request, block, onProgress) => {
  const found = new Set<Hex>()
  for await (const { logs } of scanLogs(client, { ...scanOf(request), toBlock: block }, onProgress)) {
    collectAccounts(found, request.filters, logs)
  }
  return sortedAccounts(found)
}

/** The scan that finds a request's logs: filters in the request's order. */
export function scanOf({ filters, fromBlock }: Extract<ReadRequest, { kind: 'accounts' }>): {
  readonly filters: readonly LogFilter[]
  readonly fromBlock: bigint
} {
  return { filters: filters.map(({ addresses, topics }) => ({ address: addresses, topics })), fromBlock }
}

/** Add the accounts that logs name, lower case. A log without the topic is another event of the same signature and is left out. */
export function collectAccounts(into: Set<Hex>, filters: readonly AccountFilter[], logs: readonly (readonly RpcLog[])[]): void {
  filters.forEach(({ accountTopic }, i) => {
    for (const { topics } of logs[i] ?? []) {
      const topic = topics[accountTopic]
      if (topic !== undefined) into.add(`0x${topic.slice(-40).toLowerCase()}`)
    }
  })
}

/** Put lower-case accounts in order, so that the same accounts give the same evidence in whatever order they were found. */
export function sortedAccounts(accounts: Iterable<Hex>): Address[] {
  return [...accounts].sort().map((account) => getAddress(account))
}
