import type { ImpliedConfig } from './impliedConfig.js'
import type { SourceConfig } from './sourceConfig.js'

/** Tell whether a source is configured to have an asset. */
export function sourceCarries(source: SourceConfig | ImpliedConfig, asset: string): boolean {
  return Object.hasOwn(source.kind === 'synthetic' ? source.assets : source.symbols, asset)
}
