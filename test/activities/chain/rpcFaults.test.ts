import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { ApplicationFailure } from '@temporalio/common'
import { type Hex, numberToHex, type PublicClient } from 'viem'
import { z } from 'zod'
import { assertChain, chainClient } from '../../../activities/chain/chainClient.js'
import { forgetLogs, keepLogs } from '../../../activities/chain/logMemory.js'
import { retryAfterMs } from '../../../activities/chain/rpcFetch.js'
import { latestBlock, runReadPlan } from '../../../activities/chain/runReadPlan.js'
import { cursorStore } from '../../../activities/evidence/cursorStore.js'
import { folderBlobStore } from '../../../activities/evidence/folderBlobStore.js'
import { folderEvidenceStore } from '../../../activities/evidence/folderEvidenceStore.js'
import { toApplicationFailure } from '../../../activities/runtime/toApplicationFailure.js'
import type { ClaimCheck } from '../../../core/claimCheck.js'
import { startAnvil } from '../../../local/chain/startAnvil.js'
import { testClient } from '../../../local/chain/testClient.js'
import { readStorage } from '../../../proposals/read/readState.js'
import type { ReadBlock, ReadPlan, ReadRequest, ReadResult } from '../../../proposals/read/readPlan.js'
import { temporaryFolder } from '../../local/support/temporaryFolder.js'
import { type Fault, type FaultyRpc, type RpcCall, startFaultyRpc } from '../../support/faultyRpc.js'

/** Emits a log with its block number as topic whenever it is called: NUMBER, 0, 0, LOG1, STOP. */
const EMITTER_CODE: Hex = '0x4360006000a100'
const emitter = '0x00000000000000000000000000000000000e0117'
/** Blocks with one log each. */
const LOGS = 60

let chain: Awaited<ReturnType<typeof startAnvil>>
let rpc: FaultyRpc
let client: PublicClient
beforeAll(async () => {
  chain = await startAnvil()
  const local = testClient(chain.rpcUrl)
  await local.setCode({ address: emitter, bytecode: EMITTER_CODE })
  const [from] = await local.getAddresses()
  for (let i = 0; i < LOGS; i++) await local.sendTransaction({ account: from!, to: emitter, gas: 100_000n })
  await local.mine({ blocks: 40 })
})
afterAll(() => chain.stop())
beforeEach(async () => {
  rpc = await startFaultyRpc(chain.rpcUrl)
  client = chainClient({ chainId: chain.chainId, rpcUrl: rpc.url, requestTimeoutMs: 400 }).client
})
afterEach(() => rpc.close())

const plan = (request: ReadRequest): ReadPlan<ReadResult> => ({
  requests: [request],
  next: ([result]) => ({ value: result as ReadResult }),
})
const logsPlan = plan({ kind: 'logs', address: emitter, topics: [], fromBlock: 0n })
const timedPlan = plan({ kind: 'logs', address: emitter, topics: [], fromBlock: 0n, needsTimestamps: true })
const readBlocks = async (onProgress: () => void = () => {}) => {
  const { value } = await runReadPlan(client, logsPlan, { onProgress })
  if (value.kind !== 'logs') throw new TypeError(value.kind)
  return value.logs.map(({ blockNumber }) => Number(blockNumber))
}
const ALL = Array.from({ length: LOGS }, (_, i) => i + 1)
const failure = (promise: Promise<unknown>): Promise<Error & Record<string, unknown>> =>
  promise.then(
    () => Promise.reject(new Error('nothing failed')),
    (error: Error & Record<string, unknown>) => error,
  )
const span = ({ params }: RpcCall) => {
  const { fromBlock, toBlock } = params[0] as { fromBlock: Hex; toBlock: Hex }
  return Number(toBlock) - Number(fromBlock) + 1
}
const onLogs = (answer: (call: RpcCall) => Fault | undefined) => (call: RpcCall) =>
  call.method === 'eth_getLogs' ? answer(call) : undefined
/** The first block that logs were asked of. */
const firstAsked = () => {
  const [first] = rpc.calls.filter(({ method }) => method === 'eth_getLogs').map(({ params }) => params[0] as { fromBlock: Hex })
  return first === undefined ? null : Number(first.fromBlock)
}
/** Make the chain so long that what was read is worth remembering. */
const growTo = async (blocks: bigint) => {
  const local = testClient(chain.rpcUrl)
  const head = await local.getBlockNumber()
  if (head < blocks) await local.mine({ blocks: Number(blocks - head) })
}
const beyond = (limit: number, fault: Fault) => onLogs((call) => (span(call) > limit ? fault : undefined))

describe('readLogs', () => {
  it('default', async () => {
    expect(await readBlocks()).toEqual(ALL)
  })

  it.each<[string, Fault]>([
    [
      'a range limit (-32602)',
      { kind: 'error', code: -32602, message: 'Log response size exceeded. Try with this block range [0x0, 0x7].' },
    ],
    ['a result limit (-32005)', { kind: 'error', code: -32005, message: 'query returned more than 10000 results' }],
    ['a range limit (-32000)', { kind: 'error', code: -32000, message: 'exceed maximum block range: 8' }],
    ['an answer too large (413)', { kind: 'status', status: 413 }],
    ['a gateway time-out (504)', { kind: 'status', status: 504, body: '<html>Gateway Time-out</html>' }],
    [
      'a limit under status 400',
      {
        kind: 'status',
        status: 400,
        body: '{"jsonrpc":"2.0","error":{"code":-32600,"message":"eth_getLogs is limited to 8 blocks"}}',
      },
    ],
    ['a cut answer', { kind: 'body', body: '[{"jsonrpc":"2.0","id":1,"result":[{"addr' }],
    ['an answer beyond the limit', { kind: 'body', body: `[${' '.repeat(17 * 1024 * 1024)}]` }],
  ])('behavior: stretches shrink at %s', async (_, fault) => {
    rpc.fault = beyond(8, fault)
    expect(await readBlocks()).toEqual(ALL)
    expect(rpc.calls.filter(({ method }) => method === 'eth_getLogs').length).toBeLessThan(60)
  })

  it('behavior: stretches shrink at time-outs, each request bounded', async () => {
    rpc.fault = beyond(30, { kind: 'hang', afterHeaders: true })
    let beats = 0
    const startedAt = Date.now()
    expect(await readBlocks(() => beats++)).toEqual(ALL)
    expect(Date.now() - startedAt).toBeLessThan(10_000)
    expect(beats).toBeGreaterThan(5)
  })

  it('behavior: a short refusal for too many requests is waited out in place', async () => {
    let refusals = 2
    rpc.fault = onLogs(() => (refusals-- > 0 ? { kind: 'status', status: 429, headers: { 'retry-after': '1' } } : undefined))
    let beats = 0
    const startedAt = Date.now()
    expect(await readBlocks(() => beats++)).toEqual(ALL)
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(2_000)
    expect(beats).toBeGreaterThanOrEqual(3)
  })

  it.each<[string, Fault]>([
    ['in JSON-RPC (429)', { kind: 'error', code: 429, message: 'Your app has exceeded its compute units per second capacity' }],
    ['in JSON-RPC (-32005)', { kind: 'error', code: -32005, message: 'project ID request rate exceeded' }],
  ])('behavior: a refusal for too many requests %s shrinks nothing', async (_, fault) => {
    let refusals = 1
    rpc.fault = onLogs(() => (refusals-- > 0 ? fault : undefined))
    expect(await readBlocks()).toEqual(ALL)
    expect(rpc.calls.filter(({ method }) => method === 'eth_getLogs')).toHaveLength(2)
  })

  it('behavior: a long search that was cut goes on where it came to, and a later one reads only what is new', async () => {
    await growTo(1_600n)
    const asked = () =>
      rpc.calls
        .filter(({ method }) => method === 'eth_getLogs')
        .map(({ params }) => Number((params[0] as { fromBlock: Hex }).fromBlock))
    const refused: Fault = { kind: 'error', code: -32602, message: 'ranges over 20 blocks are not served' }
    let answers = 0
    rpc.fault = onLogs((call) => {
      if (span(call) > 20) return refused
      answers += 1
      return answers > 70 ? { kind: 'status', status: 503 } : undefined
    })
    expect(await failure(readBlocks())).toMatchObject({ code: 'RPC_UNAVAILABLE' })
    rpc.calls.length = 0
    rpc.fault = null
    expect(await readBlocks()).toEqual(ALL)
    expect(asked()[0]).toBeGreaterThan(32 * 10)
    const head = await testClient(chain.rpcUrl).getBlockNumber()
    rpc.calls.length = 0
    expect(await readBlocks()).toEqual(ALL)
    expect(asked()).toEqual([Number(head) - 63])
  })

  /** Stores in a folder of their own, which save at every chance. */
  const storesOf = () => {
    const folder = temporaryFolder()
    const evidence = folderEvidenceStore(folder.path)
    return { folder, stores: { evidence, cursors: cursorStore(folderBlobStore(folder.path)), saveEveryMs: 0 } }
  }

  /** Read the logs as a new process does, and give the first block that it asked for. */
  const firstAskedOf = async (stores: ReturnType<typeof storesOf>['stores']) => {
    const connected = chainClient({ chainId: chain.chainId, rpcUrl: rpc.url, requestTimeoutMs: 400 })
    keepLogs(connected, stores)
    rpc.calls.length = 0
    await runReadPlan(connected.client, logsPlan)
    return firstAsked()
  }

  it('behavior: a new process goes on where a killed one came to, and keeps what a witness read apart', async () => {
    await growTo(1_600n)
    const { folder, stores } = storesOf()
    const started = () => {
      const connected = chainClient({
        chainId: chain.chainId,
        rpcUrl: rpc.url,
        witnessRpcUrl: `${rpc.url}/witness`,
        requestTimeoutMs: 400,
      })
      keepLogs(connected, stores)
      return { node: connected.client, witness: connected.witness?.client as PublicClient }
    }
    const blocksOf = async (of: PublicClient) => {
      const { value } = await runReadPlan(of, logsPlan)
      return value.kind === 'logs' ? value.logs.map(({ blockNumber }) => Number(blockNumber)) : []
    }
    let answers = 0
    rpc.fault = onLogs((call) => {
      if (span(call) > 10) return { kind: 'error', code: -32602, message: 'ranges over 10 blocks are not served' }
      answers += 1
      return answers > 100 ? { kind: 'status', status: 503 } : undefined
    })
    expect(await failure(blocksOf(started().node))).toMatchObject({ code: 'RPC_UNAVAILABLE' })

    rpc.fault = null
    const restarted = started()
    rpc.calls.length = 0
    expect(await blocksOf(restarted.node)).toEqual(ALL)
    expect(firstAsked()).toBeGreaterThan(64 * 6)
    rpc.calls.length = 0
    expect(await blocksOf(restarted.witness)).toEqual(ALL)
    expect(firstAsked()).toBe(0)

    const head = await testClient(chain.rpcUrl).getBlockNumber()
    rpc.calls.length = 0
    expect(await blocksOf(started().node)).toEqual(ALL)
    expect(firstAsked()).toBe(Number(head) - 63)

    // What was distrusted is not taken up by the next process either.
    await forgetLogs(restarted.node)
    rpc.calls.length = 0
    expect(await blocksOf(started().node)).toEqual(ALL)
    expect(firstAsked()).toBe(0)
    folder.remove()
  })

  it('behavior: kept logs that somebody else wrote, with the right hash, are read again', async () => {
    await growTo(1_600n)
    const { folder, stores } = storesOf()
    const read = () => firstAskedOf(stores)
    expect(await read()).toBe(0)
    for (const file of await readdir(join(folder.path, 'cursors'))) {
      const name = file.replace('.json', '')
      const claim = await stores.cursors.get(name)
      const kept = await stores.evidence.get(claim as ClaimCheck, z.looseObject({ logs: z.array(z.unknown()) }))
      expect(kept.logs).not.toHaveLength(0)
      await stores.cursors.set(name, await stores.evidence.put({ ...kept, logs: [] }))
    }
    expect(await read()).toBe(0)
    expect(await read()).toBeGreaterThan(0)
    folder.remove()
  })

  it.each<[string, (file: string) => Promise<void>]>([
    ['lost', (file) => rm(file)],
    ['altered', async (file) => writeFile(file, (await readFile(file, 'utf8')).replace('e0117', 'e0118'))],
  ])('behavior: kept logs that are %s are read again', async (_, spoil) => {
    await growTo(1_600n)
    const { folder, stores } = storesOf()
    const read = () => firstAskedOf(stores)
    expect(await read()).toBe(0)
    expect(await read()).toBeGreaterThan(0)
    const parts = await readdir(folder.path, { recursive: true, withFileTypes: true })
    const kept = parts.filter((part) => part.isFile() && !part.parentPath.endsWith('cursors'))
    for (const part of kept) await spoil(join(part.parentPath, part.name))
    await testClient(chain.rpcUrl).mine({ blocks: 1 })
    expect(await read()).toBe(0)
    folder.remove()
  })

  it('behavior: what was read of a branch that was dropped is read again', async () => {
    const local = testClient(chain.rpcUrl)
    const snapshot = await local.snapshot()
    await local.mine({ blocks: 100 })
    expect(await readBlocks()).toEqual(ALL)
    await local.revert({ id: snapshot })
    await local.mine({ blocks: 200, interval: 2 })
    rpc.calls.length = 0
    expect(await readBlocks()).toEqual(ALL)
    const first = rpc.calls.find(({ method }) => method === 'eth_getLogs')
    expect(first?.params[0]).toMatchObject({ fromBlock: '0x0' })
  })

  it('behavior: logs that a node gave of a dropped branch are not remembered', async () => {
    await growTo(1_200n)
    const alter = (log: object) => ({ ...log, blockHash: `0x${'ab'.repeat(32)}` })
    rpc.fault = onLogs(() => ({ kind: 'change', change: (logs) => (logs as object[]).map(alter) }))
    expect(await failure(runReadPlan(client, timedPlan))).toMatchObject({ code: 'BLOCK_REPLACED' })
    rpc.fault = null
    const { value } = await runReadPlan(client, timedPlan)
    expect(value).toMatchObject({ kind: 'logs', logs: { length: LOGS } })
  })

  it('error: LogPlanTooSmall after a few refusals, with the requests that the range needs', async () => {
    rpc.fault = beyond(2, { kind: 'error', code: -32600, message: 'this plan gives logs of up to a 2 block range' })
    const error = await failure(readBlocks())
    expect(error).toMatchObject({ code: 'LOG_PLAN_TOO_SMALL', retryable: true, blocksARequest: 2n })
    expect(Number(error.requests)).toBeGreaterThan(500)
    expect(error.message).toMatch(/logs of 2 blocks a request, so the \d+ blocks that are left need \d+ requests/)
    expect(rpc.calls.filter(({ method }) => method === 'eth_getLogs').length).toBeLessThan(60)
  })

  it('error: LogsUnavailable when one block is refused', async () => {
    rpc.fault = onLogs((call) =>
      Number((call.params[0] as { toBlock: Hex }).toBlock) > 30
        ? { kind: 'error', code: 4444, message: 'pruned history unavailable' }
        : undefined,
    )
    expect(await failure(readBlocks())).toMatchObject({
      code: 'LOGS_UNAVAILABLE',
      retryable: true,
      message: expect.stringMatching(/block 31: .*pruned history/),
    })
  })

  it.each<[string, (log: object) => object]>([
    ['a time of 0', (log) => ({ ...log, blockTimestamp: '0x0' })],
    ['a time far ahead', (log) => ({ ...log, blockTimestamp: '0xffffffff' })],
    ['no time', (log) => ({ ...log, blockTimestamp: undefined })],
  ])("behavior: the block's own time counts where a node writes %s into the log", async (_, alter) => {
    rpc.fault = onLogs(() => ({ kind: 'change', change: (logs) => (logs as object[]).map(alter) }))
    const { value } = await runReadPlan(client, timedPlan)
    const block = await testClient(chain.rpcUrl).getBlock({ blockNumber: 1n })
    const [first, ...others] = value.kind === 'logs' ? value.logs : []
    expect(first).toMatchObject({ blockNumber: 1n, blockTimestampSeconds: Number(block.timestamp) })
    expect(others).toHaveLength(LOGS - 1)
    for (const { blockTimestampSeconds } of others) expect(blockTimestampSeconds).toBeGreaterThan(Number(block.timestamp) - 1)
  })

  it.each<[string, (block: object) => object, string]>([
    ['another hash than the log says', (block) => ({ ...block, hash: `0x${'ab'.repeat(32)}` }), 'BLOCK_REPLACED'],
    ['a time of 0', (block) => ({ ...block, timestamp: '0x0' }), 'RPC_ANSWER_IMPOSSIBLE'],
    ['a time after the last block', (block) => ({ ...block, timestamp: '0xffffffff' }), 'RPC_ANSWER_IMPOSSIBLE'],
    ['another number', (block) => ({ ...block, number: '0x7' }), 'RPC_ANSWER_IMPOSSIBLE'],
  ])("error: a log's block with %s", async (_, alter, code) => {
    rpc.fault = ({ method, params }) =>
      method === 'eth_getBlockByNumber' && params[0] === '0x3'
        ? { kind: 'change', change: (block) => alter(block as object) }
        : undefined
    expect(await failure(runReadPlan(client, timedPlan))).toMatchObject({ code, retryable: true })
  })

  it.each<[string, (log: object) => object, string]>([
    ['marked as removed', (log) => ({ ...log, removed: true }), 'RPC_ANSWER_IMPOSSIBLE'],
    ['of another contract', (log) => ({ ...log, address: `0x${'77'.repeat(20)}` }), 'RPC_ANSWER_IMPOSSIBLE'],
    ['of a block outside the range', (log) => ({ ...log, blockNumber: '0xffff' }), 'RPC_ANSWER_IMPOSSIBLE'],
    ['without a block', (log) => ({ ...log, blockNumber: null, blockHash: null }), 'LOGS_UNAVAILABLE'],
    ['with topics that are none', (log) => ({ ...log, topics: [null] }), 'LOGS_UNAVAILABLE'],
  ])('error: logs %s, which are neither taken nor left out', async (_, alter, code) => {
    rpc.fault = onLogs(() => ({ kind: 'change', change: (logs) => (logs as object[]).map(alter) }))
    expect(await failure(readBlocks())).toMatchObject({ code, retryable: true })
  })

  it('error: NodeLagging when the node has not seen the last block, and gives what it has as if it were all', async () => {
    const head = await latestBlock(client)
    rpc.fault = ({ method, params }) => {
      if (method === 'eth_getBlockByNumber' && params[0] === numberToHex(head.number)) return { kind: 'result', result: null }
      if (method === 'eth_getLogs') return { kind: 'change', change: (logs) => (logs as unknown[]).slice(0, -10) }
      return method === 'eth_blockNumber' ? { kind: 'result', result: numberToHex(head.number - 3n) } : undefined
    }
    expect(await failure(runReadPlan(client, logsPlan, { block: head }))).toMatchObject({
      code: 'NODE_LAGGING',
      block: head.number,
      head: head.number - 3n,
      retryable: true,
    })
  })
})

describe('runReadPlan', () => {
  const slot = readStorage(emitter, '0x0')

  it('behavior: a node that catches up is waited for', async () => {
    const head = await latestBlock(client)
    let lagging = 2
    rpc.fault = ({ method }) =>
      method === 'eth_getStorageAt' && lagging-- > 0 ? { kind: 'error', code: -32000, message: 'header not found' } : undefined
    expect((await runReadPlan(client, slot, { block: head })).value).toBe(`0x${'0'.repeat(64)}`)
  })

  it('error: NodeLagging at a block that a real node has not seen', async () => {
    const head = await latestBlock(client)
    const ahead: ReadBlock = { ...head, number: head.number + 5n }
    const calls: ReadPlan<unknown> = plan({ kind: 'call', to: emitter, data: '0x' })
    for (const ask of [slot, calls, logsPlan]) {
      expect(await failure(runReadPlan(client, ask as ReadPlan<unknown>, { block: ahead }))).toMatchObject({
        code: 'NODE_LAGGING',
        head: head.number,
      })
    }
  })

  it('error: BlockReplaced when the chain was reorganised meanwhile', async () => {
    const head = await latestBlock(client)
    const block = { ...head, hash: `0x${'ab'.repeat(32)}` as Hex }
    expect(await failure(runReadPlan(client, slot, { block }))).toMatchObject({
      code: 'BLOCK_REPLACED',
      actualHash: head.hash,
      retryable: true,
    })
  })

  it.each<[string, Fault, string]>([
    ['no key', { kind: 'status', status: 401, body: 'Must be authenticated!' }, 'RPC_REFUSED'],
    [
      'a page',
      { kind: 'body', body: '<!doctype html><title>Welcome</title>', contentType: 'text/html' },
      'RPC_ANSWER_UNREADABLE',
    ],
    ['nothing', { kind: 'body', body: '' }, 'RPC_ANSWER_UNREADABLE'],
    ['a gateway without a node', { kind: 'status', status: 502, body: '<html>Bad Gateway</html>' }, 'RPC_UNAVAILABLE'],
    ['a cut connection', { kind: 'drop' }, 'RPC_UNAVAILABLE'],
    ['no answer', { kind: 'hang' }, 'RPC_TIMED_OUT'],
    ['an answer that never ends', { kind: 'hang', afterHeaders: true }, 'RPC_TIMED_OUT'],
    ['a redirect', { kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'RPC_UNAVAILABLE'],
    [
      'an error of its own',
      { kind: 'error', code: -32603, message: 'internal error at https://node.example/v2/secret-key' },
      'RPC_FAILED',
    ],
    ['a refusal for long', { kind: 'status', status: 429, headers: { 'retry-after': '120' } }, 'RPC_RATE_LIMITED'],
    [
      'a JSON refusal for long',
      { kind: 'status', status: 429, headers: { 'retry-after': '120' }, body: '{"error":{"code":429,"message":"slow down"}}' },
      'RPC_RATE_LIMITED',
    ],
  ])('error: %s is named, and the URL is not in the text', async (_, fault, code) => {
    const head = await latestBlock(client)
    rpc.fault = () => fault
    const error = await failure(runReadPlan(client, slot, { block: head }))
    expect(error).toMatchObject({ code, retryable: true })
    expect(error.message).not.toContain('secret-key')
    expect(error.message).not.toContain('127.0.0.1')
  })
})

describe('assertChain', () => {
  it('error: RpcRefused for a wrong key, ChainUnreachable where nothing is', async () => {
    rpc.fault = () => ({ kind: 'status', status: 403 })
    const chainOf = (rpcUrl: string) => chainClient({ chainId: chain.chainId, rpcUrl, requestTimeoutMs: 400 })
    expect(await failure(assertChain(chainOf(rpc.url)))).toMatchObject({ code: 'RPC_REFUSED' })
    expect(await failure(assertChain(chainOf('http://127.0.0.1:9/v2/secret-key')))).toMatchObject({
      code: 'CHAIN_UNREACHABLE',
      message: expect.not.stringContaining('secret-key'),
    })
  })
})

describe('toApplicationFailure', () => {
  it('behavior: Retry-After sets when the next attempt is made, of any request', async () => {
    rpc.fault = () => ({ kind: 'status', status: 429, headers: { 'retry-after': '90' } })
    const raw = await failure(client.getGasPrice())
    const failed = toApplicationFailure(raw, [])
    expect(failed).toBeInstanceOf(ApplicationFailure)
    expect(failed).toMatchObject({ type: 'RPC_RATE_LIMITED', nonRetryable: false, nextRetryDelay: 90_000 })
  })

  it('behavior: a fault of the node is named whatever action met it', async () => {
    rpc.fault = () => ({ kind: 'hang' })
    const failed = toApplicationFailure(await failure(client.call({ to: emitter, data: '0x' })), [])
    expect(failed).toMatchObject({ type: 'RPC_TIMED_OUT', nonRetryable: false })
    expect(failed.message).not.toContain('secret-key')
  })
})

describe('retryAfterMs', () => {
  it('default: seconds, dates, and what is neither', () => {
    const now = Date.UTC(2022, 5, 12)
    expect(retryAfterMs('7', now)).toBe(7_000)
    expect(retryAfterMs('Sun, 12 Jun 2022 00:01:00 GMT', now)).toBe(60_000)
    expect(retryAfterMs('Sun, 12 Jun 2021 00:01:00 GMT', now)).toBe(0)
    expect(retryAfterMs('soon', now)).toBeNull()
    expect(retryAfterMs(null, now)).toBeNull()
  })
})
