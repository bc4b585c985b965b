import { InvalidSeriesValueError } from '../errors.js'
import { christoffersenIndependence, conditionalCoverage, transitionCounts } from './christoffersenIndependence.js'
import { countViolations, type CoverageSample, type TestResult } from './coverageSample.js'
import { dynamicQuantile } from './dynamicQuantile.js'
import { kupiec } from './kupiec.js'

/** A test of coverage: forecasts and outcomes in, statistic and p-value out. */
export type CoverageTest = (sample: CoverageSample) => TestResult

/** Every test of coverage by name. A new one is one file and one line here. */
export const coverageTests = {
  unconditional: ({ violations, violationProbability }) =>
    kupiec({ observations: violations.length, violations: countViolations(violations), violationProbability }),
  independence: ({ violations }) => christoffersenIndependence(transitionCounts(violations)),
  conditional: (sample) => conditionalCoverage(sample),
  dynamicQuantile: (sample) => dynamicQuantile(sample),
} as const satisfies Record<string, CoverageTest>

/** Name of a test of coverage. */
export type CoverageTestName = keyof typeof coverageTests

/**
 * Adjust p-values of several tests so that rejecting those at or below a level keeps the chance of any false rejection at that level.
 *
 * @param pValues - m p-values from 0 to 1, in any order; none gives none.
 * @returns m adjusted p-values in the same order.
 * @throws {InvalidSeriesValueError} when a p-value is outside [0, 1].
 * @source Holm, A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian Journal of Statistics 6 (1979).
 * @example
 * import { holm } from 'plimsoll/models'
 *
 * holm([0.01, 0.04, 0.03]) // Float64Array [0.03, 0.06, 0.06]
 */
export function holm(pValues: ArrayLike<number>): Float64Array {
  const values = Array.from(pValues)
  for (const [index, value] of values.entries()) {
    if (!(value >= 0 && value <= 1)) throw new InvalidSeriesValueError({ what: 'P-values', index, value, demand: 'from 0 to 1' })
  }
  const order = values.map((_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number))
  const adjusted = new Float64Array(values.length)
  let least = 0
  for (const [rank, i] of order.entries()) {
    least = Math.min(1, Math.max(least, (values.length - rank) * (values[i] as number)))
    adjusted[i] = least
  }
  return adjusted
}
