import { assertSteps } from './assertDays.js'
import { forecastGarch } from './garch/filterGarch.js'
import { fitGarch, type GarchSpec } from './garch/fitGarch.js'
import type { GarchParameters } from './garch/garchParameters.js'
import { GARCH_MINIMUM_OBSERVATIONS } from './garch/garchSample.js'
import type { FittedVolatility, VolatilityModel } from './volatilityModel.js'

/**
 * Make the volatility model of a conditional variance specification.
 *
 * @returns a model whose fit and forecast throw what {@link fitGarch} and {@link forecastGarch} throw.
 */
export function garchModel(spec: GarchSpec): VolatilityModel {
  return {
    minimumDays: GARCH_MINIMUM_OBSERVATIONS,
    reads: [],
    fit({ returns }, { previous } = {}) {
      const start = startOf(previous, spec)
      const { parameters } = fitGarch({ returns, spec, ...(start === undefined ? {} : { start }) })
      return {
        parameters: { ...parameters },
        forecast(data, steps = 1) {
          assertSteps(steps)
          return forecastGarch({ returns: data.returns, fit: { spec, parameters }, steps })
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
