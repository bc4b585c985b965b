import { alignReturns } from '../../../models/correlation/alignReturns.js'
import type { BarSeries } from '../../../models/data/barSeries.js'
import { meanSquare } from '../../../models/statistics/meanSquare.js'
import { ewmaVariance, SEED_DAYS } from '../../../models/volatility/ewma.js'

/** Returns of k assets on their common days, raw and over the volatility known before them. */
export interface StandardisedMarket {
  /** Opening instants of n days, ascending. */
  readonly daysMs: readonly number[]
  /** k columns of n log returns. */
  readonly returns: readonly Float64Array[]
  /** k columns of n volatilities, each known before its day. */
  readonly volatilities: readonly Float64Array[]
  /** k columns of n returns over their volatilities. */
  readonly residuals: readonly Float64Array[]
}

/** Put assets on their common days and divide each return by its EWMA volatility; the first `SEED_DAYS` start the filter and are left out. */
export function standardisedMarket(series: readonly BarSeries[], lambda: number): StandardisedMarket {
  const { openTimesMs, returns } = alignReturns(series)
  const filtered = returns.map((column) => column.subarray(SEED_DAYS))
  const volatilities = returns.map((column, i) => {
    const initialVariance = meanSquare(column.subarray(0, SEED_DAYS))
    return ewmaVariance({ returns: filtered[i] as Float64Array, lambda, initialVariance }).map(Math.sqrt)
  })
  return {
    daysMs: openTimesMs.slice(SEED_DAYS),
    returns: filtered,
    volatilities: volatilities.map((column) => column.subarray(0, -1)),
    residuals: filtered.map((column, i) => column.map((r, t) => r / (volatilities[i]?.[t] as number))),
  }
}
