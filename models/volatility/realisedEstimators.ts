import { logReturns } from '../returns/logReturns.js'
import { meanSquare } from '../returns/meanSquare.js'
import { garmanKlass } from './garmanKlass.js'
import type { PriceColumns } from './logPrices.js'
import { parkinson } from './parkinson.js'
import { rogersSatchell } from './rogersSatchell.js'
import { yangZhang } from './yangZhang.js'

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
