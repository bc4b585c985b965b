import { logReturns } from '../../../models/data/logReturns.js'
import { tailEstimators } from '../../../models/tail/tailEstimators.js'
import { venueBars } from '../marketData.js'
import { ewmaSamples, gjrSamples } from './tailSamples.js'
import { type TailForecasts, walkTails } from './walkTails.js'

const LONGEST_TRAINING = 1_000
const SLOW_LAMBDA = 0.99
const REFIT_DAYS = 21

/** McNeil-Frey on another volatility than all the rest. */
export const ON_GJR = 'mcNeilFrey on GJR-t'

/** Levels of the forecasts: what thresholds are set by last. */
export const LEVELS = [0.975, 0.99, 0.999] as const

/** One asset's history and every estimator's forecasts of its second half. */
export interface AssetTails {
  readonly asset: string
  readonly returns: Float64Array
  /** Opening instant of the day of each return. */
  readonly daysMs: readonly number[]
  /** By estimator, one entry for each of `LEVELS`. */
  readonly walks: Readonly<Record<string, readonly TailForecasts[]>>
}

/** Walk every tail estimator over an asset's daily returns, filtered by EWMA 0.99, and McNeil-Frey by GJR-t as well. */
export function assetTails(asset: string): AssetTails {
  const { close, openTimesMs } = venueBars(asset, '1d')
  const returns = logReturns(close)
  const samples = ewmaSamples(returns, SLOW_LAMBDA)
  const onSlow = Object.entries(tailEstimators).map(([name, estimator]) => [name, { estimator, samples }] as const)
  const onGjr = { estimator: tailEstimators.mcNeilFrey, samples: gjrSamples(returns, REFIT_DAYS) }
  const walks = walkTails({
    estimators: Object.fromEntries([...onSlow, [ON_GJR, onGjr]]),
    levels: LEVELS,
    from: Math.min(LONGEST_TRAINING, Math.floor(close.length / 2)),
    to: returns.length,
  })
  return { asset, returns, daysMs: openTimesMs.slice(1), walks }
}
