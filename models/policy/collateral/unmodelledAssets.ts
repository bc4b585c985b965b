import { type Book, hasPrice } from '../../book/book.js'
import { usdOf } from '../../book/thresholds.js'
import { type ValuedPosition, valuePositions } from '../../book/valuePositions.js'
import type { AssetForecast } from './assetForecast.js'
import type { PolicyAsset } from '../policy.js'

/** An asset of the borrowers whose price stands still in every scenario and on every replayed day. */
export interface UnmodelledAsset {
  readonly asset: string
  /** Why no model speaks of its price. */
  readonly because: string
  /** Of all accounts that owe anything, USD at the oracle's price. */
  readonly collateralUsd: number
  /** USD at the oracle's price. */
  readonly debtUsd: number
}

/**
 * List the assets that borrowers hold as collateral or owe and whose price no model moves, in the order of the forecasts.
 *
 * An asset that the configuration names as not adjustable and that has no market data is not listed: that its price stands still was chosen.
 *
 * An asset without a price is listed with 0 USD where somebody holds or owes it: those accounts are in no scenario at all.
 *
 * @param forecasts - of every asset.
 * @throws {InconsistentStateError} when the state contradicts itself.
 */
export function unmodelledAssets({
  state,
  forecasts,
  assets,
}: {
  state: Book
  forecasts: ReadonlyMap<string, AssetForecast>
  assets: readonly PolicyAsset[]
}): UnmodelledAsset[] {
  const { positions, unpriced, decimals } = valuePositions(state)
  const owing = positions.filter(({ totalDebt }) => totalDebt > 0n)
  const usd = (asset: string, side: 'collateral' | 'debt') => {
    const held = owing.flatMap((position) => position[side].filter((holding) => holding.asset === asset))
    return usdOf(
      held.reduce((sum, { value }) => sum + value, 0n),
      decimals,
    )
  }
  const isChosen = (name: string) => assets.some(({ asset, isAdjustable }) => asset === name && !isAdjustable)
  const isPriced = (name: string) => state.assets.some((asset) => asset.asset === name && hasPrice(asset))
  return [...forecasts].flatMap(([asset, forecast]) => {
    if (!isPriced(asset)) return holdersOf(asset, unpriced)
    if (forecast.isModelled || (forecast.code === 'noMarketData' && isChosen(asset))) return []
    const [collateralUsd, debtUsd] = [usd(asset, 'collateral'), usd(asset, 'debt')]
    return collateralUsd > 0 || debtUsd > 0 ? [{ asset, because: forecast.because, collateralUsd, debtUsd }] : []
  })
}

function holdersOf(name: string, unpriced: readonly ValuedPosition[]): UnmodelledAsset[] {
  const { length } = unpriced.filter(({ collateral, debt }) => [...collateral, ...debt].some(({ asset }) => asset === name))
  const because = `the market's oracle has no price for it, so ${length} accounts that hold or owe it are in no figure`
  return length === 0 ? [] : [{ asset: name, because, collateralUsd: 0, debtUsd: 0 }]
}
