import { instantSchema } from '../../core/schemas/wire.js'
import type { MarketId } from '../../core/units/marketId.js'
import { parse } from '../../core/schemas/parse.js'
import type { MarketSnapshot } from '../data/marketSnapshot.js'
import { assessAsset, type AssetInput } from './assessAsset.js'
import type { QualityConfig } from './qualityConfig.js'
import { QualityInputError } from '../errors.js'

/**
 * Turn the raw series of all assets into the snapshot that every model reads: the first stage of a recalibration.
 *
 * Nothing is dropped unnamed: whatever departs from a plain, confirmed, complete history is a finding of its asset with the value, the
 * limit and what was done. Findings stand in the order source, bar, asset, so equal input gives an equal snapshot.
 *
 * @param asOf - ISO 8601 instant in UTC; only bars closed by it may be given.
 * @param assets - one entry an asset, series in order of precedence.
 * @throws {InvalidInputError} when asOf is not an instant.
 * @throws {QualityInputError} when an asset or a source is duplicated, or a series contradicts its labels.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 * @throws {BarAfterAsOfError} when a bar is not closed by the as-of instant.
 */
export function assessMarket({
  market,
  asOf,
  assets,
  config,
}: {
  market: MarketId
  asOf: string
  assets: readonly AssetInput[]
  config: QualityConfig
}): MarketSnapshot {
  const asOfMs = Date.parse(parse(instantSchema, asOf, 'As-of instant'))
  const names = assets.map(({ asset }) => asset)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new QualityInputError(`asset ${twice} is duplicated`)
  return {
    market,
    asOf,
    isSynthetic: assets.some(({ series }) => series.some(({ isSynthetic }) => isSynthetic)),
    assets: assets.map((input) => assessAsset({ ...input, asOfMs, config })),
  }
}
