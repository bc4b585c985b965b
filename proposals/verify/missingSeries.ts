import { sourceCarries } from '../../models/data/sourceConfig.js'
import type { EvidenceManifest } from '../evidenceManifest.js'
import type { MarketConfig } from '../marketConfig.js'
import type { Difference } from './verification.js'

/**
 * Compare the series that a manifest lists with those that the configuration asks for: each adjustable asset from each source that
 * carries it, also of implied volatility, either with data or as a failure. A source that was left out would change a recommendation unseen.
 */
export function missingSeries(manifest: EvidenceManifest, config: MarketConfig): Difference[] {
  const named = ({ asset, source }: { asset: string; source: string }) => `${asset} from ${source}`
  const expected = config.assets
    .filter(({ isAdjustable }) => isAdjustable)
    .flatMap(({ symbol }) =>
      [...config.sources, ...(config.impliedVolatility ?? [])]
        .filter((source) => sourceCarries(source, symbol))
        .map(({ name }) => named({ asset: symbol, source: name })),
    )
  const listed = [...manifest.series, ...(manifest.implied ?? []), ...manifest.failures].map(named)
  return [
    ...expected.filter((name) => !listed.includes(name)).map((name) => ({ path: 'series', stored: 'nothing', computed: name })),
    ...listed.filter((name) => !expected.includes(name)).map((name) => ({ path: 'series', stored: name, computed: 'nothing' })),
  ]
}
