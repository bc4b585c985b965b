import { durationMs } from '../../core/durationMs.js'
import type { MarketId } from '../../core/units/marketId.js'
import type { BarSeries } from '../market/barSeries.js'
import type { CollateralParameters, MarketState } from '../market/marketState.js'
import { changes } from '../policy/changes.js'
import type { GuardrailConfig } from '../policy/guardrailConfig.js'
import type { ModelConfig } from '../policy/modelConfig.js'
import { recommend } from '../policy/recommend.js'
import type { RecommendAsset } from '../policy/recommendAsset.js'
import { assessMarket } from '../quality/assessMarket.js'
import type { QualityConfig } from '../quality/qualityConfig.js'
import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { barsUntil } from './barsUntil.js'

/** A policy, the history to replay it over, and how fast its proposals are carried out. */
export interface ReplayInput {
  readonly market: MarketId
  readonly assets: readonly ReplayAsset[]
  readonly models: ModelConfig
  readonly guardrails: GuardrailConfig
  readonly quality: QualityConfig
  /** First and last decision, milliseconds since the epoch. */
  readonly fromMs: number
  readonly toMs: number
  /** Time between two recalibrations: `1d`. */
  readonly every: string
  /** Time from a recommendation to its execution, signatures and timelock together: `2d`; null executes at once. */
  readonly executionDelay: string | null
}

/** One reserve of the replay. */
export interface ReplayAsset extends RecommendAsset {
  /** Daily bars, one series a source, in order of precedence; they may reach beyond the replay, and are not read there. */
  readonly series: readonly BarSeries[]
  /** Parameters in force at the start, as set-up left them: no cooldown runs from them. */
  readonly initial: CollateralParameters
}

/** What was in force after one decision. */
export interface ReplayStep {
  readonly atMs: number
  readonly assets: readonly ReplayedAsset[]
}

/** One asset after one decision. */
export interface ReplayedAsset {
  readonly asset: string
  /** In force on the replay's chain from `atMs` on. */
  readonly parameters: CollateralParameters
  /** What the models asked for; null where they had no say, or a proposal was under way. */
  readonly target: CollateralParameters | null
  /** Whether `parameters` differ from those of the step before. */
  readonly isChanged: boolean
}

/**
 * Replay the whole policy over history: quality stage, models, guardrails and cooldowns, from the data known at each step alone.
 *
 * At each step the bars closed by then go through the quality stage and `recommend`, against a state of the chain whose parameters are
 * those that the replay itself executed last, at the time it did. A proposal that is under way keeps others back until it is executed.
 * The replayed market has no accounts: the guardrail on debt that a change itself makes liquidatable never binds. The joint scenarios of
 * the report decide nothing, so few are drawn.
 *
 * @returns one step a decision, computed as it is asked for: a caller can show progress, or stop.
 * @throws {InvalidParameterError} when the replay ends before it begins.
 * @throws what `assessMarket` and `recommend` throw.
 */
export function* replayPolicy(input: ReplayInput): Generator<ReplayStep, void, undefined> {
  const { market, models, guardrails, quality, fromMs, toMs } = input
  if (!(toMs >= fromMs)) throw new InvalidParameterError({ parameter: 'toMs', value: toMs, demand: `at least fromMs, ${fromMs}` })
  const delayMs = input.executionDelay === null ? 0 : durationMs(input.executionDelay)
  const quick = { ...models, scenarioCount: 100 }
  const chain = new Map<string, ChainEntry>(
    input.assets.map(({ asset, initial }) => [asset, { parameters: initial, changedAtMs: null }]),
  )
  let pending: Pending | null = null
  for (let atMs = fromMs; atMs <= toMs; atMs += durationMs(input.every)) {
    const changed = new Set<string>()
    const targets = new Map<string, CollateralParameters | null>()
    if (pending !== null && pending.executesAtMs <= atMs) {
      execute(chain, pending, changed)
      pending = null
    }
    if (pending === null) {
      const snapshot = assessMarket({
        market,
        asOf: new Date(atMs).toISOString(),
        assets: input.assets.map(({ asset, series }) => ({
          asset,
          series: series.map((bars) => barsUntil(bars, atMs)).filter(({ openTimesMs }) => openTimesMs.length > 0),
          failures: [],
        })),
        config: quality,
      })
      const state = stateOf(market, chain, atMs)
      const recommendation = recommend({ snapshot, state, models: quick, guardrails, assets: input.assets })
      for (const { asset, target } of recommendation.assets) targets.set(asset, target)
      const moves = changes(recommendation)
      if (moves.length > 0) pending = { executesAtMs: atMs + delayMs, moves }
    }
    if (pending !== null && pending.executesAtMs <= atMs) {
      execute(chain, pending, changed)
      pending = null
    }
    yield {
      atMs,
      assets: [...chain].map(([asset, { parameters }]) => ({
        asset,
        parameters,
        target: targets.get(asset) ?? null,
        isChanged: changed.has(asset),
      })),
    }
  }
}

interface ChainEntry {
  parameters: CollateralParameters
  changedAtMs: number | null
}

interface Pending {
  readonly executesAtMs: number
  readonly moves: readonly { readonly asset: string; readonly proposed: CollateralParameters }[]
}

function execute(chain: ReadonlyMap<string, ChainEntry>, { executesAtMs, moves }: Pending, changed: Set<string>): void {
  for (const { asset, proposed } of moves) {
    const entry = chain.get(asset) as ChainEntry
    entry.parameters = proposed
    entry.changedAtMs = executesAtMs
    changed.add(asset)
  }
}

const ZERO_HASH = `0x${'0'.repeat(64)}` as const

function stateOf(market: MarketId, chain: ReadonlyMap<string, ChainEntry>, atMs: number): MarketState {
  return {
    market,
    chainId: 1,
    block: { number: '0', hash: ZERO_HASH, timestampSeconds: Math.floor(atMs / 1_000) },
    reserves: [...chain].map(([asset, { parameters, changedAtMs }], i) => ({
      asset,
      address: `0x${(i + 1).toString(16).padStart(40, '0')}`,
      decimals: 18,
      parameters,
      supplyCap: '0',
      borrowCap: '0',
      isActive: true,
      isFrozen: false,
      isPaused: false,
      price: '1',
      priceDecimals: 0,
      totalSupplied: '0',
      totalDebt: '0',
      lastChangedAtSeconds: changedAtMs === null ? null : Math.floor(changedAtMs / 1_000),
    })),
    eModes: [],
    positions: [],
  }
}
