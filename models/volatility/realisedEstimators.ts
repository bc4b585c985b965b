import type { BarSeries } from '../data/barSeries.js'
import { logReturns } from '../data/logReturns.js'
import { InvalidParameterError, InvalidSeriesValueError, MisalignedSeriesError, SeriesTooShortError } from '../errors.js'
import { meanSquare } from '../statistics/meanSquare.js'
import { winsorise } from './winsorise.js'

const CLOSE_WEIGHT = 2 * Math.LN2 - 1

/**
 * Estimate the variance of each bar from its open, high, low and close: 0.5 ln(h/l)^2 - (2 ln 2 - 1) ln(c/o)^2.
 *
 * It sees the inside of the bar only, so it misses the jump from the last close to the open: scale it to the return variance
 * before use. A bar whose high and low do not hold its open and close can come out negative.
 *
 * @param bars - four columns of n positive finite prices.
 * @returns n variances of log price over one bar, as squared fractions.
 * @throws {MisalignedSeriesError} when the columns differ in length.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 * @source Garman and Klass, On the Estimation of Security Price Volatilities from Historical Data, Journal of Business 53 (1980),
 * the practical form of their equation 19 without the opening jump.
 */
export function garmanKlass(bars: PriceColumns): Float64Array {
  const { open, high, low, close } = logPrices(bars)
  return close.map((c, i) => {
    const range = (high[i] as number) - (low[i] as number)
    const body = c - (open[i] as number)
    return 0.5 * range * range - CLOSE_WEIGHT * body * body
  })
}

/** Smallest Garman-Klass variance that is believed, as a squared fraction: 0.1 % a day. Logarithms need a floor. */
const FLOOR = 1e-6
const MEDIAN_DAYS = 22

/**
 * Make a daily variance series out of bars: Garman-Klass, floored, and winsorised at a multiple of its 22-day median.
 *
 * It lacks what happens between close and open: models scale it to the variance of the returns they are fitted on.
 *
 * @param daily - n daily bars.
 * @param multiple - cap over the 22-day median, above 1.
 * @returns n positive variances as squared fractions.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 */
export function rangeVariances(daily: Pick<BarSeries, 'open' | 'high' | 'low' | 'close'>, multiple: number): Float64Array {
  const floored = garmanKlass(daily).map((value) => Math.max(FLOOR, value))
  return winsorise({ values: floored, multiple, window: MEDIAN_DAYS })
}

/** Estimate the variance of one bar from n + 1 bars, the first of which gives its close only. */
export type RealisedEstimator = (bars: PriceColumns) => number

const meanOf = (estimate: (bars: PriceColumns) => Float64Array) => (bars: PriceColumns) => {
  const inside = estimate(bars).subarray(1)
  return inside.reduce((sum, variance) => sum + variance, 0) / inside.length
}

/** Estimators of realised variance by name. Close-close is about zero, not about the mean. */
export const REALISED_ESTIMATORS = {
  closeClose: (bars: PriceColumns) => meanSquare(logReturns(bars.close)),
  parkinson: meanOf(parkinson),
  garmanKlass: meanOf(garmanKlass),
  rogersSatchell: meanOf(rogersSatchell),
  yangZhang,
} as const satisfies Record<string, RealisedEstimator>

export type RealisedEstimatorName = keyof typeof REALISED_ESTIMATORS

/** Four columns of prices of the same n bars, ascending in time. */
export interface PriceColumns {
  readonly open: ArrayLike<number>
  readonly high: ArrayLike<number>
  readonly low: ArrayLike<number>
  readonly close: ArrayLike<number>
}

/** Logarithms of the columns. */
interface LogPrices {
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
}

/**
 * Check bars and take the logarithms of their prices.
 *
 * @throws {MisalignedSeriesError} when the columns differ in length.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 */
function logPrices(bars: PriceColumns): LogPrices {
  const n = bars.close.length
  const logs = (column: keyof PriceColumns) => {
    const prices = bars[column]
    if (prices.length !== n) {
      throw new MisalignedSeriesError(`the ${column} column has ${prices.length} values and close has ${n}`)
    }
    return Float64Array.from(prices, (value, index) => {
      if (!(value > 0 && value < Infinity)) {
        throw new InvalidSeriesValueError({ what: `Prices (${column})`, index, value, demand: 'positive and finite' })
      }
      return Math.log(value)
    })
  }
  return { open: logs('open'), high: logs('high'), low: logs('low'), close: logs('close') }
}

/**
 * Estimate the variance of each bar from its range: ln(h/l)^2 / (4 ln 2).
 *
 * It is right for a price without drift that trades all the time; a bar seen at few instants has too small a range.
 *
 * @param bars - four columns of n positive finite prices; high and low are read.
 * @returns n variances of log price over one bar, as squared fractions, never negative.
 * @throws {MisalignedSeriesError} when the columns differ in length.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 * @source Parkinson, The Extreme Value Method for Estimating the Variance of the Rate of Return, Journal of Business 53 (1980).
 */
function parkinson(bars: PriceColumns): Float64Array {
  const { high, low } = logPrices(bars)
  return high.map((h, i) => (h - (low[i] as number)) ** 2 / (4 * Math.LN2))
}

/**
 * Estimate the variance of each bar whatever its drift: ln(h/c) ln(h/o) + ln(l/c) ln(l/o).
 *
 * @param bars - four columns of n positive finite prices.
 * @returns n variances of log price over one bar, as squared fractions; negative only where high and low do not hold open and close.
 * @throws {MisalignedSeriesError} when the columns differ in length.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 * @source Rogers and Satchell, Estimating Variance from High, Low and Closing Prices, Annals of Applied Probability 1 (1991).
 */
function rogersSatchell(bars: PriceColumns): Float64Array {
  const { open, high, low, close } = logPrices(bars)
  return close.map((c, i) => {
    const [o, h, l] = [open[i] as number, high[i] as number, low[i] as number]
    return (h - c) * (h - o) + (l - c) * (l - o)
  })
}

/**
 * Estimate the variance of a bar, the jump from the last close included, over all bars given.
 *
 * Variance of the opening jumps + k x variance of the bodies + (1 - k) x mean of Rogers-Satchell, both variances about their means over
 * n - 1, k = 0.34 / (1.34 + (n + 1) / (n - 1)): of the least variance among such sums, and independent of drift.
 *
 * @param bars - four columns of n + 1 >= 3 positive finite prices; of the first bar only the close is read.
 * @returns variance of log price from close to close, as a squared fraction.
 * @throws {SeriesTooShortError} when there are fewer than three bars.
 * @throws {MisalignedSeriesError} when the columns differ in length.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 * @source Yang and Zhang, Drift-Independent Volatility Estimation Based on High, Low, Open, and Close Prices, Journal of Business 73 (2000).
 */
function yangZhang(bars: PriceColumns): number {
  const { open, close } = logPrices(bars)
  const n = close.length - 1
  if (n < 2) throw new SeriesTooShortError({ what: 'Yang-Zhang variance', observations: close.length, required: 3 })
  const k = 0.34 / (1.34 + (n + 1) / (n - 1))
  const jumps = open.subarray(1).map((o, i) => o - (close[i] as number))
  const bodies = close.subarray(1).map((c, i) => c - (open[i + 1] as number))
  const inside = rogersSatchell(bars).subarray(1)
  return sampleVariance(jumps) + k * sampleVariance(bodies) + (1 - k) * mean(inside)
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function sampleVariance(values: Float64Array): number {
  const average = mean(values)
  return values.reduce((sum, value) => sum + (value - average) ** 2, 0) / (values.length - 1)
}

/**
 * Compute the close-to-close volatility over the last returns: the square root of their mean square, not demeaned.
 *
 * @param returns - at least `window` returns as fractions, ascending in time; the last `window` are read.
 * @returns standard deviation of one observation, as a fraction. Multiply by sqrt(365) (sqrt(252) for an exchange that closes) to annualise.
 * @throws {SeriesTooShortError} when there are fewer returns than the window.
 * @throws {InvalidParameterError} when the window is not a positive whole number.
 */
export function realisedVolatility(returns: Float64Array, window: number): number {
  if (!Number.isInteger(window) || window < 1) {
    throw new InvalidParameterError({ parameter: 'window', value: window, demand: 'a positive whole number' })
  }
  if (returns.length < window) {
    throw new SeriesTooShortError({ what: 'Realised volatility', observations: returns.length, required: window })
  }
  return Math.sqrt(meanSquare(returns.subarray(returns.length - window)))
}
