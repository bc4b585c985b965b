import type { PublicClient } from 'viem'
import type { ReadBlock, ReadPlan, ReadRequest, ReadResult } from '../../proposals/read/readPlan.js'
import { assertBlock, blockAt, lagging, newestBlock } from './blockAt.js'
import { isUnknownBlock, requestFailure } from './chainFault.js'
import { CallRunner } from './callRunner.js'
import { patiently } from './patiently.js'
import { type AccountsReader, readAccounts } from './readAccounts.js'
import { readLogs } from './readLogs.js'

/** How a plan is run. */
export interface ReadPlanOptions {
  /** The block that every answer is of; the latest one where it is left out. */
  readonly block?: ReadBlock
  /** Called after each batch and while waiting, for heartbeats. */
  readonly onProgress?: () => void
  readonly accounts?: AccountsReader
}

/**
 * Run a read plan to its end, every step at one block.
 *
 * Reads: eth_call (through Multicall3 where the chain has it), eth_getLogs, eth_getCode, eth_getStorageAt, and at the end the block
 * again, so that nothing of a chain that was reorganised meanwhile is ever returned.
 *
 * @throws {NodeLagging} when the node has not seen the block
 * @throws {BlockReplaced} when a reorganisation removed the block meanwhile
 * @throws {RpcRateLimited} {RpcTimedOut} {RpcUnavailable} {RpcRefused} {RpcFailed} {LogsUnavailable} as the node does
 */
export async function runReadPlan<T>(
  client: PublicClient,
  plan: ReadPlan<T>,
  { block, onProgress = () => {}, accounts = readAccounts }: ReadPlanOptions = {},
): Promise<{ value: T; block: ReadBlock }> {
  const at = block ?? (await latestBlock(client, onProgress))
  const run: Run = { client, block: at, onProgress, accounts, calls: new CallRunner(client, at, onProgress) }
  let step: ReadPlan<T> | { readonly value: T } = plan
  while (!('value' in step)) {
    const results: ReadResult[] = await answer(run, step.requests)
    step = step.next(results, at)
  }
  await patiently(() => assertBlock(client, at), onProgress)
  return { value: step.value, block: at }
}

/**
 * Read the newest block that has a number of confirmations: the latest one with 1, its parent with 2 and so on; genesis on a chain that is
 * shorter.
 */
export async function confirmedBlock(client: PublicClient, confirmations: number): Promise<ReadBlock> {
  const latest = await latestBlock(client)
  const depth = BigInt(confirmations - 1)
  if (depth === 0n) return latest
  const number = latest.number > depth ? latest.number - depth : 0n
  const block = await blockAt(client, number)
  if (block === null) throw await lagging(client, number)
  return block
}

/** Read number, hash and timestamp of the latest block. */
export async function latestBlock(client: PublicClient, onProgress: () => void = () => {}): Promise<ReadBlock> {
  return patiently(() => newestBlock(client), onProgress)
}

interface Run {
  readonly client: PublicClient
  readonly block: ReadBlock
  readonly onProgress: () => void
  readonly accounts: AccountsReader
  readonly calls: CallRunner
}

async function answer(
  { client, block, onProgress, accounts, calls }: Run,
  requests: readonly ReadRequest[],
): Promise<ReadResult[]> {
  const results = new Array<ReadResult>(requests.length)
  const indices: number[] = []
  for (const [index, { kind }] of requests.entries()) if (kind === 'call') indices.push(index)
  const asked = indices.map((index) => requests[index] as Extract<ReadRequest, { kind: 'call' }>)
  const answers = await calls.run(asked)
  indices.forEach((index, i) => {
    results[index] = answers[i] as ReadResult
  })
  const blockNumber = block.number
  const one = <T>(method: string, request: () => Promise<T>) =>
    patiently(() => named(client, blockNumber, method, request), onProgress)
  for (const [index, request] of requests.entries()) {
    switch (request.kind) {
      case 'call':
        break
      case 'logs':
        results[index] = { kind: 'logs', logs: await readLogs(client, request, block, onProgress) }
        break
      case 'accounts':
        results[index] = { kind: 'accounts', accounts: await accounts(client, request, block, onProgress) }
        break
      case 'code': {
        const code = await one('eth_getCode', () => client.getCode({ address: request.address, blockNumber }))
        results[index] = { kind: 'code', code: code ?? '0x' }
        break
      }
      case 'storage': {
        const value = await one('eth_getStorageAt', () =>
          client.getStorageAt({ address: request.address, slot: request.slot, blockNumber }),
        )
        results[index] = { kind: 'storage', value: value ?? '0x' }
        break
      }
    }
  }
  return results
}

async function named<T>(client: PublicClient, block: bigint, method: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request()
  } catch (error) {
    throw isUnknownBlock(error) ? await lagging(client, block) : requestFailure(method, error)
  }
}
