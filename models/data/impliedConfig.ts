import { z } from 'zod'
import { durationSchema } from '../../core/schemas/wire.js'
import { assetSymbolSchema } from '../book/book.js'
import { IMPLIED_MEASURES } from './impliedSeries.js'

/** Limits within which an implied volatility may enter a forecast. Where one is passed the asset is forecast without it. */
export const impliedLimitsSchema = z
  .strictObject({
    /** Days that a value may be carried over where there is no newer one. */
    maxStaleDays: z.int().min(0).max(30).default(3),
    /** Days that the last values may be the very same: a feed that stands still. */
    maxFrozenDays: z.int().min(1).max(365).default(5),
    /** A value beyond this multiple of the one before it, up or down, is left out unless the next one agrees with it. */
    jumpFactor: z.number().gt(1).max(100).default(2),
    /** A value beyond this multiple of the realised volatility of the 30 days before it, up or down, is left out. */
    realisedFactor: z.number().gt(1).max(100).default(4),
    /** Share of values left out above which the rest is not believed either. */
    maxBadShare: z.number().min(0).max(1).default(0.05),
  })
  .prefault({})

const common = {
  /** Name of the source in findings and reports; no two sources of a market have one name. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'must be lower-case letters, digits and hyphens'),
  limits: impliedLimitsSchema,
}

/** Implied volatility in a CSV file, plain or gzip: one value a row, ascending in time. */
export const csvImpliedConfigSchema = z.strictObject({
  ...common,
  kind: z.literal('csv'),
  /** Path of the file, relative to the configuration file. */
  path: z.string().min(1),
  /** Header name of each column. `asset` is needed only where the file has several. */
  columns: z
    .strictObject({
      time: z.string().default('date'),
      asset: z.string().nullable().default(null),
      value: z.string().default('value'),
    })
    .prefault({}),
  /** The file's symbol of each asset: `{ WBTC: BTC }`. An asset that is absent has no implied volatility. */
  symbols: z.record(assetSymbolSchema, z.string().min(1)),
  /** What the values are. Deribit's DVOL and Cboe's VIX are standard deviations of a year in percent: 55 is 55 % a year. */
  measure: z.enum(IMPLIED_MEASURES).default('percentAnnualised'),
  /** Days ahead that the options' prices speak of. */
  horizonDays: z.int().min(1).max(365).default(30),
  /** How long after its time a value is known: the value of a day is known when the day is over. */
  knownAfter: durationSchema.default('1d'),
})

/** Volatility index of a trading venue, through ccxt: Deribit's DVOL, 30 days ahead, in percent a year. */
export const exchangeImpliedConfigSchema = z.strictObject({
  ...common,
  kind: z.literal('exchange'),
  /** Deribit is the one venue whose volatility index ccxt reaches. */
  venue: z.enum(['deribit']),
  /** The venue's currency of each asset: `{ WBTC: BTC, WETH: ETH }`. */
  symbols: z.record(assetSymbolSchema, z.string().min(1)),
  /** Days of history to ask for. */
  historyDays: z.int().min(60).max(10_000).default(1_500),
  /** How long one request may take before the source counts as failed. */
  timeout: durationSchema.default('20s'),
  /** Another address of the venue's API, by the name of an environment variable: a proxy, or a local server. */
  baseUrlEnv: z.string().optional(),
})

/** A source of implied volatility, by its kind. */
export const impliedConfigSchema = z.discriminatedUnion('kind', [csvImpliedConfigSchema, exchangeImpliedConfigSchema])

/** @see impliedLimitsSchema */
export type ImpliedLimits = z.infer<typeof impliedLimitsSchema>
/** @see csvImpliedConfigSchema */
export type CsvImpliedConfig = z.infer<typeof csvImpliedConfigSchema>
/** @see exchangeImpliedConfigSchema */
export type ExchangeImpliedConfig = z.infer<typeof exchangeImpliedConfigSchema>
/** @see impliedConfigSchema */
export type ImpliedConfig = z.infer<typeof impliedConfigSchema>
