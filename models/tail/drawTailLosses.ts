import { PlimsollError } from '../../core/errors/plimsollError.js'
import type { DrawConfig } from '../statistics/drawConfig.js'
import type { TailConfig } from './tailConfig.js'
import { optimalBlockLength } from '../statistics/optimalBlockLength.js'
import { stationaryBootstrap } from '../statistics/bootstrap.js'
import { SEED_DAYS } from '../volatility/ewma.js'
import { configuredTail, lossOverHorizon } from './tailLoss.js'
import { tailSample } from './tailSample.js'

/** Share of resampled histories that an estimator may refuse. */
const MOST_REFUSED = 0.1

/** Draws of the losses that threshold and LTV are computed from, element by element of the same resampled histories. */
export interface TailLossDraws {
  /** At `tailProbability`. */
  readonly tail: Float64Array
  /** At `protectionProbability`. */
  readonly protection: Float64Array
}

/**
 * Draw what the tail loss would have been under other histories: days are resampled in blocks, and the tail is estimated anew.
 *
 * Each day keeps the volatility that was known before it. Today's volatility is observed and stays; what is uncertain is the shape of the tail.
 * The mean block is the one that suits the absolute returns, so that blocks keep the clustering that makes long-run quantiles uncertain.
 *
 * @param closes - as `tailLoss` takes them.
 * @param config - reads bandDraws, seed, protectionProbability and what `tailLoss` reads.
 * An estimator may refuse a history that the data did not have (a Pareto fit without a maximum, an expansion that is not monotone): such a
 * draw is left out, and where more than a tenth are, the estimator does not suit the data.
 *
 * @returns `bandDraws` log losses each, less those left out, as fractions, never negative.
 * @throws what `tailLoss` and {@link optimalBlockLength} throw; the estimator's own refusal when more than a tenth of the draws are refused.
 * @source Politis and Romano, The Stationary Bootstrap, Journal of the American Statistical Association 89 (1994).
 */
export function drawTailLosses({
  closes,
  config,
}: {
  closes: ArrayLike<number>
  config: TailConfig & DrawConfig
}): TailLossDraws {
  return drawTailLossesOf(tailSample({ closes, config }), config)
}

/** Draw the losses as `drawTailLosses` does, on a sample that is laid out already. */
export function drawTailLossesOf(
  { history, volatilities }: ReturnType<typeof tailSample>,
  config: TailConfig & DrawConfig,
): TailLossDraws {
  const length = history.length
  const draw = stationaryBootstrap({ length, meanBlock: optimalBlockLength(history.map(Math.abs)), seed: config.seed })
  const today = volatilities.at(-1) as number
  const tail: number[] = []
  const protection: number[] = []
  const drawn = new Float64Array(length)
  const returns = new Float64Array(length)
  const before = new Float64Array(length + 1)
  for (let k = 0; k < config.bandDraws; k++) {
    const days = draw()
    let filtered = 0
    for (let t = 0; t < length; t++) {
      const day = days[t] as number
      const value = history[day] as number
      drawn[t] = value
      if (day < SEED_DAYS) continue
      returns[filtered] = value
      before[filtered++] = volatilities[day - SEED_DAYS] as number
    }
    before[filtered] = today
    try {
      const model = configuredTail(
        { history: drawn, returns: returns.subarray(0, filtered), volatilities: before.subarray(0, filtered + 1) },
        config,
      )
      const loss = lossOverHorizon(model, config.tailProbability, config.horizonHours)
      protection.push(lossOverHorizon(model, config.protectionProbability, config.horizonHours))
      tail.push(loss)
    } catch (error) {
      if (!(error instanceof PlimsollError)) throw error
      if (k + 1 - tail.length > MOST_REFUSED * config.bandDraws) throw error
    }
  }
  return { tail: Float64Array.from(tail), protection: Float64Array.from(protection) }
}
