import type { ReadBlock, ReadPlan, ReadResult } from '../../proposals/read/readPlan.js'
import { isRevert } from './explainRevert.js'
import type { ForkClient } from './startFork.js'

/** Calls under way at once: anvil runs each on a thread of its own and waits there for the node's state. */
const CALLS_AT_ONCE = 256

/**
 * Run a plan of calls on a fork at its latest block.
 *
 * Each call travels for itself, not in a multicall: a fork fetches the storage of one call slot by slot, so calls side by side take the
 * time of one.
 *
 * @param onProgress - called after each window of calls.
 * @throws {TypeError} when the plan asks for logs, code or storage.
 */
export async function runForkPlan<T>(client: ForkClient, plan: ReadPlan<T>, onProgress: () => void = () => {}): Promise<T> {
  const { number, hash, timestamp } = await client.getBlock({ blockTag: 'latest' })
  if (number === null || hash === null) throw new TypeError('the fork has no latest block')
  const block: ReadBlock = { number, hash, timestampSeconds: Number(timestamp) }
  let step: ReadPlan<T> | { readonly value: T } = plan
  while (!('value' in step)) {
    const results: ReadResult[] = []
    for (let from = 0; from < step.requests.length; from += CALLS_AT_ONCE) {
      const window = step.requests.slice(from, from + CALLS_AT_ONCE)
      results.push(...(await Promise.all(window.map((request) => callOn(client, request, number)))))
      onProgress()
    }
    step = step.next(results, block)
  }
  return step.value
}

async function callOn(
  client: ForkClient,
  request: ReadPlan<unknown>['requests'][number],
  blockNumber: bigint,
): Promise<ReadResult> {
  if (request.kind !== 'call') throw new TypeError(`a fork answers calls, not ${request.kind}`)
  const { to, data: input, from } = request
  try {
    const { data } = await client.call({ to, data: input, blockNumber, ...(from === undefined ? {} : { account: from }) })
    return { kind: 'call', isSuccess: true, data: data ?? '0x' }
  } catch (error) {
    if (isRevert(error)) return { kind: 'call', isSuccess: false, data: '0x' }
    throw error
  }
}
