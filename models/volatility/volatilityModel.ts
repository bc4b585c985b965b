import { InvalidParameterError, InvalidSeriesValueError, SeriesTooShortError } from '../errors.js'

/** What volatility models read: n days, ascending in time. A model ignores what it does not need. */
export interface VolatilityData {
  /** n returns, in any one unit. */
  readonly returns: Float64Array
  /** n positive daily variances from prices within the day, in squared units of the returns. */
  readonly variances?: Float64Array
  /** n positive implied variances known at the end of the same days, in any one unit. */
  readonly impliedVariances?: Float64Array
}

/** A model with its parameters, which forecasts from the days of its fit or from later ones. */
export interface FittedVolatility {
  /** Parameters by name, for reports and as the start of the next fit. Empty for a model without any. */
  readonly parameters: Readonly<Record<string, number>>
  /**
   * Forecast the variances of the days after the last.
   *
   * @param data - days of the fit, or some that end later.
   * @param steps - days to forecast, at least 1 and at most what the fit was made for.
   * @returns one variance a day, in squared units of the returns, positive and finite.
   */
  forecast(data: VolatilityData, steps?: number): Float64Array
  /**
   * Draw the next day's forecast from the distribution of the estimated parameters. Absent where nothing was estimated.
   *
   * @param data - as `forecast` takes it.
   * @param options - how many draws, at least 1, and their seed.
   * @returns `count` positive finite variances, in squared units of the returns.
   */
  draws?(data: VolatilityData, options: { readonly count: number; readonly seed: number }): Float64Array
}

/** A volatility model: data in, fitted model out. Pure and free of randomness. */
export interface VolatilityModel {
  /** Fewest days that it can be fitted to. */
  readonly minimumDays: number
  /** What it reads besides the returns. */
  readonly reads: readonly ('variances' | 'impliedVariances')[]
  /**
   * Fit the model.
   *
   * @param options - the last fit, to start from where the model searches, and the most steps that will be forecast (1 by default).
   * @throws {PlimsollError} one class a failure; every model names its own.
   */
  fit(data: VolatilityData, options?: { previous?: FittedVolatility; steps?: number }): FittedVolatility
}

/**
 * Check the returns of a model that has nothing to fit.
 *
 * @throws {SeriesTooShortError} when there are fewer than `required`.
 * @throws {InvalidSeriesValueError} when a return's square is not finite.
 */
export function assertReturns(what: string, returns: Float64Array, required: number): void {
  const n = returns.length
  if (n < required) throw new SeriesTooShortError({ what, observations: n, required })
  for (let index = 0; index < n; index++) {
    const value = returns[index] as number
    if (!(value * value < Infinity)) {
      throw new InvalidSeriesValueError({ what: `Returns of ${what}`, index, value, demand: 'finite, and so its square' })
    }
  }
}

/**
 * Check the number of steps of a forecast.
 *
 * @throws {InvalidParameterError} when steps is not a whole number from 1 to `most`.
 */
export function assertSteps(steps: number, most = Infinity): void {
  if (!(Number.isInteger(steps) && steps >= 1 && steps <= most)) {
    const demand = most === Infinity ? 'a positive whole number' : `a whole number from 1 to ${most}, the steps of the fit`
    throw new InvalidParameterError({ parameter: 'steps', value: steps, demand })
  }
}
