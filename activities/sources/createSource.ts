import { type Part, registry } from '../../core/registry.js'
import { BUILT_IN_FORMS, SOURCE_FORMS, type SourceConfig, type SourceForm } from '../../models/data/sourceConfig.js'
import { csvSource } from './csv/csvSource.js'
import { UnknownSource } from './errors.js'
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

/** A kind of source: its form, and how one is made. */
export interface SourceKind<Config extends SourceConfig = SourceConfig> extends Part {
  readonly form: SourceForm<Config>
  /** Nothing is read or sent yet. */
  create(config: Config, surroundings: SourceSurroundings): MarketDataSource
}

/** Describe a kind of source. */
function kindOf<Config extends SourceConfig>(form: SourceForm<Config>, create: SourceKind<Config>['create']): SourceKind {
  const kind: SourceKind<Config> = { kind: form.kind, form, create }
  return kind
}

/** Every source. A new one is a folder, a line here, and its form in `models/data/sourceConfig.ts`. */
const SOURCES = registry<SourceKind>([
  kindOf(BUILT_IN_FORMS.csv, csvSource),
  kindOf(BUILT_IN_FORMS.exchange, exchangeSource),
  kindOf(BUILT_IN_FORMS.synthetic, syntheticSource),
])

/**
 * Add a source of a program's own, with its form, before the first configuration is read.
 *
 * @throws {PartNotAdded} when its kind is taken, or a configuration was read already.
 */
export function addSource(source: SourceKind): void {
  SOURCE_FORMS.add(source.form)
  SOURCES.add(source)
}

/**
 * Make the source that a configuration describes. Nothing is read or sent until it is asked for bars.
 *
 * @throws {UnknownSource} {CsvAssetColumnNeeded} {BaseUrlInvalid} {SyntheticVarianceUnstable} when the configuration cannot work.
 */
export function createSource(config: SourceConfig, surroundings: SourceSurroundings): MarketDataSource {
  const source = SOURCES.find(config.kind)
  if (source !== undefined) return source.create(config, surroundings)
  throw new UnknownSource(
    config.kind,
    SOURCES.all().map(({ kind }) => kind),
  )
}
