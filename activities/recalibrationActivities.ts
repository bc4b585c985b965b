import { Context } from '@temporalio/activity'
import type { z } from 'zod'
import type { ClaimCheck } from '../core/claimCheck.js'
import type { MarketId } from '../core/units/marketId.js'
import { barSeriesSchema } from '../models/data/barSeries.js'
import { impliedSeriesSchema } from '../models/data/impliedSeries.js'
import { marketSnapshotSchema } from '../models/data/marketSnapshot.js'
import { policyOf, policyRecommendationSchema } from '../models/policy/registry.js'
import { buildProposal } from '../proposals/buildProposal.js'
import { draftingOf } from '../proposals/drafting.js'
import { type EvidenceManifest, evidenceManifestSchema } from '../proposals/evidenceManifest.js'
import { snapshotFrom } from '../proposals/fromEvidence/fromEvidence.js'
import { carriersOf } from '../proposals/marketAssets.js'
import { type MarketConfig, marketConfigSchema } from '../proposals/marketConfig.js'
import type { ParameterChange } from '../core/parameters.js'
import { type Proposal, proposalSchema } from '../proposals/proposal.js'
import { routeFor } from '../proposals/routes/registry.js'
import { chainStateSchema, targetFor } from '../proposals/targets/registry.js'
import { readBacktest } from './backtest/readBacktest.js'
import { assertChain } from './chain/chainClient.js'
import { readState } from './chain/readState.js'
import { latestBlock, runReadPlan } from './chain/runReadPlan.js'
import { computeRecommendation } from './compute/computeRecommendation.js'
import { type ActivityDependencies, marketRuntime } from './dependencies.js'
import { beat } from './runtime/beat.js'
import { assertSameSafeTransaction } from './safe/protocolKit.js'
import { nextNonce } from './service/nextNonce.js'

/** What one recalibration run is to do, resolved once at its start. */
export interface RecalibrationPlan {
  readonly chainId: number
  readonly genesisHash: string
  /** Only bars closed by this instant are seen. */
  readonly asOf: string
  readonly configuration: ClaimCheck
  /** Every asset with the sources that carry it, in order of precedence: of bars, then of implied volatility. */
  readonly assets: readonly { readonly asset: string; readonly sources: readonly string[] }[]
  readonly pollInterval: string
}

/** Bars, or implied volatility, of one asset from one source. */
export interface IngestedSeries {
  readonly asset: string
  readonly source: string
  /** A bar series, or an implied series where the source is one of implied volatility. */
  readonly bars: ClaimCheck
  readonly count: number
}

/** A source that gave nothing for an asset, in the words of its error. */
export interface FailedSeries {
  readonly asset: string
  readonly source: string
  readonly message: string
}

/** Outcome of the quality stage, in counts; the findings are in the snapshot. */
export interface SnapshotSummary {
  readonly snapshot: ClaimCheck
  readonly findings: number
  readonly excluded: readonly string[]
}

/** Outcome of the models. */
export interface RecommendationSummary {
  readonly manifest: ClaimCheck
  readonly recommendation: ClaimCheck
  readonly changes: readonly ParameterChange[]
}

/** Activities of the recalibration workflow: market data in, recommendation and draft out. */
export function recalibrationActivities(dependencies: ActivityDependencies) {
  const { evidence } = dependencies
  const load = <Schema extends z.ZodType>(claim: ClaimCheck, schema: Schema) => evidence.get(claim, schema)

  return {
    /**
     * Resolve what a run needs: the chain it is on, the instant it sees, the assets and sources, the configuration as evidence.
     *
     * Reads: chain id, genesis, latest block. Writes: the configuration (by its hash, so a second run writes nothing).
     */
    async planRecalibration({ market, scheduledAt }: { market: MarketId; scheduledAt: string }): Promise<RecalibrationPlan> {
      const { config, chain, sources, impliedSources = [] } = marketRuntime(dependencies, market)
      const genesisHash = await assertChain(chain)
      const chainTime = async () => new Date((await latestBlock(chain.client)).timestampSeconds * 1_000).toISOString()
      return {
        chainId: chain.chainId,
        genesisHash,
        asOf: config.asOf === 'chain' ? await chainTime() : (config.asOf ?? scheduledAt),
        configuration: await evidence.put(config),
        assets: policyOf(config.policy.kind).needs.prices
          ? carriersOf(config, [...sources, ...impliedSources], (source, asset) => source.carries(asset)).map((of) => ({
              asset: of.asset,
              sources: of.sources.map(({ name }) => name),
            }))
          : [],
        pollInterval: config.chain.pollInterval,
      }
    },

    /**
     * Take one asset's bars, or its implied volatility, from one source.
     *
     * Reads: the source. Writes: the bars or values. Idempotency key: their content hash.
     */
    async ingestSeries(input: { market: MarketId; asset: string; source: string; asOf: string }): Promise<IngestedSeries> {
      const { sources, impliedSources = [] } = marketRuntime(dependencies, input.market)
      const source = [...sources, ...impliedSources].find(({ name }) => name === input.source)
      if (source === undefined)
        throw new Error(`The source "${input.source}" left the configuration during the run; start the run again.`)
      const context = Context.current()
      const signal = context.cancellationSignal
      const timer = setInterval(() => context.heartbeat(), 1_000)
      try {
        const series = await source.fetch({ asset: input.asset, asOfMs: Date.parse(input.asOf), signal })
        const count = 'values' in series ? series.values.length : series.openTimesMs.length
        return { asset: input.asset, source: input.source, bars: await evidence.put(series), count }
      } finally {
        clearInterval(timer)
      }
    },

    /**
     * Examine the market data: every irregularity is named, replaced by the second source or excluded.
     *
     * Reads: configuration, ingested bars and implied volatility. Writes: the snapshot. Idempotency key: its content hash.
     */
    async assessSnapshot(input: {
      asOf: string
      configuration: ClaimCheck
      series: readonly IngestedSeries[]
      failures: readonly FailedSeries[]
    }): Promise<SnapshotSummary> {
      const config = await load(input.configuration, marketConfigSchema)
      const ingested = byKind(config, input.series)
      const [series, implied] = await Promise.all([
        Promise.all(ingested.bars.map(async ({ asset, bars }) => ({ asset, bars: await load(bars, barSeriesSchema) }))),
        Promise.all(
          ingested.implied.map(async ({ asset, source, bars }) => ({
            asset,
            source,
            values: await load(bars, impliedSeriesSchema),
          })),
        ),
      ])
      const snapshot = snapshotFrom({ config, asOf: input.asOf, series, implied, failures: plainFailures(input.failures) })
      return {
        snapshot: await evidence.put(snapshot),
        findings: snapshot.assets.reduce((sum, { findings }) => sum + findings.length, 0),
        excluded: snapshot.assets.filter(({ excludedBecause }) => excludedBecause !== null).map(({ asset }) => asset),
      }
    },

    /**
     * Read live parameters, oracle prices and every position at one block.
     *
     * Reads: the chain at its latest block, the witness, the index of borrowers. Writes: the state and the index.
     * Idempotency key: their content hashes.
     */
    async readMarketState({ market }: { market: MarketId }): Promise<ClaimCheck> {
      const { state } = await readState(dependencies, market, { onProgress: beat })
      return evidence.put(state)
    },

    /**
     * Run models and guardrails on the evidence alone, on the compute pool.
     *
     * Reads: snapshot, state, configuration, the backtest that it names. Writes: that backtest, recommendation and evidence manifest. Idempotency key: their content hashes.
     */
    async computeRecommendation(input: {
      market: MarketId
      asOf: string
      configuration: ClaimCheck
      series: readonly IngestedSeries[]
      failures: readonly FailedSeries[]
      snapshot: ClaimCheck
      state: ClaimCheck
    }): Promise<RecommendationSummary> {
      const [config, snapshot, state] = await Promise.all([
        load(input.configuration, marketConfigSchema),
        load(input.snapshot, marketSnapshotSchema),
        load(input.state, chainStateSchema),
      ])
      const { backtestFile } = marketRuntime(dependencies, input.market)
      const ingested = byKind(config, input.series)
      const implied = ingested.implied.map(({ asset, source, bars }) => ({ asset, source, values: bars }))
      const manifest: EvidenceManifest = {
        version: 1,
        market: config.id,
        asOf: input.asOf,
        configuration: input.configuration,
        series: ingested.bars.map(({ asset, source, bars }) => ({ asset, source, bars })),
        ...(config.impliedVolatility === undefined ? {} : { implied }),
        failures: plainFailures(input.failures),
        snapshot: input.snapshot,
        state: input.state,
        ...(backtestFile === undefined ? {} : { backtest: await evidence.put(await readBacktest(backtestFile, config.id)) }),
      }
      const { compute } = dependencies
      const signal = Context.current().cancellationSignal
      const recommendation = await computeRecommendation({ compute, config, snapshot, state, signal })
      return {
        manifest: await evidence.put(manifest),
        recommendation: await evidence.put(recommendation),
        changes: policyOf(recommendation.policy).changes(recommendation),
      }
    },

    /** List the market's proposals that are not over. Reads: the engine's visibility store. Writes nothing. */
    async listLiveProposals({ market }: { market: MarketId }): Promise<string[]> {
      return (await dependencies.listLiveProposals(market)).map(({ workflowId }) => workflowId)
    },

    /**
     * Turn a recommendation into bytes: calls, the route's steps, ids and hashes, all bound together.
     *
     * Reads: evidence, the route's state and the target's contracts at the latest block; the Safe's queue where a Transaction
     * Service is configured, so that the nonce is one that nothing queued has. Writes: what the chain
     * said, and the proposal, so that both can be computed again from the evidence alone.
     * Idempotency key: the proposal id, which is its content.
     */
    async draftProposal(input: {
      market: MarketId
      scheduledAt: string
      manifest: ClaimCheck
      recommendation: ClaimCheck
    }): Promise<Proposal> {
      const { chain, service } = marketRuntime(dependencies, input.market)
      const genesisHash = await assertChain(chain)
      const recommendation = await load(input.recommendation, policyRecommendationSchema)
      const manifest = await load(input.manifest, evidenceManifestSchema)
      const [config, state] = await Promise.all([
        load(manifest.configuration, marketConfigSchema),
        load(manifest.state, chainStateSchema),
      ])
      const { value: contracts, block } = await runReadPlan(chain.client, targetFor(config.target).contractsPlan(), {
        onProgress: beat,
      })
      const route = routeFor(config.route)
      const { value: onChain } = await runReadPlan(chain.client, route.statePlan(), { block, onProgress: beat })
      const { signing } = route
      const routeState =
        signing === null || service === undefined || service === null
          ? onChain
          : signing.withNonce(onChain, await nextNonce(service, signing.safeOf(onChain)))
      const drafting = { contracts, routeState, scheduledAt: input.scheduledAt, genesisHash, draftedAt: block }
      const proposal = buildProposal({
        recommendation,
        recommendationClaim: input.recommendation,
        evidence: input.manifest,
        config,
        state,
        ...drafting,
      })
      await assertSameSafeTransaction(chain, proposal.route.rounds)
      await Promise.all([evidence.put(draftingOf(drafting)), evidence.put(proposal)])
      return proposalSchema.parse(proposal)
    },
  }
}

function plainFailures(failures: readonly FailedSeries[]): EvidenceManifest['failures'] {
  return failures.map(({ asset, source, message }) => ({ asset, source, message }))
}

/** Tell bars from implied volatility: no two sources of a market have one name. */
function byKind({ impliedVolatility = [] }: MarketConfig, series: readonly IngestedSeries[]) {
  const isImplied = ({ source }: IngestedSeries) => impliedVolatility.some(({ name }) => name === source)
  return { bars: series.filter((one) => !isImplied(one)), implied: series.filter(isImplied) }
}
