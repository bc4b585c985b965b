import type { AssetSnapshot, MarketSnapshot } from '../../data/marketSnapshot.js'
import { type AssetForecast, assetForecast } from './assetForecast.js'
import type { GuardedAsset } from './guardrails/limit.js'
import type { ModelConfig } from '../modelConfig.js'
import type { PolicyAsset } from '../policy.js'

/**
 * Tell the guardrails what they must know of each configured asset besides the chain's state: allow-list, sources, gate on loosening.
 *
 * @param forecasts - by asset, where they are at hand; they are computed otherwise.
 */
export function guardedAssets({
  snapshot,
  models,
  assets,
  forecasts,
}: {
  snapshot: MarketSnapshot
  models: ModelConfig
  assets: readonly PolicyAsset[]
  forecasts?: ReadonlyMap<string, AssetForecast>
}): GuardedAsset[] {
  return assets.map(({ asset, isAdjustable }) => {
    const data = snapshot.assets.find((candidate) => candidate.asset === asset)
    const forecast = forecasts?.get(asset) ?? assetForecast(data, models)
    return {
      asset,
      isAdjustable,
      isSingleSource: data?.isSingleSource ?? true,
      looseningGate: looseningGate(forecast, data),
    }
  })
}

function looseningGate(forecast: AssetForecast, data: AssetSnapshot | undefined): GuardedAsset['looseningGate'] {
  if (!forecast.isModelled) return { isOpen: false, because: forecast.because }
  const { combinedDaily, implied, slowDaily: slow } = forecast.volatility
  // Nobody confirms implied volatility: it may shut the gate, and does not open it.
  const isHeld = implied?.isUsed === true && implied.withoutDaily > combinedDaily
  const fast = isHeld ? implied.withoutDaily : combinedDaily
  const figures = `the 1-day volatility forecast ${isHeld ? 'without implied volatility ' : ''}is ${percent(fast)} and the long-run one ${percent(slow)}`
  if (data?.isLastBarFinding ?? true) return { isOpen: false, because: 'the last bar is itself a finding' }
  const unread = data?.unreadBars ?? 0
  if (unread > 0) {
    const bars = unread === 1 ? 'a recent bar tells' : `${unread} recent bars tell`
    return { isOpen: false, because: `${bars} nothing of the day's range, so the fast forecast is too low` }
  }
  return { isOpen: fast <= slow, because: figures }
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(2)} %`
}
