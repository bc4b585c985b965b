import { meanSquare } from '../../../models/statistics/meanSquare.js'
import type { TailSample } from '../../../models/tail/tailModel.js'
import { ewmaVariance, SEED_DAYS } from '../../../models/volatility/ewma.js'
import { filterGarch } from '../../../models/volatility/garch/filterGarch.js'
import { fitGarch, type GarchFit } from '../../../models/volatility/garch/fitGarch.js'

const GJR_T = { family: 'gjr', innovations: 'studentT', initialisation: 'backcast' } as const

/** Tells what a tail model may see before return t: the returns 0 to t - 1 and no later one; the long-run tail is read off all of them. */
export type TailSamples = (t: number) => TailSample & { readonly history: Float64Array }

/** Filter returns by the slow EWMA of the policy, started by the mean square of the first `SEED_DAYS`, which are not filtered themselves. */
export function ewmaSamples(returns: Float64Array, lambda: number): TailSamples {
  const filtered = returns.subarray(SEED_DAYS)
  const initialVariance = meanSquare(returns.subarray(0, SEED_DAYS))
  const volatilities = ewmaVariance({ returns: filtered, lambda, initialVariance }).map(Math.sqrt)
  return (t) => ({
    returns: returns.subarray(SEED_DAYS, t),
    volatilities: volatilities.subarray(0, t - SEED_DAYS + 1),
    history: returns.subarray(0, t),
  })
}

/**
 * Filter returns by GJR-t, refitted every `refitDays` to all returns so far; the same of them are filtered as by `ewmaSamples`.
 *
 * The samples have to be asked for in ascending order: each fit starts from the last.
 */
export function gjrSamples(returns: Float64Array, refitDays: number): TailSamples {
  let fit: GarchFit | undefined
  let fittedAt = -Infinity
  return (t) => {
    const known = returns.subarray(0, t)
    if (fit === undefined || t >= fittedAt + refitDays) {
      fit = fitGarch({ returns: known, spec: GJR_T, ...(fit === undefined ? {} : { start: fit.parameters }) })
      fittedAt = t
    }
    const { variances, nextVariance } = filterGarch({ returns: known, fit })
    const volatilities = Float64Array.of(...variances.subarray(SEED_DAYS), nextVariance).map(Math.sqrt)
    return { returns: returns.subarray(SEED_DAYS, t), volatilities, history: known }
  }
}
