import { assetsOf } from '../models/data/sourceConfig.js'
import { createSource } from '../activities/sources/createSource.js'
import { createImpliedSource } from '../activities/sources/implied/createImpliedSource.js'
import type { MarketEntry } from '../config/configSchema.js'
import type { LoadedConfig } from '../config/loadConfig.js'
import type { ErrorKind } from '../core/errors/errorKind.js'
import { PlimsollError } from '../core/errors/plimsollError.js'
import type { MarketConfig } from '../proposals/marketConfig.js'
import type { Environment } from '../config/environment.js'

/** What a source of market data has of one asset, or why it has nothing. */
export type SourceCoverage = {
  readonly market: string
  readonly source: string
  readonly gives: 'bars' | 'impliedVolatility'
  readonly asset: string
} & (
  | {
      /** Opening instants of the first and the last bar, or instants from which the first and the last value were known; ISO 8601. */
      readonly first: string
      readonly last: string
      /** Bars, or values. */
      readonly count: number
    }
  | NamedFailure
)

/** Why a source has nothing, by its error. */
interface NamedFailure {
  readonly code: string
  readonly kind: ErrorKind
  readonly message: string
  readonly details: readonly string[]
}

/**
 * Open every source of market data that a configuration names, read all of it, and tell what it has of every asset that it maps.
 *
 * Reads files and venues. Never throws for what it finds; a source that fails does not keep the others from being asked.
 *
 * @param nowMs - bars closed by then are counted, milliseconds since the epoch.
 */
export async function checkSources(
  { config, baseDir }: Pick<LoadedConfig, 'config' | 'baseDir'>,
  { environment, nowMs }: { readonly environment: Environment; readonly nowMs: number },
): Promise<SourceCoverage[]> {
  const surroundings = { baseDir, environment }
  const asked = config.markets.flatMap(({ market }: MarketEntry) => [
    ...market.sources.map((source) => {
      return coverage({ market, source: source.name, gives: 'bars', assets: [...assetsOf(source)] }, () => {
        const opened = createSource(source, surroundings)
        return async (asset) => (await opened.fetch({ asset, asOfMs: nowMs })).openTimesMs
      })
    }),
    ...(market.impliedVolatility ?? []).map((source) =>
      coverage({ market, source: source.name, gives: 'impliedVolatility', assets: Object.keys(source.symbols) }, () => {
        const opened = createImpliedSource(source, surroundings)
        return async (asset) => (await opened.fetch({ asset, asOfMs: nowMs })).knownAtMs
      }),
    ),
  ])
  return (await Promise.all(asked)).flat()
}

interface Asked {
  readonly market: MarketConfig
  readonly source: string
  readonly gives: SourceCoverage['gives']
  readonly assets: readonly string[]
}

/** @param open - gives the function that reads the ascending instants of what a source has of an asset. */
async function coverage(
  { market, source, gives, assets }: Asked,
  open: () => (asset: string) => Promise<readonly number[]>,
): Promise<SourceCoverage[]> {
  const read = await named(async () => open())
  return Promise.all(
    assets.map(async (asset) => {
      const about = { market: market.id, source, gives, asset }
      if ('code' in read) return { ...about, ...read }
      const times = await named(() => read.value(asset))
      if ('code' in times) return { ...about, ...times }
      const { value } = times
      const at = (index: number) => new Date(value.at(index) as number).toISOString()
      return { ...about, first: at(0), last: at(-1), count: value.length }
    }),
  )
}

async function named<T>(ask: () => Promise<T>): Promise<{ readonly value: T } | NamedFailure> {
  try {
    return { value: await ask() }
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error
    return { code: error.code, kind: error.kind, message: error.shortMessage, details: error.metaMessages }
  }
}
