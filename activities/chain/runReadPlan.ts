import { type Address, decodeFunctionResult, encodeFunctionData, type Hex, type PublicClient, parseAbi } from 'viem'
import type { ReadBlock, ReadPlan, ReadRequest, ReadResult } from '../../proposals/readPlan.js'
import { readLogs } from './readLogs.js'

/** Multicall3 at the same address on every chain that has it. @source https://github.com/mds1/multicall */
const MULTICALL3: Address = '0xcA11bde05977b3631167028862bE2a173976CA11'
const multicallAbi = parseAbi([
  'struct Call3 { address target; bool allowFailure; bytes callData; }',
  'struct Result { bool success; bytes returnData; }',
  'function aggregate3(Call3[] calls) payable returns (Result[] returnData)',
])
/** Calls in one multicall: well under the 50 M gas that nodes allow a call, at up to 60,000 gas a view. */
const CALLS_A_BATCH = 400

/**
 * Run a read plan to its end, every step at one block.
 *
 * Reads: eth_call (through Multicall3 where the chain has it), eth_getLogs, eth_getCode, eth_getStorageAt.
 *
 * @param block - the block that every answer is of; the latest one where it is left out
 * @param onProgress - called after each batch, for heartbeats
 */
export async function runReadPlan<T>(
  client: PublicClient,
  plan: ReadPlan<T>,
  { block, onProgress = () => {} }: { block?: ReadBlock; onProgress?: () => void } = {},
): Promise<{ value: T; block: ReadBlock }> {
  const at = block ?? (await latestBlock(client))
  let step: ReadPlan<T> | { readonly value: T } = plan
  while (!('value' in step)) {
    const results = await answer(client, step.requests, at, onProgress)
    step = step.next(results, at)
  }
  return { value: step.value, block: at }
}

/** Read number, hash and timestamp of the latest block. */
export async function latestBlock(client: PublicClient): Promise<ReadBlock> {
  const { number, hash, timestamp } = await client.getBlock({ blockTag: 'latest' })
  return { number, hash, timestampSeconds: Number(timestamp) }
}

async function answer(
  client: PublicClient,
  requests: readonly ReadRequest[],
  block: ReadBlock,
  onProgress: () => void,
): Promise<ReadResult[]> {
  const results = new Array<ReadResult>(requests.length)
  const calls = requests.flatMap((request, index) => (request.kind === 'call' ? [{ index, to: request.to, data: request.data }] : []))
  const hasMulticall = calls.length > 1 && (await client.getCode({ address: MULTICALL3, blockNumber: block.number })) !== undefined
  for (let start = 0; start < calls.length; start += CALLS_A_BATCH) {
    const batch = calls.slice(start, start + CALLS_A_BATCH)
    const answers = hasMulticall ? await aggregate(client, batch, block) : await Promise.all(batch.map((call) => single(client, call, block)))
    batch.forEach(({ index }, i) => {
      results[index] = answers[i] as ReadResult
    })
    onProgress()
  }
  for (const [index, request] of requests.entries()) {
    switch (request.kind) {
      case 'call':
        break
      case 'logs':
        results[index] = { kind: 'logs', logs: await readLogs(client, request, block.number, onProgress) }
        break
      case 'code':
        results[index] = { kind: 'code', code: (await client.getCode({ address: request.address, blockNumber: block.number })) ?? '0x' }
        break
      case 'storage': {
        const value = await client.getStorageAt({ address: request.address, slot: request.slot, blockNumber: block.number })
        results[index] = { kind: 'storage', value: value ?? '0x' }
        break
      }
    }
  }
  return results
}

async function aggregate(client: PublicClient, calls: readonly { to: Address; data: Hex }[], block: ReadBlock): Promise<ReadResult[]> {
  const args = [calls.map(({ to, data }) => ({ target: to, allowFailure: true, callData: data }))] as const
  const { data } = await client.call({
    to: MULTICALL3,
    data: encodeFunctionData({ abi: multicallAbi, functionName: 'aggregate3', args }),
    blockNumber: block.number,
  })
  const answers = decodeFunctionResult({ abi: multicallAbi, functionName: 'aggregate3', data: data ?? '0x' })
  return answers.map(({ success, returnData }) => ({ kind: 'call', isSuccess: success, data: returnData }))
}

async function single(client: PublicClient, call: { to: Address; data: Hex }, block: ReadBlock): Promise<ReadResult> {
  try {
    const { data } = await client.call({ to: call.to, data: call.data, blockNumber: block.number })
    return { kind: 'call', isSuccess: true, data: data ?? '0x' }
  } catch (error) {
    if (isRevert(error)) return { kind: 'call', isSuccess: false, data: '0x' }
    throw error
  }
}

function isRevert(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === 'ExecutionRevertedError' || cause.name === 'RawContractError') return true
  }
  return false
}
