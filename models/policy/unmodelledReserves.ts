import { usdOf } from '../liquidation/usdOf.js'
import { valuePositions } from '../liquidation/valuePositions.js'
import type { MarketState } from '../market/marketState.js'
import type { AssetForecast } from './assetForecast.js'
import type { RecommendAsset } from './recommendAsset.js'

/** A reserve of the borrowers whose price stands still in every scenario and on every replayed day. */
export interface UnmodelledReserve {
  readonly asset: string
  /** Why no model speaks of its price. */
  readonly because: string
  /** Of all accounts that owe anything, USD at the oracle's price. */
  readonly collateralUsd: number
  /** USD at the oracle's price. */
  readonly debtUsd: number
}

/**
 * List the reserves that borrowers hold as collateral or owe and whose price no model moves, in the order of the forecasts.
 *
 * A reserve that the configuration names as not adjustable and that has no market data is not listed: that its price stands still was chosen.
 *
 * @param forecasts - of every reserve, by asset.
 * @throws {InconsistentStateError} when the state contradicts itself.
 */
export function unmodelledReserves({
  state,
  forecasts,
  assets,
}: {
  state: MarketState
  forecasts: ReadonlyMap<string, AssetForecast>
  assets: readonly RecommendAsset[]
}): UnmodelledReserve[] {
  const { positions, decimals } = valuePositions(state)
  const owing = positions.filter(({ totalDebt }) => totalDebt > 0n)
  const usd = (asset: string, side: 'collateral' | 'debt') => {
    const held = owing.flatMap((position) => position[side].filter((holding) => holding.asset === asset))
    return usdOf(
      held.reduce((sum, { value }) => sum + value, 0n),
      decimals,
    )
  }
  const isChosen = (name: string) => assets.some(({ asset, isAdjustable }) => asset === name && !isAdjustable)
  return [...forecasts].flatMap(([asset, forecast]) => {
    if (forecast.isModelled || (forecast.code === 'noMarketData' && isChosen(asset))) return []
    const [collateralUsd, debtUsd] = [usd(asset, 'collateral'), usd(asset, 'debt')]
    return collateralUsd > 0 || debtUsd > 0 ? [{ asset, because: forecast.because, collateralUsd, debtUsd }] : []
  })
}
