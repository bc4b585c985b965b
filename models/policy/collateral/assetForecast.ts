import { PlimsollError } from '../../../core/errors/plimsollError.js'
import type { AssetSnapshot } from '../../data/marketSnapshot.js'
import type { BarSeries } from '../../data/barSeries.js'
import { DegenerateSeriesError } from '../../errors.js'
import { drawTailLossesOf, type TailLossDraws } from '../../tail/drawTailLosses.js'
import { type TailLoss, tailLossOf } from '../../tail/tailLoss.js'
import { tailSample } from '../../tail/tailSample.js'
import { type VolatilityForecast, forecastVolatility } from '../../volatility/forecastVolatility.js'
import type { ModelConfig } from '../modelConfig.js'

/** Everything that the models say about one asset's prices, or why they say nothing. */
export type AssetForecast =
  | {
      readonly isModelled: true
      readonly daily: BarSeries
      readonly volatility: VolatilityForecast
      /** At `tailProbability`: sets the threshold. */
      readonly tail: TailLoss
      /** At `protectionProbability`: sets the gap between threshold and LTV. */
      readonly protection: TailLoss
      /** Of both losses, under resampled histories: how uncertain the target is. */
      readonly draws: TailLossDraws
    }
  | { readonly isModelled: false; readonly code: 'noMarketData' | 'excluded' | 'modelFailed'; readonly because: string }

/**
 * Run the estimators on one asset. An asset without data, excluded by the quality stage, or whose series an estimator refuses is not
 * modelled, with the reason: it must not stop the others.
 *
 * @param snapshot - undefined where the market data do not name the asset.
 */
export function assetForecast(snapshot: AssetSnapshot | undefined, models: ModelConfig): AssetForecast {
  if (snapshot === undefined) {
    return { isModelled: false, code: 'noMarketData', because: 'no market data were read for it' }
  }
  const { daily } = snapshot
  if (daily === null || snapshot.excludedBecause !== null) {
    return { isModelled: false, code: 'excluded', because: snapshot.excludedBecause ?? 'the quality stage left it no series' }
  }
  try {
    const volatility = forecastVolatility({ daily, implied: snapshot.implied, config: models })
    const sample = tailSample({ closes: daily.close, config: models })
    const tail = tailLossOf(sample, models)
    const protection = tailLossOf(sample, { ...models, tailProbability: models.protectionProbability })
    const draws = drawTailLossesOf(sample, models)
    const figures = {
      fastVolatility: [volatility.combinedDaily, ...volatility.combinedDraws],
      slowVolatility: [volatility.slowDaily],
      tailLogLoss: [tail.logLoss, ...draws.tail],
      protectionLogLoss: [protection.logLoss, ...draws.protection],
    }
    for (const [name, values] of Object.entries(figures)) {
      const bad = values.find((value) => !Number.isFinite(value))
      if (bad !== undefined) throw new DegenerateSeriesError({ what: snapshot.asset, reason: `${name} is ${bad}` })
    }
    return { isModelled: true, daily, volatility, tail, protection, draws }
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error
    return { isModelled: false, code: 'modelFailed', because: error.shortMessage }
  }
}
