import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { type Address, concat, type Hex, numberToHex, toFunctionSelector } from 'viem'
import { CallRunner, MULTICALL3 } from '../../../activities/chain/callRunner.js'
import { chainClient } from '../../../activities/chain/chainClient.js'
import { latestBlock, runReadPlan } from '../../../activities/chain/runReadPlan.js'
import { isDebtComplete } from '../../../models/book/book.js'
import type { AaveV3State } from '../../../proposals/targets/aaveV3/aaveV3State.js'
import { bookOf } from '../../../proposals/targets/aaveV3/bookOf.js'
import { readsAave } from '../../proposals/support/aaveState.js'
import { targetFor } from '../../../proposals/targets/registry.js'
import { marketOnChain } from '../../proposals/support/marketOnChain.js'
import { type Fault, type FaultyRpc, type RpcCall, startFaultyRpc } from '../../support/faultyRpc.js'

let market: Awaited<ReturnType<typeof marketOnChain>>
let rpc: FaultyRpc
let withoutMulticall: AaveV3State
beforeAll(async () => {
  market = await marketOnChain()
  await market.client.mine({ blocks: 1 })
  withoutMulticall = await market.read(statePlan())
  await deployMulticall3()
})
afterAll(() => market.stop())
beforeEach(async () => {
  rpc = await startFaultyRpc(market.chain.rpcUrl)
})
afterEach(() => rpc.close())

const statePlan = () =>
  readsAave(targetFor(market.config.target).statePlan({ market: market.config.id, chainId: market.config.chain.id }))
const client = () => chainClient({ chainId: market.config.chain.id, rpcUrl: rpc.url, requestTimeoutMs: 2_000 }).client
const aggregates = () =>
  rpc.calls.filter(({ method, params }) => method === 'eth_call' && toOf(params[0]) === MULTICALL3.toLowerCase())
const toOf = (call: unknown) => (call as { to?: string }).to?.toLowerCase()
/** Calls in a multicall, by the length of its calldata: four words of 32 bytes and a few more each. */
const bytesOf = ({ params }: RpcCall) => ((params[0] as { data?: Hex }).data?.length ?? 0) / 2

describe('CallRunner', () => {
  it('behavior: a state read by multicall equals the one read call by call', async () => {
    // No block was mined since: setting code is no transaction, and the clock of a call is its block's.
    const { value } = await runReadPlan(client(), statePlan())
    expect(value.positions).toHaveLength(withoutMulticall.positions.length)
    expect(isDebtComplete(bookOf(value))).toBe(true)
    expect(value.reserves.map(({ parameters, price }) => ({ parameters, price }))).toEqual(
      withoutMulticall.reserves.map(({ parameters, price }) => ({ parameters, price })),
    )
    const calls = rpc.calls.filter(({ method }) => method === 'eth_call')
    expect(aggregates()).toHaveLength(calls.length)
    expect(calls.length).toBeLessThan(20)
  })

  it.each<[string, Fault]>([
    ['too much gas', { kind: 'error', code: -32000, message: 'out of gas: gas exceeds allowance' }],
    ['a body too large', { kind: 'status', status: 413 }],
    ['a time-out', { kind: 'hang' }],
  ])('behavior: batches shrink at %s', async (_, fault) => {
    const limit = 12_000
    rpc.fault = (call) => (call.method === 'eth_call' && bytesOf(call) > limit ? fault : undefined)
    const { value } = await runReadPlan(client(), statePlan())
    expect(isDebtComplete(bookOf(value))).toBe(true)
    expect(value.positions).toHaveLength(withoutMulticall.positions.length)
    expect(aggregates().some((call) => bytesOf(call) > limit)).toBe(true)
  })

  it('behavior: a call that reverts in a batch is asked by itself, and is a result', async () => {
    const block = await latestBlock(client())
    const { pool, reserves } = market.deployment.aave
    const token = reserves[0]!.underlying
    const runner = new CallRunner(client(), block, () => {})
    const symbol = { to: token, data: toFunctionSelector('symbol()') }
    const results = await runner.run([symbol, { to: pool, data: '0xdeadbeef' }, symbol])
    expect(results.map(({ isSuccess }) => isSuccess)).toEqual([true, false, true])
    const alone = rpc.calls.filter(({ method, params }) => method === 'eth_call' && toOf(params[0]) === pool.toLowerCase())
    expect(alone).toHaveLength(1)
  })

  it.each<[string, Hex]>([
    ['an invalid opcode', '0xfe'],
    ['an unknown opcode', '0x0c'],
    ['an invalid jump', '0x5f56'],
    ['an empty stack', '0x50'],
  ])('behavior: a call that ends in %s is a result like a revert', async (_, bytecode) => {
    const to = '0x00000000000000000000000000000000000000fa'
    await market.client.setCode({ address: to, bytecode })
    const runner = new CallRunner(client(), await latestBlock(client()), () => {})
    expect(await runner.run([{ to, data: '0x' }])).toEqual([{ kind: 'call', isSuccess: false, data: '0x' }])
  })

  it('behavior: a multicall with other results than calls is not believed', async () => {
    const block = await latestBlock(client())
    const symbol = { to: market.deployment.aave.reserves[0]!.underlying, data: toFunctionSelector('symbol()') }
    const expected = await new CallRunner(client(), block, () => {}).run([symbol, symbol])
    /** ABI encoding of an empty list of results. */
    const none = concat([numberToHex(32, { size: 32 }), numberToHex(0, { size: 32 })])
    rpc.fault = ({ method, params }) =>
      method === 'eth_call' && toOf(params[0]) === MULTICALL3.toLowerCase() ? { kind: 'result', result: none } : undefined
    expect(await new CallRunner(client(), block, () => {}).run([symbol, symbol])).toEqual(expected)
  })

  it('behavior: nothing to run asks nothing', async () => {
    const runner = new CallRunner(client(), await latestBlock(client()), () => {})
    rpc.calls.length = 0
    expect(await runner.run([])).toEqual([])
    expect(rpc.calls).toEqual([])
  })
})

/** Put the real Multicall3 at its canonical address: viem carries its creation code. */
async function deployMulticall3(): Promise<void> {
  const folder = dirname(createRequire(import.meta.url).resolve('viem'))
  const { multicall3Bytecode } = (await import(pathToFileURL(join(folder, 'constants', 'contracts.js')).href)) as {
    multicall3Bytecode: Hex
  }
  const { client: local } = market
  const hash = await local.sendTransaction({
    account: market.deployment.accounts.owners[0] as Address,
    data: multicall3Bytecode,
    chain: null,
  })
  const { contractAddress } = await local.waitForTransactionReceipt({ hash })
  const bytecode = await local.getCode({ address: contractAddress as Address })
  await local.setCode({ address: MULTICALL3, bytecode: bytecode as Hex })
}
