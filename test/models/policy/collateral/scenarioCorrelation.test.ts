import { describe, expect, it } from '@jest/globals'
import { alignReturns } from '../../../../models/correlation/alignReturns.js'
import { correlationEstimators } from '../../../../models/correlation/correlationEstimators.js'
import { ewmaCorrelation } from '../../../../models/correlation/ewmaCorrelation.js'
import { modelConfigSchema } from '../../../../models/policy/modelConfig.js'
import { scenarioCorrelation } from '../../../../models/policy/collateral/scenarioShocks.js'
import { dailySeries } from '../../../support/dailySeries.js'
import fc from '../../../support/fastCheck.js'
import { hostilePositiveColumn } from '../../../support/hostileNumbers.js'
import { orTyped } from '../../../support/orTyped.js'

const one = dailySeries({ days: 400, asset: 'ONE', seed: 1 })
const other = dailySeries({ days: 400, asset: 'OTHER', seed: 2 })
const both = { ...other, asset: 'BOTH', close: other.close.map((close, i) => Math.sqrt(close * (one.close[i] as number))) }
const config = (input: object) => modelConfigSchema.parse(input)

describe('scenarioCorrelation', () => {
  it('default: EWMA of the returns', () => {
    const { returns } = alignReturns([one, both])
    const [first] = scenarioCorrelation([one, both], config({}))
    const [expected] = ewmaCorrelation(returns, 0.97)
    expect(Math.abs((first?.[1] as number) - (expected?.[1] as number))).toBeLessThan(1e-12)
    expect(scenarioCorrelation([], config({}))).toEqual([])
  })

  it('behavior: every estimator that a configuration may name sees a pair that moves together', () => {
    for (const correlationEstimator of Object.keys(correlationEstimators)) {
      const matrix = scenarioCorrelation([one, other, both], config({ correlationEstimator }))
      expect(matrix.map((row, i) => row[i])).toEqual([1, 1, 1])
      expect((matrix[0]?.[2] as number) - (matrix[0]?.[1] as number)).toBeGreaterThan(0.05)
    }
  })

  it('behavior: all but EWMA weigh a wild week no more than others', () => {
    // A week of common shocks, ten times larger than usual: raw returns would call the two nearly the same.
    const shocked = (series: typeof one) => {
      const factor = (i: number) => Math.exp(0.3 * Math.max(0, Math.min(5, i - 300)) * (i % 2 === 0 ? 1 : -1))
      return { ...series, close: series.close.map((close, i) => close * (i >= 301 && i <= 305 ? factor(i) : 1)) }
    }
    const [first] = scenarioCorrelation([shocked(one), shocked(other)], config({ correlationEstimator: 'sample' }))
    const { returns } = alignReturns([shocked(one), shocked(other)])
    const [raw] = correlationEstimators.sample(returns).forecast()
    expect(raw?.[1]).toBeGreaterThan(0.8)
    expect((raw?.[1] as number) - (first?.[1] as number)).toBeGreaterThan(0.2)
  })

  it('behavior: stress moves every pair toward one', () => {
    const [calm] = scenarioCorrelation([one, other], config({}))
    const [stressed] = scenarioCorrelation([one, other], config({ correlationStress: 0.5 }))
    expect(Math.abs((stressed?.[1] as number) - (0.5 + 0.5 * (calm?.[1] as number)))).toBeLessThan(1e-12)
  })
})

describe('scenarioCorrelation on anything', () => {
  it.each(Object.keys(correlationEstimators))(
    'property: %s gives a correlation matrix or a typed error',
    (correlationEstimator) => {
      const column = hostilePositiveColumn({ minLength: 1, maxLength: 80 })
      fc.assert(
        fc.property(column, column, fc.double({ min: 0, max: 1, noNaN: true }), (first, second, correlationStress) => {
          const bars = (asset: string, close: number[]) => ({ ...dailySeries({ days: close.length, asset }), close })
          const matrix = orTyped(() =>
            scenarioCorrelation([bars('ONE', first), bars('OTHER', second)], config({ correlationEstimator, correlationStress })),
          )
          for (const [i, row] of (matrix ?? []).entries()) {
            expect(row[i]).toBe(1)
            for (const [j, rho] of row.entries()) expect(Math.abs(rho) <= 1 && rho === matrix?.[j]?.[i]).toBe(true)
          }
        }),
        { numRuns: 50 },
      )
    },
  )
})
