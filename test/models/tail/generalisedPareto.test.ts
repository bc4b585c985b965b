import { describe, expect, it } from '@jest/globals'
import { excessTerms, generalisedPareto } from '../../../models/tail/generalisedPareto.js'
import { peaksOverThreshold } from '../../../models/tail/peaksOverThreshold.js'
import { dmGbp } from '../../support/dmGbp.js'
import { expectClose, expectRelative } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'
import { readFixture } from '../../support/fixture.js'
import { describeWithSharedData } from '../../support/sharedData.js'

interface Case {
  excesses: number[]
  shape: number
  scale: number
  logLikelihood: number
  shapeError: number
  scaleError: number
  covariance: number
}
const cases = readFixture<{ generalisedPareto: Case[] }>('tail/reference.json').generalisedPareto
const heavy = cases[0] as Case

const PARAMETER = 1e-8
const code = (value: string) => expect.objectContaining({ code: value })
const typed = expect.objectContaining({
  code: expect.stringMatching(/^(DEGENERATE_SERIES|NOT_CONVERGED|SERIES_TOO_SHORT|INVALID_PARAMETER)$/),
})

describe('generalisedPareto', () => {
  it.each(cases)('default: the maximum of mpmath at shape $shape', (expected) => {
    const fit = generalisedPareto(expected.excesses)
    expectRelative(fit.shape, expected.shape, PARAMETER)
    expectRelative(fit.scale, expected.scale, PARAMETER)
    expectRelative(fit.logLikelihood, expected.logLikelihood, 1e-12)
    expectRelative(fit.standardErrors.shape, expected.shapeError, PARAMETER)
    expectRelative(fit.standardErrors.scale, expected.scaleError, PARAMETER)
    expectRelative(fit.covariance, expected.covariance, PARAMETER)
  })

  it('behavior: the quantiles of an exponential have a shape near 0, with the errors of theory', () => {
    const n = 2_000
    const excesses = Float64Array.from({ length: n }, (_, i) => -Math.log(1 - (i + 0.5) / n))
    const { shape, scale, standardErrors } = generalisedPareto(excesses)
    expect(Math.abs(shape)).toBeLessThan(0.01)
    // Smith 1987: (1 + xi)^2 / n and 2 beta^2 (1 + xi) / n.
    expectRelative(standardErrors.shape, (1 + shape) / Math.sqrt(n), 0.02)
    expectRelative(standardErrors.scale, scale * Math.sqrt((2 * (1 + shape)) / n), 0.02)
  })

  it('property: the unit of the excesses scales the scale alone, to the ends of float64', () => {
    fc.assert(
      fc.property(fc.integer({ min: -300, max: 290 }), (exponent) => {
        const unit = 10 ** exponent
        const fit = generalisedPareto(heavy.excesses.map((y) => y * unit))
        expectRelative(fit.shape, heavy.shape, 1e-6)
        expectRelative(fit.scale / unit, heavy.scale, 1e-6)
      }),
      { numRuns: 30 },
    )
  })

  it('property: a finite fit or a typed error on anything', () => {
    const excess = fc.double({ min: 0, max: 1e300, noNaN: true })
    fc.assert(
      fc.property(fc.array(excess, { maxLength: 40 }), (excesses) => {
        try {
          const { shape, scale, logLikelihood, standardErrors, covariance } = generalisedPareto(excesses)
          for (const value of [shape, scale, logLikelihood, standardErrors.shape, standardErrors.scale, covariance]) {
            expect(Number.isFinite(value)).toBe(true)
          }
        } catch (error) {
          expect(error).toEqual(typed)
        }
      }),
    )
  })

  it('error: each hostile input has its own error', () => {
    expect(() => generalisedPareto([])).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => generalisedPareto(new Array(9).fill(1))).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => generalisedPareto([...new Array(10).fill(1), -1])).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => generalisedPareto([...new Array(10).fill(1), Number.NaN])).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => generalisedPareto(new Array(20).fill(0))).toThrow(code('DEGENERATE_SERIES'))
    expect(() => generalisedPareto(new Array(20).fill(3))).toThrow(code('DEGENERATE_SERIES'))
    expect(() => generalisedPareto(new Array(20).fill(5e-324))).toThrow(code('DEGENERATE_SERIES'))
    expect(() => generalisedPareto(Array.from({ length: 40 }, (_, i) => 1 + (i % 2)))).toThrow(code('DEGENERATE_SERIES'))
    expect(() => generalisedPareto(Array.from({ length: 40 }, (_, i) => i / 40))).toThrow(code('DEGENERATE_SERIES'))
  })
})

describe('excessTerms', () => {
  it('property: series and closed forms meet where they change over', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 30, noNaN: true }), fc.constantFrom(-1, 1), (w, sign) => {
        const [inside, outside] = [0.02 - 1e-13, 0.02 + 1e-13].map((x) => excessTerms(w, (sign * x) / w))
        for (const key of ['log', 'ratio', 'slope', 'curvature'] as const) {
          expectClose(inside?.[key] as number, outside?.[key] as number, 1e-9)
        }
      }),
    )
  })

  it('behavior: at shape 0 they are those of the exponential', () => {
    expect(excessTerms(2, 0)).toEqual({ log: 2, ratio: 2, slope: 2, curvature: -16 / 3 })
  })
})

describeWithSharedData('peaksOverThreshold on the residuals of DM/GBP', () => {
  it('default: the table', () => {
    const tail = peaksOverThreshold(dmGbp().residuals)
    // Published to 10, 8 and 8 decimals; the reference's own search stopped at 1e-8.
    expect(tail.exceedances).toBe(197)
    expectClose(tail.threshold, 1.1849430985, 1e-9)
    expectClose(tail.distribution.shape, 0.06474535, 2e-8)
    expectClose(tail.distribution.scale, 0.68776784, 2e-8)
    expectClose(tail.valueAtRisk(0.99), 2.89110548, 2e-8)
    expectClose(tail.expectedShortfall(0.99), 3.74459914, 2e-8)
  })
})

describe('peaksOverThreshold', () => {
  const n = 1_000
  // Quantiles of a Pareto loss with tail index 3: the excesses over any threshold have shape 1/3.
  const returns = Float64Array.from({ length: n }, (_, i) => -((1 - (i + 0.5) / n) ** (-1 / 3)))

  it('behavior: finds the tail of a Pareto distribution', () => {
    const tail = peaksOverThreshold(returns)
    expect(tail.exceedances).toBe(100)
    expect(Math.abs(tail.distribution.shape - 1 / 3)).toBeLessThan(0.03)
    expectRelative(tail.valueAtRisk(0.99), 0.01 ** (-1 / 3), 0.02)
    expectRelative(tail.expectedShortfall(0.99), 1.5 * 0.01 ** (-1 / 3), 0.04)
  })

  it('behavior: the tail begins at the threshold, and its error grows outwards', () => {
    const tail = peaksOverThreshold(returns)
    expectRelative(tail.valueAtRisk(0.9), tail.threshold, 1e-9)
    expect(tail.valueAtRiskError(0.999)).toBeGreaterThan(tail.valueAtRiskError(0.99))
    expect(() => tail.valueAtRisk(0.89)).toThrow(code('INVALID_PARAMETER'))
    expect(() => tail.valueAtRisk(1)).toThrow(code('INVALID_PARAMETER'))
  })

  it('behavior: the error of the quantile is the delta method, by numerical derivatives', () => {
    const tail = peaksOverThreshold(returns)
    const { shape, scale, standardErrors, covariance } = tail.distribution
    const at = (xi: number, beta: number) => tail.threshold + (beta / xi) * ((0.1 / 0.001) ** xi - 1)
    const h = 1e-6
    const byShape = (at(shape + h, scale) - at(shape - h, scale)) / (2 * h)
    const byScale = (at(shape, scale + h) - at(shape, scale - h)) / (2 * h)
    const variance =
      (byShape * standardErrors.shape) ** 2 + (byScale * standardErrors.scale) ** 2 + 2 * byShape * byScale * covariance
    expectRelative(tail.valueAtRiskError(0.999), Math.sqrt(variance), 1e-6)
  })

  it('behavior: a tail too heavy for a mean has quantiles and no shortfall', () => {
    const tail = peaksOverThreshold(returns.map((r) => -((-r) ** 4.5)))
    expect(tail.distribution.shape).toBeGreaterThan(1)
    expect(tail.valueAtRisk(0.99)).toBeGreaterThan(0)
    expect(() => tail.expectedShortfall(0.99)).toThrow(code('DEGENERATE_SERIES'))
  })

  it('error: each hostile input has its own error', () => {
    expect(() => peaksOverThreshold([])).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => peaksOverThreshold(new Array(99).fill(1))).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => peaksOverThreshold(new Array(100).fill(1))).toThrow(code('DEGENERATE_SERIES'))
    expect(() => peaksOverThreshold(new Array(100).fill(Infinity))).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() => peaksOverThreshold(returns, 1)).toThrow(code('INVALID_PARAMETER'))
    expect(() =>
      peaksOverThreshold(
        Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 1.7e308 : -1.7e308)),
        0.5,
      ),
    ).toThrow(typed)
  })
})
