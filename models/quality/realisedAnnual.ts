import type { BarSeries } from '../market/barSeries.js'

/** Daily returns behind one figure. */
export const REALISED_DAYS = 30
const YEAR_DAYS = 365

/**
 * Compute the realised volatility of the 30 daily returns up to each bar: close to close, not demeaned.
 *
 * @param daily - n daily bars.
 * @returns n annualised standard deviations as fractions; NaN for the first 30 bars.
 */
export function realisedAnnual({ close }: Pick<BarSeries, 'close'>): Float64Array {
  const squares = close.map((value, t) => (t === 0 ? 0 : Math.log(value / (close[t - 1] as number)) ** 2))
  return Float64Array.from(close, (_, t) => {
    if (t < REALISED_DAYS) return Number.NaN
    let sum = 0
    for (let i = t - REALISED_DAYS + 1; i <= t; i++) sum += squares[i] as number
    return Math.sqrt((sum * YEAR_DAYS) / REALISED_DAYS)
  })
}
