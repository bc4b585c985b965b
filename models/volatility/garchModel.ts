import { drawGarchParameters } from './garch/drawGarchParameters.js'
import { filterGarch, forecastGarch } from './garch/filterGarch.js'
import { fitGarch, type GarchSpec } from './garch/fitGarch.js'
import { GARCH_MINIMUM_OBSERVATIONS } from './garch/garchSample.js'
import type { GarchParameters } from './garch/garchSpec.js'
import { assertSteps, type FittedVolatility, type VolatilityModel } from './volatilityModel.js'

/**
 * Make the volatility model of a conditional variance specification.
 *
 * @returns a model whose fit, forecast and draws throw what {@link fitGarch}, {@link forecastGarch} and {@link drawGarchParameters} throw.
 */
export function garchModel(spec: GarchSpec): VolatilityModel {
  return {
    minimumDays: GARCH_MINIMUM_OBSERVATIONS,
    reads: [],
    fit({ returns }, { previous } = {}) {
      const start = startOf(previous, spec)
      const fitted = fitGarch({ returns, spec, ...(start === undefined ? {} : { start }) })
      const { parameters } = fitted
      return {
        parameters: { ...parameters },
        forecast(data, steps = 1) {
          assertSteps(steps)
          return forecastGarch({ returns: data.returns, fit: { spec, parameters }, steps })
        },
        draws(data, { count, seed }) {
          const drawn = drawGarchParameters({ returns, fit: fitted, count, seed })
          const next = (parameters: GarchParameters) =>
            filterGarch({ returns: data.returns, fit: { spec, parameters } }).nextVariance
          return Float64Array.from(drawn, next)
        },
      }
    },
  }
}

function startOf(previous: FittedVolatility | undefined, { innovations }: GarchSpec): GarchParameters | undefined {
  const { mu, omega, alpha, gamma, beta, nu } = previous?.parameters ?? {}
  if (mu === undefined || omega === undefined || alpha === undefined || gamma === undefined || beta === undefined)
    return undefined
  if (innovations === 'normal') return { mu, omega, alpha, gamma, beta }
  return nu === undefined ? undefined : { mu, omega, alpha, gamma, beta, nu }
}
