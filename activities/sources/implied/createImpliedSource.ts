import type { ImpliedConfig } from '../../../models/data/impliedConfig.js'
import type { SourceSurroundings } from '../createSource.js'
import { csvImpliedSource } from './csvImpliedSource.js'
import { exchangeImpliedSource } from './exchangeImpliedSource.js'
import type { ImpliedSource } from './impliedSource.js'

/**
 * Make the source of implied volatility that a configuration describes. Nothing is read or sent until it is asked for values.
 *
 * @throws {CsvAssetColumnNeeded} {BaseUrlInvalid} when the configuration cannot work.
 */
export function createImpliedSource(config: ImpliedConfig, surroundings: SourceSurroundings): ImpliedSource {
  switch (config.kind) {
    case 'csv':
      return csvImpliedSource(config, surroundings)
    case 'exchange':
      return exchangeImpliedSource(config, surroundings)
    default:
      return config satisfies never
  }
}
