import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { computeBadDebt } from '../../../activities/compute/computeBadDebt.js'
import { computePaths } from '../../../activities/compute/computePaths.js'
import type { ComputePool } from '../../../activities/compute/computePool.js'
import { createComputePool } from '../../../activities/compute/createComputePool.js'
import { inlineCompute } from '../../../activities/compute/inlineCompute.js'
import { badDebtUsd } from '../../../models/book/lossSummary.js'
import { bonusesOf, thresholdsOf } from '../../../models/book/thresholds.js'
import { valuePositions } from '../../../models/book/valuePositions.js'
import { correlatedPaths } from '../../../models/scenarios/correlatedPaths.js'
import type { PathOutcomes } from '../../../models/scenarios/pathChunk.js'
import type { PathModel } from '../../../models/scenarios/pathModel.js'
import { marketStateOf } from '../../models/book/marketStateOf.js'
import { builtCli } from '../../support/builtCli.js'
import { PATIENCE_MS } from '../../support/until.js'

const model: PathModel = {
  dailyVolatilities: [0.03, 0.05, 0.08],
  correlation: [
    [1, 0.7, 0.4],
    [0.7, 1, 0.6],
    [0.4, 0.6, 1],
  ],
  increments: { kind: 'studentT', degreesOfFreedom: 4 },
  horizonHours: 24,
  steps: 24,
  seed: 7,
}
/** Would take minutes. */
const endless = { model: { ...model, steps: 1_000_000 }, count: 4096, chunk: 0 }
const short = { model, count: 10, chunk: 0 }
const impossible = {
  ...short,
  model: {
    ...model,
    correlation: [
      [1, -0.9, -0.9],
      [-0.9, 1, -0.9],
      [-0.9, -0.9, 1],
    ],
  },
}

let folder: string
let activities: string
beforeAll(async () => {
  // The threads run what is compiled: from these sources, not from a build of another day.
  activities = join(dirname(dirname(await builtCli())), 'activities')
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-compute-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const pools: ComputePool[] = []
const poolOf = (threads: number, entry = join(activities, 'compute', 'computeWorker.js')) => {
  const pool = createComputePool({ threads, entry })
  pools.push(pool)
  return pool
}
afterAll(() => Promise.all(pools.map((pool) => pool.close())))

/** A thread with a program of its own, for what no task does. */
const threadOf = async (name: string, source: string) => {
  const entry = join(folder, name)
  await writeFile(entry, source)
  return entry
}

/** Accounts with WETH, WBTC or LINK, every third with two of them, near their limit in USDC. */
function bookOf(accounts: number): Omit<Parameters<typeof badDebtUsd>[0], 'shocks' | 'count'> {
  const assets = ['WETH', 'WBTC', 'LINK'] as const
  const amounts = { WETH: 10, WBTC: 0.5, LINK: 2_500 }
  const state = marketStateOf({
    reserves: [
      { asset: 'WETH', priceUsd: 1_500 },
      { asset: 'WBTC', priceUsd: 30_000 },
      { asset: 'LINK', priceUsd: 6 },
      { asset: 'USDC', priceUsd: 1 },
    ],
    positions: Array.from({ length: accounts }, (_, i) => {
      const [first, second] = [assets[i % 3] ?? 'WETH', assets[(i + 1) % 3] ?? 'WBTC']
      const collateral = { [first]: amounts[first], ...(i % 9 < 3 ? { [second]: amounts[second] } : {}) }
      return { collateral, debt: { USDC: 5_000 + 13 * i } }
    }),
  })
  return { book: valuePositions(state), thresholds: thresholdsOf(state), bonuses: bonusesOf(state), slippage: 0.02 }
}

const bytes = ({ logReturns, logMinima }: PathOutcomes) =>
  [...logReturns, ...logMinima].map(({ buffer }) => Buffer.from(buffer).toString('base64'))
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error('It succeeded.')
    },
    (error: unknown) => error as Error & Record<string, unknown>,
  )

describe('createComputePool', () => {
  it('behavior: 1, 2 or 3 threads and none give the same bytes', async () => {
    const expected = bytes(correlatedPaths(model, 10_000))
    for (const pool of [inlineCompute(), poolOf(1), poolOf(2), poolOf(3)]) {
      expect(bytes(await computePaths({ pool, model, count: 10_000 }))).toEqual(expected)
      await pool.close()
    }
  })

  it('behavior: 1, 2 or 3 threads and none sum the same bad debt', async () => {
    const book = bookOf(500)
    const [a, b, c] = correlatedPaths(model, 3_000).logReturns as [Float64Array, Float64Array, Float64Array]
    const shocks = [
      { asset: 'WETH', logReturns: a.map((r) => 8 * r) },
      { asset: 'WBTC', logReturns: b.map((r) => 8 * r) },
      { asset: 'LINK', logReturns: c.map((r) => 8 * r) },
    ]
    const input = { ...book, shocks, count: 3_000 }
    const expected = badDebtUsd(input)
    expect(expected.some((usd) => usd > 0)).toBe(true)
    for (const pool of [inlineCompute(), poolOf(1), poolOf(2), poolOf(3)]) {
      expect(Buffer.from((await computeBadDebt({ pool, ...input })).buffer)).toEqual(Buffer.from(expected.buffer))
      await pool.close()
    }
    const short = shocks.map(({ asset, logReturns }) => ({ asset, logReturns: logReturns.slice(1) }))
    const failure = await failureOf(computeBadDebt({ pool: inlineCompute(), ...input, shocks: short }))
    expect(failure).toMatchObject({ code: 'MISALIGNED_SERIES' })
  })

  it('behavior: results follow their inputs, however many wait', async () => {
    const pool = poolOf(2)
    const sizes = Array.from({ length: 40 }, (_, i) => ((i * 7) % 40) + 1)
    const outcomes = await Promise.all(sizes.map((count) => pool.run('pathChunk', { model, count, chunk: 0 })))
    expect(outcomes.map(({ logReturns }) => logReturns[0]?.length)).toEqual(sizes)
  })

  it("error: a task's own crosses with all it tells", async () => {
    const inline = await failureOf(inlineCompute().run('pathChunk', impossible))
    const remote = await failureOf(poolOf(1).run('pathChunk', impossible))
    const facts = ({ name, message, code, shortMessage, metaMessages, retryable, row, pivot }: typeof remote) => ({
      name,
      message,
      code,
      shortMessage,
      metaMessages,
      retryable,
      row,
      pivot,
    })
    expect(facts(remote)).toEqual(facts(inline))
    expect(remote.code).toBe('NOT_POSITIVE_SEMIDEFINITE')
    expect(remote.stack).toContain('choleskyLower')
  })

  it('error: UnknownComputeTask', async () => {
    expect(await failureOf(poolOf(1).run('toString' as 'pathChunk', short))).toMatchObject({ code: 'UNKNOWN_COMPUTE_TASK' })
  })

  it('behavior: an aborted task ends with the reason, and the next one runs', async () => {
    const pool = poolOf(1)
    await pool.run('pathChunk', short)
    const controller = new AbortController()
    const reason = new Error('The activity was cancelled.')
    const aborted = failureOf(pool.run('pathChunk', endless, { signal: controller.signal }))
    const waiting = failureOf(pool.run('pathChunk', short, { signal: controller.signal }))
    const unconcerned = pool.run('pathChunk', short)
    setTimeout(() => controller.abort(reason), 50)
    expect(await aborted).toBe(reason)
    expect(await waiting).toBe(reason)
    expect((await unconcerned).logReturns).toHaveLength(3)
    expect(await failureOf(pool.run('pathChunk', short, { signal: controller.signal }))).toBe(reason)
    // A thread that answers after its task was aborted disturbs nobody.
    for (let i = 0; i < 8; i++) {
      const racing = new AbortController()
      const run = pool.run('pathChunk', short, { signal: racing.signal }).catch((error: unknown) => error)
      setImmediate(() => racing.abort(reason))
      await run
    }
    expect((await pool.run('pathChunk', short)).logReturns).toHaveLength(3)
  })

  it('error: ComputePoolClosed for what runs, waits or comes when it closes', async () => {
    for (const pool of [poolOf(1), inlineCompute()]) {
      const running = pool === pools.at(-1) ? [endless, short].map((input) => failureOf(pool.run('pathChunk', input))) : []
      await pool.close()
      await pool.close()
      for (const failure of await Promise.all([...running, failureOf(pool.run('pathChunk', short))])) {
        expect(failure).toMatchObject({ code: 'COMPUTE_POOL_CLOSED', task: 'pathChunk', retryable: true })
      }
    }
  })

  it('error: a thread that dies fails its task alone', async () => {
    const entry = await threadOf(
      'dies.mjs',
      `export default ({ input }) => (input.count === 1 ? process.exit(3) : { kind: 'value', value: 'alive' })`,
    )
    const pool = poolOf(2, entry)
    const [dead, alive] = await Promise.all([
      failureOf(pool.run('pathChunk', { model, count: 1, chunk: 0 })),
      pool.run('pathChunk', short),
    ])
    expect(dead.message).toContain('exited with code: 3')
    expect(alive).toBe('alive')
    expect(await pool.run('pathChunk', short)).toBe('alive')
  })

  it('error: a thread that cannot start fails what waits for it', async () => {
    const pool = poolOf(1, await threadOf('broken.mjs', `throw new Error('broken')`))
    const [first, second] = await Promise.all([failureOf(pool.run('pathChunk', short)), failureOf(pool.run('pathChunk', short))])
    expect([first.message, second.message]).toEqual(['broken', 'broken'])
  })

  it('behavior: threads see no environment variable', async () => {
    const entry = await threadOf('env.mjs', `export default () => ({ kind: 'value', value: Object.keys(process.env) })`)
    expect(await poolOf(1, entry).run('pathChunk', short)).toEqual([])
  })

  it('behavior: the process ends by itself, closed or idle, and idle threads end', async () => {
    const program = `
      import { createComputePool } from ${JSON.stringify(pathToFileURL(join(activities, 'compute', 'createComputePool.js')).href)}
      const pool = createComputePool({ threads: 2, idleTimeoutMs: 50 })
      const input = ${JSON.stringify(short)}
      const run = () => pool.run('pathChunk', input)
      await Promise.all([run(), run()])
      const handles = () => process.getActiveResourcesInfo().filter((name) => name === 'Worker' || name === 'MessagePort').length
      if (process.argv[2] === 'close') {
        await pool.close()
        console.log(handles())
      } else {
        const before = process.cpuUsage()
        await new Promise((resolve) => setTimeout(resolve, 500))
        const { user, system } = process.cpuUsage(before)
        await run()
        console.log(user + system < 250_000)
      }
    `
    const file = join(folder, 'ends.mjs')
    await writeFile(file, program)
    const node = promisify(execFile)
    const options = { timeout: PATIENCE_MS, env: { PATH: process.env.PATH } }
    expect((await node(process.execPath, [file, 'close'], options)).stdout.trim()).toBe('0')
    expect((await node(process.execPath, [file, 'idle'], options)).stdout.trim()).toBe('true')
  })
})
