import { dirname, resolve } from 'node:path'
import { createSource } from '../activities/sources/createSource.js'
import { csvSource } from '../activities/sources/csv/csvSource.js'
import { NoClosedBars, NoImpliedValues } from '../activities/sources/errors.js'
import { createImpliedSource } from '../activities/sources/implied/createImpliedSource.js'
import type { ReplayImplied } from '../models/backtest/replayInput.js'
import type { BarSeries } from '../models/data/barSeries.js'
import { builtInSource, csvSourceConfigSchema } from '../models/data/sourceConfig.js'
import { carriersOf } from '../proposals/marketAssets.js'
import type { MarketConfig } from '../proposals/marketConfig.js'
import type { Environment } from '../config/environment.js'

/** Every adjustable asset's daily bars, one series a source in order of precedence; a source that begins later gives none. */
export async function readDaily({
  market,
  baseDir,
  environment,
  untilMs,
}: {
  readonly market: MarketConfig
  readonly baseDir: string
  readonly environment: Environment
  readonly untilMs: number
}): Promise<ReadonlyMap<string, readonly BarSeries[]>> {
  const sources = market.sources
    .filter(({ interval }) => interval === '1d')
    .map((source) => createSource(source, { baseDir, environment }))
  return new Map(
    await Promise.all(
      carriersOf(market, sources, (source, asset) => source.carries(asset)).map(async ({ asset, sources: carrying }) => {
        const series = await Promise.all(carrying.map((source) => source.fetch({ asset, asOfMs: untilMs }).catch(noneYet)))
        return [asset, series.filter((bars) => bars !== null)] as const
      }),
    ),
  )
}

/** Every adjustable asset's implied volatility, one series a source in order of precedence; a source that begins later gives none. */
export async function readImpliedHistory({
  market,
  baseDir,
  environment,
  untilMs,
}: {
  readonly market: MarketConfig
  readonly baseDir: string
  readonly environment: Environment
  readonly untilMs: number
}): Promise<ReadonlyMap<string, readonly ReplayImplied[]>> {
  const sources = (market.impliedVolatility ?? []).map((config) => ({
    source: createImpliedSource(config, { baseDir, environment }),
    limits: config.limits,
  }))
  return new Map(
    await Promise.all(
      carriersOf(market, sources, ({ source }, asset) => source.carries(asset)).map(async ({ asset, sources: carrying }) => {
        const read = carrying.map(async ({ source, limits }) => {
          const series = await source.fetch({ asset, asOfMs: untilMs }).catch(noneYet)
          return series === null ? [] : [{ series, limits }]
        })
        return [asset, (await Promise.all(read)).flat()] as const
      }),
    ),
  )
}

function noneYet(error: unknown): null {
  if (error instanceof NoClosedBars || error instanceof NoImpliedValues) return null
  throw error
}

/**
 * Read hourly bars of the assets from a CSV file with the columns asset, time, open, high, low, close and volume_usd. The file calls the
 * assets as the market's first CSV source does, or by the market's own symbols.
 */
export async function readHourly({
  market,
  file,
  untilMs,
}: {
  readonly market: MarketConfig
  readonly file: string
  readonly untilMs: number
}): Promise<ReadonlyMap<string, BarSeries>> {
  const path = resolve(file)
  const first = market.sources.map(builtInSource).find((source) => source?.kind === 'csv')
  const assets = market.assets.filter(({ isAdjustable }) => isAdjustable).map(({ symbol }) => symbol)
  const symbols = Object.fromEntries(
    assets.map((asset) => [asset, (first?.kind === 'csv' ? first.symbols[asset] : undefined) ?? asset]),
  )
  const config = csvSourceConfigSchema.parse({
    name: 'hourly',
    kind: 'csv',
    interval: '1h',
    path,
    columns: { time: 'time' },
    symbols,
  })
  const source = csvSource(config, { baseDir: dirname(path) })
  return new Map(await Promise.all(assets.map(async (asset) => [asset, await source.fetch({ asset, asOfMs: untilMs })] as const)))
}
