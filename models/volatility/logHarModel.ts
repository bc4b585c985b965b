import { MisalignedSeriesError } from '../errors.js'
import { drawLogHar } from './drawLogHar.js'
import { fitLogHar, forecastLogHar, LOG_HAR_MINIMUM_DAYS, type LogHarDays, type LogHarFit } from './fitLogHar.js'
import { assertSteps, type VolatilityData, type VolatilityModel } from './volatilityModel.js'

/**
 * Make the log-HAR model on daily variances, with implied variance as a regressor or without; one regression for each step ahead.
 *
 * @returns a model whose fit and forecast throw what {@link fitLogHar} and {@link forecastLogHar} throw, and MisalignedSeriesError when the
 * data lack what it reads.
 */
export function logHarModel({ isImplied }: { isImplied: boolean }): VolatilityModel {
  return {
    minimumDays: LOG_HAR_MINIMUM_DAYS,
    reads: isImplied ? ['variances', 'impliedVariances'] : ['variances'],
    fit(data, { steps: most = 1 } = {}) {
      assertSteps(most)
      const days = daysOf(data, isImplied)
      const fits = Array.from({ length: most }, (_, k) => fitLogHar(days, k + 1))
      const [first] = fits
      const names = ['daily', 'weekly', 'monthly', 'leverage', 'implied']
      const loadings = (first?.coefficients ?? []).map((value, k) => [names[k] as string, value] as const)
      return {
        parameters: { intercept: first?.intercept as number, ...Object.fromEntries(loadings) },
        forecast(later, steps = 1) {
          assertSteps(steps, most)
          const known = daysOf(later, isImplied)
          return Float64Array.from(fits.slice(0, steps), (fit) => forecastLogHar(fit, known).variance)
        },
        draws: (later, options) =>
          drawLogHar({ fit: first as LogHarFit, fitted: days, known: daysOf(later, isImplied), ...options }),
      }
    },
  }
}

function daysOf({ returns, variances, impliedVariances }: VolatilityData, isImplied: boolean): LogHarDays {
  if (variances === undefined) throw new MisalignedSeriesError('the log-HAR model reads daily variances, and none are given')
  if (!isImplied) return { returns, variances }
  if (impliedVariances === undefined) {
    throw new MisalignedSeriesError('this log-HAR model reads implied variances, and none are given')
  }
  return { returns, variances, impliedVariances }
}
