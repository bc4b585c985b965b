import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { chainClient } from '../../../activities/chain/chainClient.js'
import { mineOnFork, sendOnFork } from '../../../activities/simulation/sendOnFork.js'
import { SimulationTimedOut, SimulationUnavailable } from '../../../activities/simulation/errors.js'
import { type Forks, withForks } from '../../../activities/simulation/withForks.js'
import { startAnvil } from '../../../local/chain/startAnvil.js'
import { testClient } from '../../../local/chain/testClient.js'
import { until } from '../../support/until.js'

/** Arguments of this process's children: the forks' tethers, and the relay's URL in them. */
const tethers = (): string[] =>
  execFileSync('ps', ['-A', '-o', 'ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith(`${process.pid} `) && line.includes('--fork-url'))
/** `TIMESTAMP`, returned as a word: what a call at the latest block takes for the time. */
const TIMESTAMP_CODE = '0x4260005260206000f3'

describe('withForks', () => {
  let chain: Awaited<ReturnType<typeof startAnvil>>
  const live = () => ({ chain: chainClient({ chainId: 31337, rpcUrl: chain.rpcUrl }), blockNumber: 1n })
  const never = new AbortController().signal

  beforeAll(async () => {
    chain = await startAnvil({ timestampSeconds: 1_600_000_000 })
    await testClient(chain.rpcUrl).mine({ blocks: 1 })
  })
  afterAll(() => chain?.stop())

  it('default: two copies of one block, whose time passes on its own, and none is left', async () => {
    const seen = await withForks({ ...live(), signal: never }, async ({ change, control }) => {
      expect(tethers()).toHaveLength(2)
      for (const args of tethers()) expect(args).not.toContain(chain.rpcUrl)
      const time = async (fork: Forks['change']) => BigInt((await fork.call({ data: TIMESTAMP_CODE })).data ?? '0x')
      for (const fork of [change, control]) await mineOnFork(fork, 1_700_000_000)
      return Promise.all([time(change), time(control), change.getBlockNumber(), control.getChainId()])
    })
    expect(seen).toEqual([1_700_000_000n, 1_700_000_000n, 2n, 31337])
    expect(tethers()).toEqual([])
    expect(await testClient(chain.rpcUrl).getBlockNumber()).toBe(1n)
  })

  it('behavior: anybody sends for nothing, and no balance changes', async () => {
    const from = '0x00000000000000000000000000000000000000aA'
    const step = { name: 'execute', isPart: true, from, call: { to: from, value: '0', data: '0x' } } as const
    await withForks({ ...live(), signal: never }, async ({ change }) => {
      const [sent] = await sendOnFork(change, [step], { timestampSeconds: 1_700_000_000, errors: [] })
      expect(sent?.transaction).toMatchObject({ outcome: 'success', gasUsed: '21000', timestampSeconds: 1_700_000_000 })
      expect(await change.getBalance({ address: from })).toBe(0n)
    })
  })

  it('behavior: an abort ends the forks at once and is what is thrown', async () => {
    const ending = new AbortController()
    const work = withForks({ ...live(), signal: ending.signal }, async () => {
      ending.abort(new SimulationTimedOut(1_000))
      return new Promise<never>(() => {})
    })
    await expect(work).rejects.toThrow(SimulationTimedOut)
    expect(tethers()).toEqual([])
  })

  it('behavior: an abort while they start', async () => {
    const ending = new AbortController()
    const work = withForks({ ...live(), signal: ending.signal }, async () => 'done')
    setTimeout(() => ending.abort(new SimulationTimedOut(1)), 5)
    await expect(work).rejects.toThrow(SimulationTimedOut)
    await until('no tether is left', () => tethers().length === 0)
  })

  it('error: SimulationUnavailable when the work fails, and the forks end', async () => {
    const work = withForks({ ...live(), signal: never }, async ({ change }) =>
      change.request({ method: 'eth_noSuchMethod' } as never),
    )
    await expect(work).rejects.toThrow(SimulationUnavailable)
    expect(tethers()).toEqual([])
  })

  it('error: SimulationUnavailable when the node does not answer, without its URL', async () => {
    const dead = chainClient({ chainId: 31337, rpcUrl: 'http://127.0.0.1:9/v2/secret-key' })
    const error: unknown = await withForks({ chain: dead, blockNumber: 1n, signal: never }, async () => 'done').catch(
      (thrown) => thrown,
    )
    expect(error).toBeInstanceOf(SimulationUnavailable)
    expect(error).toMatchObject({ code: 'SIMULATION_UNAVAILABLE', retryable: true })
    expect(String((error as Error).message)).not.toContain('secret-key')
    expect(tethers()).toEqual([])
  })
})
