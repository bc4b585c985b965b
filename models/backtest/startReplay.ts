import { durationMs } from '../../core/duration.js'
import type { MarketId } from '../../core/units/marketId.js'
import type { MarketSnapshot } from '../data/marketSnapshot.js'
import { bps } from '../../core/units/bps.js'
import type { Book } from '../book/book.js'
import type { AssetForecast } from '../policy/collateral/assetForecast.js'
import { movedAssets, type MovedAsset } from '../policy/collateral/recommendation.js'
import { type CollateralParameters, type Parameter, PARAMETERS } from '../policy/collateral/parameter.js'
import { recommend } from '../policy/collateral/recommend.js'
import type { ReplayInput } from './replayInput.js'

/** What is known at one decision. */
export interface Decision {
  readonly atMs: number
  /** As `snapshotAt` gives it. */
  readonly snapshot: MarketSnapshot
  /** What `assetForecast` says of the snapshot's assets, by asset, where it was computed elsewhere; computed in the step otherwise. */
  readonly forecasts?: ReadonlyMap<string, AssetForecast>
}

/** What was in force after one decision. */
export interface ReplayStep {
  readonly atMs: number
  readonly assets: readonly ReplayedAsset[]
}

/** One asset after one decision. */
export interface ReplayedAsset {
  readonly asset: string
  /** In force on the replay's chain from `inForceSinceMs` on. */
  readonly parameters: CollateralParameters
  /** When they were executed: between the step before and this one where they are new; the replay's beginning where none was yet. */
  readonly inForceSinceMs: number
  /** What the models asked for; null where they had no say. */
  readonly target: CollateralParameters | null
  /** Whether `parameters` differ from those of the step before. */
  readonly isChanged: boolean
  /** Closes that the quality stage let through and the steps before did not have, as they were known now. */
  readonly closes: { readonly openTimesMs: readonly number[]; readonly close: readonly number[] }
}

/**
 * Begin a replay: a function that takes the decisions in ascending time and tells what was in force after each.
 *
 * Each decision runs `recommend` against a state of the chain whose parameters are those that the replay itself executed last, at the time
 * it did. A proposal that is under way keeps others back until it is executed. The replayed market has no accounts: the guardrail on debt
 * that a change itself makes liquidatable never binds. The joint scenarios of the report decide nothing, so few are drawn.
 *
 * @throws what `recommend` throws, from the function returned.
 */
export function startReplay({
  market,
  models,
  guardrails,
  assets,
  executionDelay,
  largestProduct,
}: Pick<ReplayInput, 'market' | 'models' | 'guardrails' | 'assets' | 'executionDelay' | 'largestProduct'>): (
  decision: Decision,
) => ReplayStep {
  const delayMs = executionDelay === null ? 0 : durationMs(executionDelay)
  const quick = { ...models, scenarioCount: 100 }
  const chain: Chain = new Map(
    assets.map(({ asset, initial }) => [asset, { parameters: initial, changedAtMs: { ltvBps: null, ltBps: null, lbBps: null } }]),
  )
  const lastSeenMs = new Map<string, number>()
  let pending: Pending | null = null
  let beganMs: number | null = null

  return ({ atMs, snapshot, forecasts }) => {
    beganMs ??= atMs
    const since = beganMs
    const changed = new Set<string>()
    const executeDue = () => {
      if (pending === null || pending.executesAtMs > atMs) return
      execute(chain, pending, changed)
      pending = null
    }
    executeDue()
    const state = { ...bookOf(market, chain, atMs), ...(largestProduct === undefined ? {} : { largestProduct }) }
    const recommendation = recommend({
      snapshot,
      state,
      models: quick,
      guardrails,
      assets,
      ...(forecasts === undefined ? {} : { forecasts }),
    })
    const targets = new Map(recommendation.assets.map(({ asset, target }) => [asset, target]))
    const moves = movedAssets(recommendation)
    if (pending === null && moves.length > 0) pending = { executesAtMs: atMs + delayMs, moves }
    executeDue()
    return {
      atMs,
      assets: [...chain].map(([asset, { parameters, changedAtMs }]) => ({
        asset,
        parameters,
        inForceSinceMs: lastOf(changedAtMs) ?? since,
        target: targets.get(asset) ?? null,
        isChanged: changed.has(asset),
        closes: newCloses(asset, snapshot, lastSeenMs),
      })),
    }
  }
}

type Chain = ReadonlyMap<string, ChainEntry>

interface ChainEntry {
  parameters: CollateralParameters
  /** When each parameter was moved last; null where it stands as at the beginning. */
  changedAtMs: Record<Parameter, number | null>
}

interface Pending {
  readonly executesAtMs: number
  readonly moves: readonly MovedAsset[]
}

function execute(chain: Chain, { executesAtMs, moves }: Pending, changed: Set<string>): void {
  for (const { asset, proposed } of moves) {
    const entry = chain.get(asset) as ChainEntry
    for (const name of PARAMETERS) if (entry.parameters[name] !== proposed[name]) entry.changedAtMs[name] = executesAtMs
    entry.parameters = proposed
    changed.add(asset)
  }
}

function newCloses(asset: string, { assets }: MarketSnapshot, lastSeenMs: Map<string, number>): ReplayedAsset['closes'] {
  const daily = assets.find((candidate) => candidate.asset === asset)?.daily
  if (daily === null || daily === undefined) return { openTimesMs: [], close: [] }
  const last = lastSeenMs.get(asset) ?? -Infinity
  const from = daily.openTimesMs.findIndex((openMs) => openMs > last)
  if (from < 0) return { openTimesMs: [], close: [] }
  lastSeenMs.set(asset, daily.openTimesMs.at(-1) as number)
  return { openTimesMs: daily.openTimesMs.slice(from), close: daily.close.slice(from) }
}

function lastOf(changedAtMs: ChainEntry['changedAtMs']): number | null {
  const known = Object.values(changedAtMs).filter((at) => at !== null)
  return known.length === 0 ? null : Math.max(...known)
}

function inSeconds(ms: number | null): number | null {
  return ms === null ? null : Math.floor(ms / 1_000)
}

const ZERO_HASH = `0x${'0'.repeat(64)}` as const

function bookOf(market: MarketId, chain: Chain, atMs: number): Book {
  return {
    market,
    chainId: 1,
    block: { number: '0', hash: ZERO_HASH, timestampSeconds: Math.floor(atMs / 1_000) },
    assets: [...chain].map(([asset, { parameters, changedAtMs }], i) => ({
      asset,
      address: `0x${(i + 1).toString(16).padStart(40, '0')}`,
      decimals: 18,
      price: '1',
      priceDecimals: 0,
      parameters: Object.fromEntries(PARAMETERS.map((name) => [name, String(parameters[name])])),
      lastChangedAtSeconds: Object.fromEntries(PARAMETERS.map((name) => [name, inSeconds(changedAtMs[name])])),
      terms: { ltBps: parameters.ltBps, lbBps: parameters.lbBps },
      liquidationProtocolFeeBps: bps(0),
      heldBecause: null,
      limits: [],
      totalDebt: '0',
    })),
    accounts: [],
  }
}
