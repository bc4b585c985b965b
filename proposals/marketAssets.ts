import type { MarketConfig } from './marketConfig.js'

/** Name each asset of a market as the models know it, in the order of the configuration. */
export function modelAssets({ assets }: Pick<MarketConfig, 'assets'>) {
  return assets.map(({ symbol, isAdjustable, feedDeviationBps }) => ({ asset: symbol, isAdjustable, feedDeviationBps }))
}

/**
 * List every adjustable asset of a market with the sources that carry it: assets in the order of the configuration, sources in the order given.
 *
 * An asset that no source carries is in the list with no source.
 */
export function carriersOf<Source>(
  market: Pick<MarketConfig, 'assets'>,
  sources: readonly Source[],
  carries: (source: Source, asset: string) => boolean,
): { readonly asset: string; readonly sources: readonly Source[] }[] {
  return modelAssets(market)
    .filter(({ isAdjustable }) => isAdjustable)
    .map(({ asset }) => ({ asset, sources: sources.filter((source) => carries(source, asset)) }))
}
