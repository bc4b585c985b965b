import { describe, expect, it } from '@jest/globals'
import { logReturns } from '../../../models/data/logReturns.js'
import { modelConfigSchema } from '../../../models/policy/modelConfig.js'
import { meanSquare } from '../../../models/statistics/meanSquare.js'
import { normalQuantile } from '../../../models/statistics/normal.js'
import { cornishFisher } from '../../../models/tail/cornishFisher.js'
import { historicalShortfall } from '../../../models/tail/historicalShortfall.js'
import { fitStudentT, studentTTail } from '../../../models/tail/studentTTail.js'
import {
  blendedTail,
  cornishFisherTail,
  filteredHistoricalTail,
  historicalTail,
  mcNeilFrey,
  normalTail,
  tailEstimators,
} from '../../../models/tail/tailEstimators.js'
import { tailLoss } from '../../../models/tail/tailLoss.js'
import type { TailSample } from '../../../models/tail/tailModel.js'
import { ewmaVariance } from '../../../models/volatility/ewma.js'
import { dmGbp } from '../../support/dmGbp.js'
import { expectClose, expectRelative } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'
import { readFixture } from '../../support/fixture.js'
import { sampleSeries } from '../../support/sampleSeries.js'
import { describeWithSharedData } from '../../support/sharedData.js'

interface Reference {
  cornishFisher: { skewness: number; excessKurtosis: number; p: number; valueAtRisk: number; expectedShortfall: number }[]
  studentT: { residuals: number[]; degreesOfFreedom: number }
}
const reference = readFixture<Reference>('tail/reference.json')

// Published closed forms have 12 decimals.
const PUBLISHED = 1e-12
const code = (value: string) => expect.objectContaining({ code: value })
const flat = (returns: ArrayLike<number>, volatility = 1): TailSample => ({
  returns,
  volatilities: new Float64Array(returns.length + 1).fill(volatility),
})
const waves = (n: number) => Float64Array.from({ length: n }, (_, i) => 0.03 * Math.sin(i * 1.7) + 0.02 * Math.cos(i * i))

describe('closed forms', () => {
  it('default: the published numbers', () => {
    expectClose(normalTail().expectedShortfall(0.975), 2.337802792201, PUBLISHED)
    expectClose(studentTTail(4).valueAtRisk(0.99), 2.649491906789, PUBLISHED)
    expectClose(studentTTail(4).expectedShortfall(0.99), 3.691510485681, PUBLISHED)
    expectClose(-cornishFisher(-0.5, 3).valueAtRisk(0.99), -3.301284492181, PUBLISHED)
  })

  it.each(reference.cornishFisher)(
    'default: quadrature of the expansion, skewness $skewness, kurtosis $excessKurtosis',
    (expected) => {
      const tail = cornishFisher(expected.skewness, expected.excessKurtosis)
      expectClose(tail.valueAtRisk(expected.p), expected.valueAtRisk, 1e-13)
      expectClose(tail.expectedShortfall(expected.p), expected.expectedShortfall, 1e-10)
    },
  )

  it("behavior: without skewness and kurtosis, and with many degrees of freedom, they are the normal's", () => {
    for (const p of [0.9, 0.99, 0.9999]) {
      const normal = normalTail()
      expectClose(cornishFisher(0, 0).expectedShortfall(p), normal.expectedShortfall(p), 1e-13)
      expectRelative(studentTTail(1e6).expectedShortfall(p), normal.expectedShortfall(p), 1e-5)
    }
  })

  it('error: an expansion that turns back in the tail, and parameters out of range', () => {
    expect(() => cornishFisher(-3, 1).valueAtRisk(0.99)).toThrow(code('INVALID_PARAMETER'))
    expect(() => cornishFisher(0, -2).expectedShortfall(0.99)).toThrow(code('INVALID_PARAMETER'))
    expect(() => cornishFisher(Number.NaN, 0)).toThrow(code('INVALID_PARAMETER'))
    expect(() => studentTTail(2)).toThrow(code('INVALID_PARAMETER'))
    for (const tail of [normalTail(), studentTTail(4), cornishFisher(0, 1)]) {
      for (const p of [0, 1, Number.NaN]) {
        expect(() => tail.valueAtRisk(p)).toThrow(code('INVALID_PARAMETER'))
        expect(() => tail.expectedShortfall(p)).toThrow(code('INVALID_PARAMETER'))
      }
    }
  })

  it('property: where it is defined, the quantile is monotone and the shortfall is not below it', () => {
    const shape = fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ min: -1, max: 20, noNaN: true }))
    fc.assert(
      fc.property(shape, fc.double({ min: 0.8, max: 0.9999, noNaN: true }), ([s, k], p) => {
        const tail = cornishFisher(s, k)
        let value: number
        try {
          value = tail.valueAtRisk(p)
        } catch (error) {
          expect(error).toEqual(code('INVALID_PARAMETER'))
          return
        }
        expect(tail.valueAtRisk(1 - (1 - p) / 2)).toBeGreaterThan(value)
        expect(tail.expectedShortfall(p)).toBeGreaterThan(value)
      }),
    )
  })
})

describe('historicalShortfall', () => {
  it('default: whole and partial observations', () => {
    expect(historicalShortfall([3, -4, 1, -2], 0.5)).toBe(3)
    expectClose(historicalShortfall([3, -4, 1, -2], 1 - 0.375), (4 + 0.5 * 2) / 1.5, 1e-15)
    expect(historicalShortfall([5], 0.99)).toBe(-5)
  })

  it('behavior: agrees with the normal on its own quantiles', () => {
    const n = 100_000
    const returns = Float64Array.from({ length: n }, (_, i) => normalQuantile((i + 0.5) / n))
    expectRelative(historicalShortfall(returns, 0.975), normalTail().expectedShortfall(0.975), 1e-4)
  })

  it('property: never below the quantile, monotone in p, subadditive', () => {
    const row = fc.tuple(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.double({ min: -1e9, max: 1e9, noNaN: true }))
    const p = fc.double({ min: 0.01, max: 0.999, noNaN: true })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 50 }), p, (rows, level) => {
        const a = rows.map(([x]) => x)
        const b = rows.map(([, y]) => y)
        const slack = 1e-5
        const tail = historicalTail({ returns: a })
        expect(tail.expectedShortfall(level)).toBeGreaterThanOrEqual(tail.valueAtRisk(level) - slack)
        expect(tail.expectedShortfall(1 - (1 - level) / 2)).toBeGreaterThanOrEqual(tail.expectedShortfall(level) - slack)
        const together = historicalShortfall(
          rows.map(([x, y]) => x + y),
          level,
        )
        expect(together).toBeLessThanOrEqual(historicalShortfall(a, level) + historicalShortfall(b, level) + slack)
      }),
    )
  })

  it('error: each hostile input has its own error', () => {
    expect(() => historicalShortfall([], 0.5)).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => historicalShortfall([Number.NaN], 0.5)).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => historicalShortfall([1], 1)).toThrow(code('INVALID_PARAMETER'))
  })
})

describe('filteredHistoricalTail and blendedTail', () => {
  it('default: the quantiles of tailLoss', () => {
    let level = 0
    const closes = Array.from([0, ...waves(700)], (r) => {
      level += r
      return Math.exp(level)
    })
    const config = modelConfigSchema.parse({})
    const loss = tailLoss({ closes, config })
    const returns = logReturns(closes)
    const filtered = returns.subarray(60)
    const initialVariance = meanSquare(returns.subarray(0, 60))
    const volatilities = ewmaVariance({ returns: filtered, lambda: config.tailLambda, initialVariance }).map(Math.sqrt)
    const p = config.tailProbability
    expectClose(filteredHistoricalTail({ returns: filtered, volatilities }).valueAtRisk(p), loss.filteredLogLoss, 1e-13)
    expectClose(historicalTail({ returns }).valueAtRisk(p), loss.longRunLogLoss, 1e-13)
  })

  it('behavior: the weights 1 and 0 give the parts', () => {
    const sample = { returns: waves(200), volatilities: Float64Array.from({ length: 201 }, (_, t) => 1 + 0.5 * Math.sin(t)) }
    expect(blendedTail(sample, 1).valueAtRisk(0.99)).toBe(filteredHistoricalTail(sample).valueAtRisk(0.99))
    expect(blendedTail(sample, 0).expectedShortfall(0.99)).toBe(historicalTail(sample).expectedShortfall(0.99))
    expect(() => blendedTail(sample, 1.1)).toThrow(code('INVALID_PARAMETER'))
  })
})

describe('cornishFisherTail', () => {
  it('behavior: a shift of the sample shifts the loss', () => {
    const residuals = [-3, -1, -1, 0, 0, 0, 0, 1, 1, 3]
    const tail = cornishFisherTail(
      flat(
        residuals.map((z) => 3 * z),
        3,
      ),
    )
    const shifted = cornishFisherTail(
      flat(
        residuals.map((z) => 3 * (z + 1)),
        3,
      ),
    )
    expectClose(shifted.valueAtRisk(0.99), tail.valueAtRisk(0.99) - 3, 1e-12)
  })

  it('error: DegenerateSeriesError when nothing varies', () => {
    expect(() => cornishFisherTail(flat([1, 1, 1, 1]))).toThrow(code('DEGENERATE_SERIES'))
    expect(() => cornishFisherTail(flat([0, 0, 0, 0]))).toThrow(code('DEGENERATE_SERIES'))
  })
})

describe('fitStudentT', () => {
  it('default: the maximum of scipy', () => {
    expectRelative(fitStudentT(reference.studentT.residuals), reference.studentT.degreesOfFreedom, 1e-6)
  })

  it('behavior: normal quantiles reach the upper end', () => {
    const n = 500
    const residuals = Float64Array.from({ length: n }, (_, i) => normalQuantile((i + 0.5) / n))
    expect(fitStudentT(residuals)).toBeGreaterThan(100)
  })

  it('error: each hostile input has its own error', () => {
    expect(() => fitStudentT([1])).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => fitStudentT(new Array(10).fill(0))).toThrow(code('DEGENERATE_SERIES'))
    expect(() => fitStudentT(new Array(10).fill(Number.NaN))).toThrow(code('INVALID_SERIES_VALUE'))
    expect(Number.isFinite(fitStudentT(new Array(10).fill(1e300)))).toBe(true)
    expect(Number.isFinite(fitStudentT(new Array(10).fill(5e-324)))).toBe(true)
  })
})

describeWithSharedData('mcNeilFrey on DM/GBP', () => {
  it('default: the quantile of the table times the forecast volatility', () => {
    const { mean, returns, volatilities } = dmGbp()
    const tail = mcNeilFrey({ returns: returns.map((r) => r - mean), volatilities })
    const forecast = Math.sqrt(0.146992567499459)
    expectClose(tail.valueAtRisk(0.99) / forecast, 2.89110548, 2e-8)
    expectClose(tail.expectedShortfall(0.99) / forecast, 3.74459914, 2e-8)
  })
})

describeWithSharedData('tailEstimators on bitcoin', () => {
  it('behavior: all agree on the order of magnitude', () => {
    const returns = logReturns(sampleSeries('spot', 'BTC', '2024-06-30')?.close ?? [])
    const seed = meanSquare(returns.subarray(0, 60))
    const sample = {
      returns: returns.subarray(60),
      volatilities: ewmaVariance({ returns: returns.subarray(60), lambda: 0.99, initialVariance: seed }).map(Math.sqrt),
    }
    for (const [name, estimate] of Object.entries(tailEstimators)) {
      const tail = estimate(sample)
      expect(tail.valueAtRisk(0.99)).toBeGreaterThan(0.05)
      // An expansion in moments overshoots where one crash makes the kurtosis.
      expect(tail.valueAtRisk(0.99)).toBeLessThan(name === 'cornishFisher' ? 0.4 : 0.2)
      expect(tail.expectedShortfall(0.99)).toBeGreaterThan(tail.valueAtRisk(0.99))
    }
  })
})

describe('tailEstimators', () => {
  it('behavior: the weight of the blend and the share of the tail are settings', () => {
    const sample = { returns: waves(400), volatilities: Float64Array.from({ length: 401 }, (_, t) => 1 + 0.5 * Math.sin(t)) }
    const blended = (filteredWeight: number) => tailEstimators.blended(sample, { filteredWeight }).valueAtRisk(0.99)
    expect(blended(0)).toBe(historicalTail(sample).valueAtRisk(0.99))
    expect(tailEstimators.blended(sample).valueAtRisk(0.99)).toBe(blended(0.5))
    expect(() => tailEstimators.mcNeilFrey(sample, { tailFraction: 0.02 })).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => tailEstimators.peaksOverThreshold(sample, { tailFraction: 2 })).toThrow(code('INVALID_PARAMETER'))
  })

  const wild = fc.double({ noNaN: true, noDefaultInfinity: true })
  const calm = fc.double({ min: -0.3, max: 0.3, noNaN: true })
  const typed = expect.objectContaining({
    code: expect.stringMatching(/^(DEGENERATE_SERIES|NOT_CONVERGED|SERIES_TOO_SHORT|INVALID_PARAMETER)$/),
  })

  it.each(Object.entries(tailEstimators))('property: %s is finite and ordered, or a typed error, on anything', (_, estimate) => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(wild, { maxLength: 130 }), fc.array(calm, { minLength: 100, maxLength: 130 })),
        fc.double({ min: 5e-324, max: 1e300, noNaN: true }),
        fc.double({ min: 0.9, max: 0.999, noNaN: true }),
        (returns, volatility, p) => {
          try {
            const tail = estimate(flat(returns, volatility))
            const value = tail.valueAtRisk(p)
            const shortfall = tail.expectedShortfall(p)
            expect(Number.isFinite(value) && Number.isFinite(shortfall)).toBe(true)
            expect(shortfall).toBeGreaterThanOrEqual(value - 1e-9 * Math.abs(value))
          } catch (error) {
            expect(error).toEqual(typed)
          }
        },
      ),
    )
  })

  it.each(Object.entries(tailEstimators))('error: %s gives each hostile input its own error', (_, estimate) => {
    expect(() => estimate(flat([]))).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => estimate(flat([...waves(150), Number.NaN]))).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => estimate(flat([...waves(150), Infinity]))).toThrow(code('INVALID_SERIES_VALUE'))
  })

  it.each(['filteredHistorical', 'blended', 'normal', 'studentT', 'cornishFisher', 'mcNeilFrey'] as const)(
    'error: %s needs one positive volatility more than returns',
    (name) => {
      const estimate = tailEstimators[name]
      expect(() => estimate({ returns: waves(150), volatilities: [1] })).toThrow(code('MISALIGNED_SERIES'))
      expect(() => estimate(flat(waves(150), 0))).toThrow(code('INVALID_SERIES_VALUE'))
      expect(() => estimate(flat(waves(150), Number.NaN))).toThrow(code('INVALID_SERIES_VALUE'))
    },
  )
})
