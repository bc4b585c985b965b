import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { type Address, encodeFunctionData, type Hex, numberToHex, parseAbi, toEventSelector, toFunctionSelector } from 'viem'
import { accountsSegmentSchema } from '../../../activities/chain/accountsIndex/accountsSegment.js'
import { indexedAccounts, REREAD_BLOCKS } from '../../../activities/chain/accountsIndex/indexedAccounts.js'
import { chainClient } from '../../../activities/chain/chainClient.js'
import { readState } from '../../../activities/chain/readState.js'
import { latestBlock, runReadPlan } from '../../../activities/chain/runReadPlan.js'
import type { ActivityDependencies } from '../../../activities/dependencies.js'
import { cursorStore } from '../../../activities/evidence/cursorStore.js'
import { folderBlobStore } from '../../../activities/evidence/folderBlobStore.js'
import { folderEvidenceStore } from '../../../activities/evidence/folderEvidenceStore.js'
import type { ClaimCheck } from '../../../core/claimCheck.js'
import { isDebtComplete } from '../../../models/book/book.js'
import type { AaveV3State } from '../../../proposals/targets/aaveV3/aaveV3State.js'
import { bookOf } from '../../../proposals/targets/aaveV3/bookOf.js'
import { aaveState } from '../../proposals/support/aaveState.js'
import { positionsComplete } from '../../../proposals/checks/positionsComplete.js'
import type { ReadBlock } from '../../../proposals/read/readPlan.js'
import { borrowEvent, poolAbi, transferEvent } from '../../../proposals/targets/aaveV3/aaveV3Abi.js'
import { targetFor } from '../../../proposals/targets/registry.js'
import { temporaryFolder } from '../../local/support/temporaryFolder.js'
import { context } from '../../proposals/support/fixture.js'
import { marketOnChain } from '../../proposals/support/marketOnChain.js'
import { type FaultyRpc, type RpcCall, startFaultyRpc } from '../../support/faultyRpc.js'

let market: Awaited<ReturnType<typeof marketOnChain>>
let rpc: FaultyRpc
let folder: ReturnType<typeof temporaryFolder>
beforeAll(async () => {
  market = await marketOnChain()
  // So that the borrowers are older than the blocks that are always read again.
  await market.client.mine({ blocks: 400, interval: 1 })
})
afterAll(() => market.stop())
beforeEach(async () => {
  rpc = await startFaultyRpc(market.chain.rpcUrl)
  folder = temporaryFolder()
})
afterEach(async () => {
  await rpc.close()
  folder.remove()
})

type Dependencies = Pick<ActivityDependencies, 'markets' | 'evidence' | 'cursors'>

function dependencies({ witnessRpcUrl, rpcUrl = rpc.url }: { witnessRpcUrl?: string; rpcUrl?: string } = {}): Dependencies {
  const chain = chainClient({ chainId: market.config.chain.id, rpcUrl, witnessRpcUrl, requestTimeoutMs: 2_000 })
  const runtime = { config: market.config, chain, sources: [], relayer: undefined as never }
  return {
    markets: new Map([[market.config.id, runtime]]),
    evidence: folderEvidenceStore(folder.path),
    cursors: cursorStore(folderBlobStore(folder.path)),
  }
}

const read = async (over: Dependencies = dependencies()) => aaveState((await readState(over, market.config.id)).state)
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'nothing',
    (error: { code?: string }) => error.code,
  )

const BORROWER_EVENTS = [toEventSelector(borrowEvent), toEventSelector(transferEvent)]
const topicOf = (call: RpcCall): Hex | undefined => (call.params[0] as { topics?: Hex[] } | undefined)?.topics?.[0]
const isBorrowerSearch = (call: RpcCall) => call.method === 'eth_getLogs' && BORROWER_EVENTS.includes(topicOf(call) as Hex)
const ranges = () =>
  rpc.calls.filter(isBorrowerSearch).map(({ params }) => {
    const { fromBlock, toBlock } = params[0] as { fromBlock: Hex; toBlock: Hex }
    return [Number(fromBlock), Number(toBlock)] as const
  })
const segmentOf = async (claim: ClaimCheck | undefined) => {
  if (claim === undefined) throw new Error('the state has no index')
  return folderEvidenceStore(folder.path).get(claim, accountsSegmentSchema)
}

describe('readState', () => {
  it('default: every borrower, proved by the debt tokens, and an index that covers all but the last blocks', async () => {
    const state = await read()
    expect(state.positions.map(({ account }) => account).sort()).toEqual([...market.deployment.accounts.borrowers].sort())
    expect(isDebtComplete(bookOf(state))).toBe(true)
    const head = BigInt(state.block.number)
    const segment = await segmentOf(state.positionsIndex)
    expect(segment).toMatchObject({
      market: market.config.id,
      toBlock: (head - REREAD_BLOCKS).toString(),
      previous: null,
      rebuiltBecause: null,
    })
    expect([...segment.accounts]).toEqual(state.positions.map(({ account }) => account))
  })

  it('behavior: a reserve changed when its block says, though the node writes a time of 0 into every log', async () => {
    const snapshot = await market.client.snapshot()
    try {
      const { timestampSeconds } = await changeWeth()
      rpc.fault = ({ method }) =>
        method === 'eth_getLogs'
          ? { kind: 'change', change: (logs) => (logs as object[]).map((log) => ({ ...log, blockTimestamp: '0x0' })) }
          : undefined
      expect(lastChange(await read())).toBe(timestampSeconds)
    } finally {
      await market.client.revert({ id: snapshot })
    }
  })

  it('behavior: the next run reads only what is new, and the same block gives the same evidence', async () => {
    const first = await read()
    rpc.calls.length = 0
    const second = await read()
    expect(second).toEqual(first)
    const head = Number(first.block.number)
    expect(ranges()).toEqual(Array.from({ length: 2 }, () => [head - Number(REREAD_BLOCKS) + 1, head]))
  })

  it('behavior: a new borrower is added to what is known', async () => {
    const first = await read()
    const account = await borrowAnew()
    const second = await read()
    expect(second.positions.map((position) => position.account)).toContain(account)
    expect(second.positions).toHaveLength(first.positions.length + 1)
    expect(isDebtComplete(bookOf(second))).toBe(true)
    expect((await segmentOf(second.positionsIndex)).accounts).toContain(account)
  })

  it.each<[string, (claim: ClaimCheck) => Promise<void>]>([
    [
      'an altered index',
      async ({ sha256 }) => alter(indexFile(sha256), (text) => text.replace('"accounts":["0x', '"accounts":["0X')),
    ],
    ['a lost index', async ({ sha256 }) => rm(indexFile(sha256))],
    [
      'a cut cursor',
      async () => alter(join(folder.path, 'cursors', `positions-${market.config.id}.json`), (text) => text.slice(0, 20)),
    ],
  ])('behavior: %s is named in the new one, and nothing is missing', async (_, damage) => {
    const first = await read()
    await damage(first.positionsIndex as ClaimCheck)
    rpc.calls.length = 0
    const second = await read()
    expect(second.positions).toEqual(first.positions)
    expect(ranges()[0]?.[0]).toBe(0)
    const segment = await segmentOf(second.positionsIndex)
    expect(segment.rebuiltBecause).toMatch(/altered|is missing|not valid/)
    expect(segment.rebuiltAtBlock).toBe(second.block.number)
    rpc.calls.length = 0
    expect(await read()).toEqual(second)
    expect(ranges()[0]?.[0]).toBeGreaterThan(0)
  })

  it('behavior: a reorganisation below the last blocks drops what rests on it', async () => {
    const first = await read()
    const { toBlock } = await segmentOf(first.positionsIndex)
    // Another block at the index's end: what a node on another branch would say.
    const other = `0x${'ab'.repeat(32)}`
    rpc.fault = ({ method, params }) =>
      method === 'eth_getBlockByNumber' && Number(params[0]) === Number(toBlock)
        ? { kind: 'change', change: (block) => ({ ...(block as object), hash: other }) }
        : undefined
    rpc.calls.length = 0
    const second = await read()
    expect(ranges()[0]?.[0]).toBe(0)
    expect(second.positions).toEqual(first.positions)
    expect((await segmentOf(second.positionsIndex)).rebuiltBecause).toBe(`block ${toBlock} was replaced`)
  })

  it('behavior: an index that lacks a borrower is found out and built anew, once', async () => {
    // A node that leaves out a log, as lagging ones do.
    let isLagging = true
    rpc.fault = (call) =>
      isLagging && isBorrowerSearch(call) ? { kind: 'change', change: (logs) => (logs as unknown[]).slice(1) } : undefined
    const incomplete = await read()
    expect(isDebtComplete(bookOf(incomplete))).toBe(false)
    isLagging = false
    const healed = await read()
    expect(isDebtComplete(bookOf(healed))).toBe(true)
    expect((await segmentOf(healed.positionsIndex)).rebuiltBecause).toMatch(/did not hold the whole debt/)
    isLagging = true
    rpc.calls.length = 0
    expect(isDebtComplete(bookOf(await read()))).toBe(true)
    expect(ranges().every(([from]) => from > 0)).toBe(true)
  })

  it('behavior: a kill in a long first search loses no more than the last stretch', async () => {
    let searches = 0
    const slow = dependencies()
    rpc.fault = (call) => {
      if (!isBorrowerSearch(call)) return undefined
      const { fromBlock, toBlock } = call.params[0] as { fromBlock: Hex; toBlock: Hex }
      if (Number(toBlock) - Number(fromBlock) >= 100)
        return { kind: 'error', code: -32602, message: 'ranges over 100 blocks are not served' }
      searches += 1
      return searches > 8 ? { kind: 'status', status: 503 } : undefined
    }
    const { client, chainId } = [...slow.markets.values()][0]!.chain
    const index = indexedAccounts({
      evidence: slow.evidence,
      cursors: slow.cursors!,
      market: market.config.id,
      chainId,
      saveEveryMs: 0,
    })
    const plan = targetFor(market.config.target).statePlan({ market: market.config.id, chainId })
    expect(await codeOf(runReadPlan(client, plan, { accounts: index.read }))).toBe('RPC_UNAVAILABLE')
    rpc.fault = null
    rpc.calls.length = 0
    const state = await read()
    expect(ranges()[0]?.[0]).toBeGreaterThan(100)
    expect(isDebtComplete(bookOf(state))).toBe(true)
  })

  it('error: positions-complete names what is missing', async () => {
    rpc.fault = (call) => (isBorrowerSearch(call) ? { kind: 'result', result: [] } : undefined)
    const state = await read()
    expect(state.positions).toEqual([])
    const results = positionsComplete.run({ ...context, live: { ...context.live, market: state } })
    const borrowed = state.reserves.filter(({ totalDebt }) => totalDebt !== '0')
    expect(results).toHaveLength(borrowed.length)
    expect(results.every(({ severity }) => severity === 'error')).toBe(true)
    rpc.fault = null
    const complete = positionsComplete.run({ ...context, live: { ...context.live, market: await read() } })
    expect(complete).toMatchObject([{ severity: 'info' }])
  })
})

describe('assertWitness', () => {
  let witness: FaultyRpc
  beforeEach(async () => {
    witness = await startFaultyRpc(market.chain.rpcUrl)
  })
  afterEach(() => witness.close())
  const both = () => read(dependencies({ witnessRpcUrl: witness.url }))

  it('default: two nodes that agree', async () => {
    expect((await both()).positions.length).toBeGreaterThan(0)
    expect(witness.calls.length).toBeGreaterThan(0)
  })

  it('error: NodesDisagree on the block hash', async () => {
    const head = (await latestBlock(market.client as never)).number
    witness.fault = ({ method, params }) =>
      method === 'eth_getBlockByNumber' && params[0] === `0x${head.toString(16)}`
        ? { kind: 'change', change: (block) => ({ ...(block as object), hash: `0x${'cd'.repeat(32)}` }) }
        : undefined
    await expect(both()).rejects.toMatchObject({ code: 'NODES_DISAGREE', field: 'the block hash', retryable: true })
  })

  it.each<[string, string, () => Address, Hex | '']>([
    ['a price', 'reserves.WETH.price', () => market.deployment.aave.oracle, toFunctionSelector('getAssetPrice(address)')],
    ['a total debt', 'reserves.USDC.totalDebt', () => debtTokenOf('USDC'), toFunctionSelector('totalSupply()')],
  ])('error: NodesDisagree on %s', async (_, field, address, selector) => {
    const to = address().toLowerCase()
    const weth = market.deployment.aave.reserves
      .find(({ symbol }) => symbol === 'WETH')!
      .underlying.slice(2)
      .toLowerCase()
    witness.fault = ({ method, params }) => {
      const call = params[0] as { to?: string; data?: string } | undefined
      const isAsked = method === 'eth_call' && call?.to?.toLowerCase() === to && call.data?.startsWith(selector)
      const isReserve = field.includes('USDC') || call?.data?.includes(weth)
      return isAsked && isReserve
        ? { kind: 'change', change: (word) => `0x${(BigInt(word as Hex) + 1n).toString(16).padStart(64, '0')}` }
        : undefined
    }
    const error = await both().catch((reason: unknown) => reason as Error & { field: string })
    expect(error).toMatchObject({ code: 'NODES_DISAGREE', field })
    expect((error as Error).message).not.toContain('secret-key')
  })

  it('error: NodesDisagree on when a reserve last changed, which a node tells by the block', async () => {
    const snapshot = await market.client.snapshot()
    try {
      const changedAt = await changeWeth()
      expect(lastChange(await both())).toBe(changedAt.timestampSeconds)
      rpc.fault = ({ method, params }) =>
        method === 'eth_getBlockByNumber' && params[0] === numberToHex(changedAt.number)
          ? { kind: 'change', change: (block) => ({ ...(block as object), timestamp: '0x1' }) }
          : undefined
      await market.client.mine({ blocks: 1 })
      await expect(both()).rejects.toMatchObject({
        code: 'NODES_DISAGREE',
        field: 'reserves.WETH.lastChangedAtSeconds.ltvBps',
        primary: '1',
        witness: String(changedAt.timestampSeconds),
      })
    } finally {
      await market.client.revert({ id: snapshot })
    }
  })

  it('error: NodeLagging when the witness has not seen the block', async () => {
    witness.fault = ({ method, params }) =>
      method === 'eth_getBlockByNumber' && params[0] !== '0x0' ? { kind: 'result', result: null } : undefined
    await expect(both()).rejects.toMatchObject({ code: 'NODE_LAGGING', node: 'witness', retryable: true })
  })

  it('error: WrongChain when the witness is of another', async () => {
    witness.fault = ({ method }) => (method === 'eth_chainId' ? { kind: 'result', result: '0x1' } : undefined)
    await expect(both()).rejects.toMatchObject({ code: 'WRONG_CHAIN' })
  })
})

function indexFile(sha256: Hex): string {
  return join(folder.path, sha256.slice(2, 4), `${sha256.slice(2)}.json`)
}

async function alter(file: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(file, 'utf8')
  expect(change(text)).not.toBe(text)
  await writeFile(file, change(text))
}

function debtTokenOf(symbol: string): Address {
  return debtTokens.get(symbol) as Address
}

const lastChange = ({ reserves }: AaveV3State) => reserves.find(({ asset }) => asset === 'WETH')?.lastChangedAtSeconds.ltBps

/** Set WETH's collateral parameters, and tell the block of it. */
async function changeWeth(): Promise<ReadBlock> {
  const { configurator, reserves } = market.deployment.aave
  const weth = reserves.find(({ symbol }) => symbol === 'WETH')!.underlying
  const abi = parseAbi(['function configureReserveAsCollateral(address,uint256,uint256,uint256)'])
  const args = [weth, 7_900n, 8_200n, 10_500n] as const
  const data = encodeFunctionData({ abi, functionName: 'configureReserveAsCollateral', args })
  await market.send(market.deployment.timelock.address, { to: configurator, value: '0', data })
  return latestBlock(market.client as never)
}

const debtTokens = new Map<string, Address>()
beforeAll(async () => {
  for (const { symbol, underlying } of market.deployment.aave.reserves) {
    const call = {
      address: market.deployment.aave.pool,
      abi: poolAbi,
      functionName: 'getReserveData',
      args: [underlying],
    } as const
    debtTokens.set(symbol, (await market.client.readContract(call)).variableDebtTokenAddress)
  }
})

/** Let somebody new supply WETH and borrow USDC. */
async function borrowAnew(): Promise<Address> {
  const account = market.account(77).address
  const { pool, reserves } = market.deployment.aave
  const underlying = (symbol: string) => reserves.find((reserve) => reserve.symbol === symbol)!.underlying
  const abi = parseAbi([
    'function mint(address,uint256)',
    'function approve(address,uint256)',
    'function supply(address,uint256,address,uint16)',
    'function borrow(address,uint256,uint256,uint16,address)',
  ])
  const write = (to: Address, functionName: string, args: readonly unknown[]) =>
    market.send(account, { to, value: '0', data: encodeFunctionData({ abi, functionName, args } as never) })
  const amount = 10n ** 18n
  await write(underlying('WETH'), 'mint', [account, amount])
  await write(underlying('WETH'), 'approve', [pool, amount])
  await write(pool, 'supply', [underlying('WETH'), amount, account, 0])
  await write(pool, 'borrow', [underlying('USDC'), 100_000_000n, 2n, 0, account])
  return account
}
