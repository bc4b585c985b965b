import { assertChain } from '../activities/chain/chainClient.js'
import { readState } from '../activities/chain/readState.js'
import { latestBlock } from '../activities/chain/runReadPlan.js'
import type { ComputePool } from '../activities/compute/computePool.js'
import { computeStress, type Stress } from '../activities/compute/computeStress.js'
import { runChunks } from '../activities/compute/runChunks.js'
import { type ActivityDependencies, marketRuntime, type MarketRuntime } from '../activities/dependencies.js'
import { closestNames } from '../core/closestNames.js'
import { compareText } from '../core/compareText.js'
import { PlimsollError } from '../core/errors/plimsollError.js'
import type { MarketId } from '../core/units/marketId.js'
import { type InsuranceFund, type NotComputed, NOTHING_MOVES } from '../models/book/insuranceFund.js'
import { assertSameMarket } from '../models/policy/collateral/historicalReplay.js'
import type { PriceShock } from '../models/scenarios/jointScenarios.js'
import { snapshotFrom } from '../proposals/fromEvidence/fromEvidence.js'
import { carriersOf, modelAssets } from '../proposals/marketAssets.js'
import type { MarketConfig } from '../proposals/marketConfig.js'
import type { ReadBlock } from '../proposals/read/readPlan.js'
import { targetFor } from '../proposals/targets/registry.js'
import { assertCode } from './assertCode.js'

/** A shock names an asset that is not a reserve of the market. */
class UnknownShockAsset extends PlimsollError {
  readonly code = 'UNKNOWN_SHOCK_ASSET'
  readonly kind = 'usage'

  constructor(
    readonly asset: string,
    reserves: readonly string[],
  ) {
    const [near] = closestNames(asset, reserves)
    super({
      shortMessage: `The shock names ${asset}, which is not a reserve of the market.`,
      metaMessages: [
        near === undefined ? `Reserves: ${reserves.join(', ')}.` : `Did you mean ${near}? Reserves: ${reserves.join(', ')}.`,
      ],
    })
  }
}

/**
 * Make sure that shocks name reserves.
 *
 * @throws {UnknownShockAsset} when one does not.
 */
function assertShocks(shocks: readonly PriceShock[], reserves: readonly string[]): void {
  const unknown = shocks.flat().find(({ asset }) => !reserves.includes(asset))
  if (unknown !== undefined) throw new UnknownShockAsset(unknown.asset, reserves)
}

/** A source that gave nothing for an asset, in the words of its error. */
export interface SourceFailure {
  readonly asset: string
  readonly source: string
  readonly message: string
}

/** A market's positions under stress, and what was read for it. */
export interface MarketStress extends Omit<Stress, 'paths' | 'insuranceFund'> {
  /** Null where somebody owes and no model moves any price. */
  readonly paths: Stress['paths'] | null
  readonly insuranceFund: InsuranceFund | NotComputed
  readonly block: ReadBlock
  /** Only bars closed by this instant were seen. */
  readonly asOf: string
  readonly isSynthetic: boolean
  /** Assets whose prices move, with the standard deviation of the next daily log return. */
  readonly modelled: readonly { readonly asset: string; readonly dailyVolatility: number }[]
  /** Adjustable assets that keep their price, and why; so do all that the configuration calls not adjustable. */
  readonly unmodelled: readonly { readonly asset: string; readonly because: string }[]
  readonly failedSources: readonly SourceFailure[]
}

/**
 * Read a market's live parameters, prices and positions and its sources' bars and implied volatility, as a recalibration does, and stress the positions.
 *
 * Reads: the chain, the witness, the sources. Writes: the index of borrowers, so that the next read need not search the whole chain.
 *
 * @param now - ISO 8601; bars closed by then are seen, unless the configuration has an as-of of its own.
 * @param pool - closed by the caller.
 * @throws {UnknownMarket} {ChainUnreachable} {WrongChain} {CodeMissing} and the other failures of a node
 * @throws {InconsistentStateError} when the configuration names what is no reserve
 * @throws {UnknownShockAsset} when a shock names what is no reserve
 */
export async function stressMarket({
  dependencies,
  market,
  pool,
  shocks,
  now,
}: {
  readonly dependencies: Pick<ActivityDependencies, 'markets' | 'evidence' | 'cursors'>
  readonly market: MarketId
  readonly pool: ComputePool
  readonly shocks: readonly PriceShock[]
  readonly now: string
}): Promise<MarketStress> {
  const runtime = marketRuntime(dependencies, market)
  const { config, chain } = runtime
  const { models } = config
  await assertChain(chain)
  await assertCode(config, chain)
  const block = await latestBlock(chain.client)
  const { state } = await readState(dependencies, market, { block })
  const book = targetFor(config.target).bookOf(state)
  assertShocks(
    shocks,
    book.assets.map(({ asset }) => asset),
  )
  const asOf = config.asOf === 'chain' ? new Date(block.timestampSeconds * 1_000).toISOString() : (config.asOf ?? now)
  const { series, implied, failedSources } = await readSeries(runtime, Date.parse(asOf))
  const snapshot = snapshotFrom({ config, asOf, series, implied, failures: [...failedSources] })
  assertSameMarket({
    snapshot,
    state: book,
    assets: modelAssets(config),
  })
  const assets = snapshot.assets.toSorted((a, b) => compareText(a.asset, b.asset))
  const found = await runChunks({ pool, name: 'assetForecast', inputs: assets.map((data) => ({ data, models })) })
  const forecasts = found.map((forecast, i) => ({ asset: assets[i]?.asset as string, forecast }))
  const modelled = forecasts.flatMap(({ asset, forecast }) => (forecast.isModelled ? [{ asset, forecast }] : []))
  const stress = await computeStress({ pool, state: book, forecasts: modelled, models, shocks })
  const isMoving = modelled.length > 0 || stress.borrowers === 0
  return {
    ...stress,
    ...(isMoving ? {} : { paths: null, insuranceFund: NOTHING_MOVES }),
    block,
    asOf,
    isSynthetic: snapshot.isSynthetic,
    modelled: modelled.map(({ asset, forecast }) => ({ asset, dailyVolatility: forecast.volatility.combinedDaily })),
    unmodelled: forecasts.flatMap(({ asset, forecast }) => (forecast.isModelled ? [] : [{ asset, because: forecast.because }])),
    failedSources,
  }
}

async function readSeries({ config, sources, impliedSources = [] }: MarketRuntime, asOfMs: number) {
  const [bars, implied] = await Promise.all([
    readAll(config, sources, (source, asset) => source.fetch({ asset, asOfMs })),
    readAll(config, impliedSources, (source, asset) => source.fetch({ asset, asOfMs })),
  ])
  return {
    series: bars.read.map(({ asset, data }) => ({ asset, bars: data })),
    implied: implied.read.map(({ asset, source, data }) => ({ asset, source, values: data })),
    failedSources: [...bars.failed, ...implied.failed],
  }
}

/** Ask every source for every asset that it carries; what one refuses is told, not thrown. */
async function readAll<Source extends { readonly name: string; carries(asset: string): boolean }, Data>(
  market: Pick<MarketConfig, 'assets'>,
  sources: readonly Source[],
  fetch: (source: Source, asset: string) => Promise<Data>,
) {
  const failed: SourceFailure[] = []
  const wanted = carriersOf(market, sources, (source, asset) => source.carries(asset)).flatMap(({ asset, sources: carrying }) =>
    carrying.map((source) => ({ asset, source })),
  )
  const read = await Promise.all(
    wanted.map(async ({ asset, source }, at) => {
      try {
        return [{ asset, source: source.name, data: await fetch(source, asset) }]
      } catch (error) {
        if (!(error instanceof PlimsollError)) throw error
        failed[at] = { asset, source: source.name, message: error.shortMessage }
        return []
      }
    }),
  )
  // In the order of assets and sources, whichever answered first.
  return { read: read.flat(), failed: failed.filter((failure) => failure !== undefined) }
}
