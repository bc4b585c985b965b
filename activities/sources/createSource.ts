import type { SourceConfig } from '../../models/data/sourceConfig.js'
import { csvSource } from './csv/csvSource.js'
import { exchangeSource } from './exchange/exchangeSource.js'
import type { MarketDataSource } from './marketDataSource.js'
import { syntheticSource } from './synthetic/syntheticSource.js'

/** What sources need of their surroundings. */
export interface SourceSurroundings {
  /** Absolute path of the folder that file names are relative to: the configuration file's. */
  readonly baseDir: string
  /** Reads an environment variable that the configuration names. */
  readonly environment: (name: string) => string | undefined
}

/**
 * Make the source that a configuration describes. Nothing is read or sent until it is asked for bars.
 *
 * @throws {CsvAssetColumnNeeded} {BaseUrlInvalid} {SyntheticVarianceUnstable} when the configuration cannot work.
 */
export function createSource(config: SourceConfig, surroundings: SourceSurroundings): MarketDataSource {
  switch (config.kind) {
    case 'csv':
      return csvSource(config, surroundings)
    case 'exchange':
      return exchangeSource(config, surroundings)
    case 'synthetic':
      return syntheticSource(config)
    default:
      return config satisfies never
  }
}
