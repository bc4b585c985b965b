import { z } from 'zod'
import { type FormOf, registry } from '../../core/registry.js'
import { durationSchema } from '../../core/schemas/wire.js'
import { assetSymbolSchema } from '../book/book.js'

const common = {
  /** Name of the source in findings and reports. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'must be lower-case letters, digits and hyphens'),
  interval: z.enum(['1h', '1d']).default('1d'),
  /** How long one request may take before the source counts as failed. */
  timeout: durationSchema.default('20s'),
}

/** Bars in a CSV file, plain or gzip. */
export const csvSourceConfigSchema = z.strictObject({
  ...common,
  kind: z.literal('csv'),
  /** Path of the file, relative to the configuration file. */
  path: z.string().min(1),
  /** Header name of each column. `asset` may be left out where the file has one asset only. */
  columns: z
    .strictObject({
      time: z.string().default('date'),
      asset: z.string().nullable().default('asset'),
      open: z.string().default('open'),
      high: z.string().default('high'),
      low: z.string().default('low'),
      close: z.string().default('close'),
      volumeUsd: z.string().nullable().default('volume_usd'),
    })
    .prefault({}),
  /** The file's symbol of each asset: `{ WETH: ETH }`. An asset that is absent is not carried by this source. */
  symbols: z.record(assetSymbolSchema, z.string().min(1)),
})

/** Bars of a trading venue, through ccxt. */
export const exchangeSourceConfigSchema = z.strictObject({
  ...common,
  kind: z.literal('exchange'),
  /** Venue as ccxt names it: binance, kraken, coinbase … */
  venue: z.string().min(1),
  /** The venue's market of each asset: `{ WETH: ETH/USDT }`. The quote currency is taken as USD. */
  symbols: z.record(assetSymbolSchema, z.string().min(1)),
  /** Days of history to ask for. */
  historyDays: z.int().min(60).max(10_000).default(1_500),
  /** Another address of the venue's API, by the name of an environment variable: a proxy, or a local server. */
  baseUrlEnv: z.string().optional(),
})

/** Generated bars: correlated, fat-tailed, with volatility clusters. Labelled synthetic wherever they show. */
export const syntheticSourceConfigSchema = z.strictObject({
  ...common,
  kind: z.literal('synthetic'),
  seed: z.int().nonnegative(),
  historyDays: z.int().min(60).max(10_000).default(1_500),
  /** Degrees of freedom of the Student-t innovations; more is thinner. */
  degreesOfFreedom: z.number().gt(2).max(100).default(4),
  /** Pairwise correlation of all assets' innovations. */
  correlation: z.number().min(0).lt(1).default(0.7),
  /** GARCH(1,1) persistence of the daily variance: alpha and beta. */
  garchAlpha: z.number().min(0).lt(1).default(0.08),
  garchBeta: z.number().min(0).lt(1).default(0.9),
  assets: z.record(
    assetSymbolSchema,
    z.strictObject({ lastPriceUsd: z.number().positive(), annualVolatility: z.number().positive().max(5) }),
  ),
})

/** @see csvSourceConfigSchema */
export type CsvSourceConfig = z.infer<typeof csvSourceConfigSchema>
/** @see exchangeSourceConfigSchema */
export type ExchangeSourceConfig = z.infer<typeof exchangeSourceConfigSchema>
/** @see syntheticSourceConfigSchema */
export type SyntheticSourceConfig = z.infer<typeof syntheticSourceConfigSchema>

/** What the configuration says of any source; each kind adds its own. */
export interface SourceConfig {
  readonly kind: string
  readonly name: string
  readonly interval: '1h' | '1d'
  readonly timeout: string
  /** The file that it reads, where it reads one, relative to the configuration file. */
  readonly path?: string | undefined
  /** The environment variable with a secret address, where it reads one. */
  readonly baseUrlEnv?: string | undefined
}

/** A kind of source by what its configuration says. */
export interface SourceForm<Config extends SourceConfig = SourceConfig> {
  readonly kind: string
  readonly schema: FormOf<Config>
  /** List the assets that a source is configured to have. */
  assetsOf(config: Config): readonly string[]
}

const csv: SourceForm<CsvSourceConfig> = {
  kind: 'csv',
  schema: csvSourceConfigSchema,
  assetsOf: ({ symbols }) => Object.keys(symbols),
}
const exchange: SourceForm<ExchangeSourceConfig> = {
  kind: 'exchange',
  schema: exchangeSourceConfigSchema,
  assetsOf: ({ symbols }) => Object.keys(symbols),
}
const synthetic: SourceForm<SyntheticSourceConfig> = {
  kind: 'synthetic',
  schema: syntheticSourceConfigSchema,
  assetsOf: ({ assets }) => Object.keys(assets),
}

/** The forms of the built-in sources. */
export const BUILT_IN_FORMS = { csv, exchange, synthetic }

/** The form of every source. `addSource` adds one together with the source itself. */
export const SOURCE_FORMS = registry<SourceForm>(Object.values(BUILT_IN_FORMS))

/** A source of market data, by its kind. */
export const sourceConfigSchema: z.ZodType<SourceConfig> = SOURCE_FORMS.schema('kind', ({ schema }) => schema)

/** List the assets that a source is configured to have. */
export function assetsOf(source: SourceConfig): readonly string[] {
  return SOURCE_FORMS.find(source.kind)?.assetsOf(source) ?? []
}

/** Any source whose kind this build brings along. */
export type BuiltInSourceConfig = CsvSourceConfig | ExchangeSourceConfig | SyntheticSourceConfig

/** Take a source's configuration as that of a built-in kind; null where a program brought the kind along. */
export function builtInSource(source: SourceConfig): BuiltInSourceConfig | null {
  return isBuiltIn(source) ? source : null
}

function isBuiltIn(source: SourceConfig): source is BuiltInSourceConfig {
  return Object.hasOwn(BUILT_IN_FORMS, source.kind)
}
