import { describe, expect, it } from '@jest/globals'
import { normalSource } from '../../../../models/scenarios/zigguratNormals.js'
import { filterGarch, forecastGarch } from '../../../../models/volatility/garch/filterGarch.js'
import { fitGarch, type GarchSpec } from '../../../../models/volatility/garch/fitGarch.js'
import { archReference } from '../../../support/archReference.js'
import { dem2gbpReturns, sp500Returns } from '../../../support/returnSeries.js'
import { describeWithSharedData } from '../../../support/sharedData.js'
import { simulateGarch } from './simulateGarch.js'

const RELATIVE = 1e-10

describeWithSharedData("forecastGarch against Python's arch", () => {
  it.each(archReference().fits.filter(({ forecast }) => forecast !== undefined))(
    'default: five steps of $family $innovations on $series at the parameters of arch 8.0.0',
    ({ series, family, innovations, parameters, forecast }) => {
      const returns = series === 'sp500' ? sp500Returns() : dem2gbpReturns()
      const spec: GarchSpec = { family, innovations, initialisation: 'backcast' }
      const variances = forecastGarch({ returns, fit: { spec, parameters }, steps: 5 })
      for (const [k, variance] of variances.entries()) {
        expect(Math.abs(variance / ((forecast as number[])[k] as number) - 1)).toBeLessThan(RELATIVE)
      }
    },
  )
})

describe('forecastGarch', () => {
  const parameters = { mu: 0, omega: -0.02, alpha: 0.25, gamma: -0.15, beta: 0.92 }
  const returns = simulateGarch({ parameters, family: 'egarch', count: 500, seed: 12 })

  it('behavior: EGARCH agrees with a simulation of its own recursion', () => {
    const spec: GarchSpec = { family: 'egarch', innovations: 'normal', initialisation: 'sampleVariance' }
    const forecast = forecastGarch({ returns, fit: { spec, parameters }, steps: 6 })
    const { nextVariance } = filterGarch({ returns, fit: { spec, parameters } })
    const normal = normalSource(77)
    const paths = 200_000
    const sums = new Float64Array(6)
    const squares = new Float64Array(6)
    for (let path = 0; path < paths; path++) {
      let log = Math.log(nextVariance)
      for (let k = 0; k < 6; k++) {
        const variance = Math.exp(log)
        sums[k] = (sums[k] as number) + variance
        squares[k] = (squares[k] as number) + variance * variance
        const z = normal()
        log = -0.02 + 0.25 * (Math.abs(z) - Math.sqrt(2 / Math.PI)) - 0.15 * z + 0.92 * log
      }
    }
    for (const [k, variance] of forecast.entries()) {
      const mean = (sums[k] as number) / paths
      const error = Math.sqrt(Math.max(0, (squares[k] as number) / paths - mean * mean) / paths)
      expect(Math.abs(variance - mean)).toBeLessThan(4 * error + 1e-12)
    }
  })

  it('behavior: EGARCH-t stands its own residuals in for the future, where the expectation would be infinite', () => {
    const fit = fitGarch({ returns, spec: { family: 'egarch', innovations: 'studentT', initialisation: 'sampleVariance' } })
    const { alpha, beta, gamma, omega } = fit.parameters
    const { nextVariance, standardisedResiduals } = filterGarch({ returns, fit })
    let second = 0
    for (const z of standardisedResiduals) {
      const shock = alpha * (Math.abs(z) - Math.sqrt(2 / Math.PI)) + gamma * z
      second += Math.exp(omega + shock + beta * Math.log(nextVariance)) / standardisedResiduals.length
    }
    const forecast = forecastGarch({ returns, fit, steps: 2 })
    expect(Math.abs((forecast[0] as number) / nextVariance - 1)).toBeLessThan(RELATIVE)
    expect(Math.abs((forecast[1] as number) / second - 1)).toBeLessThan(RELATIVE)
  })

  it('behavior: a long forecast reaches the unconditional variance', () => {
    const linear = { mu: 0, omega: 0.1, alpha: 0.1, gamma: 0.05, beta: 0.8 }
    const spec: GarchSpec = { family: 'gjr', innovations: 'normal', initialisation: 'unconditional' }
    const variances = forecastGarch({ returns, fit: { spec, parameters: linear }, steps: 1000 })
    expect(Math.abs((variances[999] as number) / (0.1 / (1 - 0.925)) - 1)).toBeLessThan(RELATIVE)
  })

  it('error: InvalidParameterError on the steps, and the errors of the series', () => {
    const spec: GarchSpec = { family: 'egarch', innovations: 'normal', initialisation: 'backcast' }
    for (const steps of [0, -1, 1.5, Number.NaN]) {
      expect(() => forecastGarch({ returns, fit: { spec, parameters }, steps })).toThrow(
        expect.objectContaining({ code: 'INVALID_PARAMETER' }),
      )
    }
    expect(() => forecastGarch({ returns: new Float64Array(1), fit: { spec, parameters }, steps: 1 })).toThrow(
      expect.objectContaining({ code: 'SERIES_TOO_SHORT' }),
    )
  })
})
