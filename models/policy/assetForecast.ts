import { PlimsollError } from '../../core/errors/plimsollError.js'
import type { AssetSnapshot } from '../market/marketSnapshot.js'
import type { BarSeries } from '../market/barSeries.js'
import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { type TailLoss, tailLoss } from '../tail/tailLoss.js'
import { type VolatilityForecast, forecastVolatility } from '../volatility/forecastVolatility.js'
import type { ModelConfig } from './modelConfig.js'

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
    const volatility = forecastVolatility({ daily, config: models })
    const tail = tailLoss({ closes: daily.close, config: models })
    const protection = tailLoss({ closes: daily.close, config: { ...models, tailProbability: models.protectionProbability } })
    for (const [name, figure] of Object.entries({ ...volatility, ...tail, protectionLogLoss: protection.blendedLogLoss })) {
      if (!Number.isFinite(figure)) throw new DegenerateSeriesError({ what: snapshot.asset, reason: `${name} is ${figure}` })
    }
    return { isModelled: true, daily, volatility, tail, protection }
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error
    return { isModelled: false, code: 'modelFailed', because: error.shortMessage }
  }
}
