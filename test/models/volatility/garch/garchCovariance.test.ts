import { describe, expect, it } from '@jest/globals'
import { drawGarchParameters } from '../../../../models/volatility/garch/drawGarchParameters.js'
import { fitGarch, type GarchSpec } from '../../../../models/volatility/garch/fitGarch.js'
import { type CovarianceKind, garchCovariance } from '../../../../models/volatility/garch/garchCovariance.js'
import { dem2gbpReturns } from '../../../support/returnSeries.js'
import { describeWithSharedData } from '../../../support/sharedData.js'
import { simulateGarch } from './simulateGarch.js'
import fc from '../../../support/fastCheck.js'
import { hostileColumn } from '../../../support/hostileNumbers.js'
import { orTyped } from '../../../support/orTyped.js'
import { forecastGarch } from '../../../../models/volatility/garch/filterGarch.js'
import { INNOVATIONS } from '../../../../models/volatility/garch/garchSpec.js'

const STANDARD_ERROR = 1e-7

const garch: GarchSpec = { family: 'garch', innovations: 'normal', initialisation: 'sampleVariance' }
const parameters = { mu: 0.02, omega: 0.05, alpha: 0.1, gamma: 0, beta: 0.85 }

describeWithSharedData('garchCovariance on the DM/GBP benchmark', () => {
  const published: Partial<Record<CovarianceKind, number[]>> = {
    hessian: [0.00846211910965, 0.00285271195766, 0.0265228309661, 0.0335526889198],
    qml: [0.00918935396086, 0.0064931860821, 0.0535317025345, 0.0724614482121],
  }

  it('default: standard errors of Fiorentini, Calzolari and Panattoni', () => {
    const returns = dem2gbpReturns()
    const fit = fitGarch({ returns, spec: garch })
    for (const [kind, expected] of Object.entries(published)) {
      const { standardErrors } = garchCovariance({ returns, fit, kind: kind as CovarianceKind })
      const actual = [standardErrors.mu, standardErrors.omega, standardErrors.alpha, standardErrors.beta] as number[]
      for (const [i, value] of actual.entries()) expect(Math.abs(value - (expected[i] as number))).toBeLessThan(STANDARD_ERROR)
    }
  })

  it('behavior: on the edge of the stationary region alpha and beta move against each other', () => {
    const returns = dem2gbpReturns()
    const fit = fitGarch({ returns, spec: { ...garch, innovations: 'studentT' } })
    const { names, covariance, standardErrors } = garchCovariance({ returns, fit, kind: 'qml' })
    expect(names).toEqual(['mu', 'omega', 'alpha', 'beta', 'nu'])
    expect(Math.abs((standardErrors.alpha as number) / (standardErrors.beta as number) - 1)).toBeLessThan(1e-9)
    expect(covariance[2]?.[3]).toBeLessThan(0)
    for (const draw of drawGarchParameters({ returns, fit, count: 50, seed: 4 })) {
      expect(Math.abs(draw.alpha + draw.beta - 0.999999)).toBeLessThan(1e-12)
      expect(draw.nu).toBeGreaterThan(2)
    }
  })
})

describe('garchCovariance', () => {
  it('default: the three kinds agree where the innovations are as assumed', () => {
    for (const family of ['garch', 'gjr', 'egarch'] as const) {
      const truth =
        family === 'egarch' ? { mu: 0, omega: 0, alpha: 0.2, gamma: -0.1, beta: 0.95 } : { ...parameters, gamma: 0.04 }
      const returns = simulateGarch({ parameters: truth, family, count: 20_000, seed: 3 })
      const fit = fitGarch({ returns, spec: { ...garch, family } })
      const of = (kind: CovarianceKind) => garchCovariance({ returns, fit, kind }).standardErrors
      const [hessian, opg, qml] = [of('hessian'), of('opg'), of('qml')]
      for (const name of Object.keys(qml) as (keyof typeof qml)[]) {
        expect(Math.abs((opg[name] as number) / (hessian[name] as number) - 1)).toBeLessThan(0.12)
        expect(Math.abs((qml[name] as number) / (hessian[name] as number) - 1)).toBeLessThan(0.12)
      }
    }
  })

  it('behavior: standard errors scale with the unit of the returns', () => {
    const returns = simulateGarch({ parameters, family: 'garch', count: 1500, seed: 3 })
    const errors = (unit: number) => {
      const scaled = returns.map((r) => r * unit)
      return garchCovariance({ returns: scaled, fit: fitGarch({ returns: scaled, spec: garch }), kind: 'qml' }).standardErrors
    }
    const [one, other] = [errors(1), errors(0.01)]
    const ratio = (name: 'mu' | 'omega' | 'alpha' | 'beta') => (other[name] as number) / (one[name] as number)
    expect(Math.abs(ratio('mu') / 0.01 - 1)).toBeLessThan(1e-6)
    expect(Math.abs(ratio('omega') / 0.0001 - 1)).toBeLessThan(1e-6)
    expect(Math.abs(ratio('alpha') - 1)).toBeLessThan(1e-6)
    expect(Math.abs(ratio('beta') - 1)).toBeLessThan(1e-6)
  })

  it('error: SingularInformationError where the data do not tell parameters apart', () => {
    // Squared residuals are all one: alpha and beta say the same.
    const returns = Float64Array.from({ length: 300 }, (_, t) => (t % 2 === 0 ? 1 : -1))
    const fit = fitGarch({ returns, spec: garch })
    expect(() => garchCovariance({ returns, fit, kind: 'qml' })).toThrow(
      expect.objectContaining({ code: 'SINGULAR_INFORMATION', matrix: 'qml' }),
    )
  })
})

describe('drawGarchParameters', () => {
  it('default: draws have the mean and the standard errors of the estimates', () => {
    const returns = simulateGarch({ parameters, family: 'garch', count: 20_000, seed: 8 })
    const fit = fitGarch({ returns, spec: garch })
    const { standardErrors } = garchCovariance({ returns, fit, kind: 'qml' })
    const draws = drawGarchParameters({ returns, fit, count: 4000, seed: 1 })
    for (const name of ['mu', 'omega', 'alpha', 'beta'] as const) {
      const values = draws.map((draw) => draw[name])
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
      const error = standardErrors[name] as number
      expect(Math.abs(mean - fit.parameters[name])).toBeLessThan(0.15 * error)
      expect(Math.abs(deviation / error - 1)).toBeLessThan(0.1)
    }
  })

  it('behavior: the same seed gives the same draws; all are stationary', () => {
    const returns = simulateGarch({ parameters, family: 'garch', count: 400, seed: 8 })
    const fit = fitGarch({ returns, spec: garch })
    const draw = (seed: number) => drawGarchParameters({ returns, fit, count: 300, seed })
    expect(draw(2)).toEqual(draw(2))
    expect(draw(2)).not.toEqual(draw(3))
    for (const { alpha, beta, omega } of draw(2)) {
      expect(alpha + beta).toBeLessThan(1)
      expect(Math.min(alpha, beta, omega)).toBeGreaterThanOrEqual(0)
    }
  })

  it('error: InvalidParameterError on the count', () => {
    const returns = simulateGarch({ parameters, family: 'garch', count: 400, seed: 8 })
    const fit = fitGarch({ returns, spec: garch })
    expect(() => drawGarchParameters({ returns, fit, count: 0, seed: 1 })).toThrow(
      expect.objectContaining({ code: 'INVALID_PARAMETER' }),
    )
  })
})

describe('a fit of anything', () => {
  it('property: standard errors, draws and forecasts are finite and in range, or typed errors', () => {
    const kinds = fc.record({
      family: fc.constantFrom('garch', 'gjr', 'egarch'),
      innovations: fc.constantFrom(...INNOVATIONS),
      initialisation: fc.constant('backcast'),
    } as const)
    fc.assert(
      fc.property(hostileColumn({ minLength: 100, maxLength: 130 }), kinds, (values, spec) => {
        const returns = Float64Array.from(values)
        const fit = orTyped(() => fitGarch({ returns, spec }))
        if (fit === null) return
        for (const kind of ['hessian', 'opg', 'qml'] as const) {
          const covariance = orTyped(() => garchCovariance({ returns, fit, kind }))
          for (const error of Object.values(covariance?.standardErrors ?? {})) expect(error >= 0 && error < Infinity).toBe(true)
        }
        const forecast = orTyped(() => forecastGarch({ returns, fit, steps: 5 }))
        for (const variance of forecast ?? []) expect(variance > 0 && variance < Infinity).toBe(true)
        const draws = orTyped(() => drawGarchParameters({ returns, fit, count: 5, seed: 1 }))
        for (const drawn of draws ?? []) for (const value of Object.values(drawn)) expect(Number.isFinite(value)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})
