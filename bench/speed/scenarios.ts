import { computeBadDebt } from '../../activities/compute/computeBadDebt.js'
import { computePaths } from '../../activities/compute/computePaths.js'
import type { ComputePool } from '../../activities/compute/computePool.js'
import { createComputePool } from '../../activities/compute/createComputePool.js'
import { badDebtUsd } from '../../models/book/lossSummary.js'
import { correlatedPaths } from '../../models/scenarios/correlatedPaths.js'
import type { PathModel } from '../../models/scenarios/pathModel.js'
import { atMost, type Measure, unjudged } from '../measure.js'
import { syntheticBook } from './syntheticBook.js'
import { timed } from './timed.js'

const ASSETS = 10
const PATHS = 100_000
const STEPS = 24
const POSITIONS = 10_000
const SCENARIOS = 10_000
/** The rounds before are until the compiler has optimised what every thread calls. */
const TIMING = { runs: 11, warmUps: 5 }

const NORMAL: PathModel = {
  dailyVolatilities: Array.from({ length: ASSETS }, (_, i) => 0.03 + 0.003 * i),
  correlation: Array.from({ length: ASSETS }, (_, i) => Array.from({ length: ASSETS }, (_, j) => (i === j ? 1 : 0.6))),
  increments: { kind: 'normal' },
  horizonHours: 24,
  steps: STEPS,
  seed: 1,
}
const STUDENT: PathModel = { ...NORMAL, increments: { kind: 'studentT', degreesOfFreedom: 4 } }

/**
 * Time joint price paths and a book's bad debt on worker threads: the goals, for two threads, are what numpy takes on the same machine and
 * rather more than half of it.
 *
 * The book is 70 % of accounts with one collateral against a stable debt, 20 % with two and 10 % with three. Its time runs from the valued
 * positions to the losses. What is timed has to give the same bytes with one thread and with two as with none.
 */
export async function measure(): Promise<readonly Measure[]> {
  const pools = [1, 2].map((threads) => createComputePool({ threads }))
  try {
    const [one, two] = pools as [ComputePool, ComputePool]
    const paths = `${PATHS} paths x ${STEPS} x ${ASSETS} with minima`
    const measures: Measure[] = []
    const draw = (pool: ComputePool, model: PathModel) => timed(() => computePaths({ pool, model, count: PATHS }), TIMING)
    measures.push(
      atMost({ name: `${paths}, normal, 2 threads`, unit: 'ms', value: await draw(two, NORMAL), goal: 509 }),
      unjudged({ name: `${paths}, normal, 1 thread`, unit: 'ms', value: await draw(one, NORMAL) }),
      unjudged({ name: `${paths}, Student-t, 2 threads`, unit: 'ms', value: await draw(two, STUDENT) }),
    )

    const { logReturns } = correlatedPaths(STUDENT, SCENARIOS)
    const input = { ...syntheticBook({ assets: ASSETS, positions: POSITIONS }), count: SCENARIOS }
    const shocks = logReturns.map((column, i) => ({ asset: `ASSET${i}`, logReturns: column }))
    const losses = `bad debt of ${POSITIONS} positions x ${SCENARIOS} scenarios`
    const sum = (pool: ComputePool) => timed(() => computeBadDebt({ pool, shocks, ...input }), TIMING)
    measures.push(
      atMost({ name: `${losses}, 2 threads`, unit: 'ms', value: await sum(two), goal: 300 }),
      unjudged({ name: `${losses}, 1 thread`, unit: 'ms', value: await sum(one) }),
    )

    const differing = [
      differences(
        correlatedPaths(STUDENT, PATHS).logMinima,
        (await computePaths({ pool: two, model: STUDENT, count: PATHS })).logMinima,
      ),
      differences([badDebtUsd({ shocks, ...input })], [await computeBadDebt({ pool: two, shocks, ...input })]),
    ]
    measures.push(
      atMost({
        name: 'numbers that threads change',
        unit: '',
        value: differing.reduce((total, count) => total + count, 0),
        goal: 0,
      }),
    )
    return measures
  } finally {
    await Promise.all(pools.map((pool) => pool.close()))
  }
}

function differences(expected: readonly Float64Array[], actual: readonly Float64Array[]): number {
  let count = 0
  expected.forEach((column, i) => {
    for (let j = 0; j < column.length; j++) if (!Object.is(column[j], actual[i]?.[j])) count++
  })
  return count
}
