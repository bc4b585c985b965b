import { durationMs } from '../../core/durationMs.js'
import type { BarSeries } from '../market/barSeries.js'
import { flattenConstants } from '../policy/flattenConstants.js'
import { SeriesTooShortError } from '../returns/seriesTooShortError.js'
import { backtestAsset } from './backtestAsset.js'
import type { BacktestResult } from './backtestResult.js'
import { type LiquidationTerms, REFERENCE_TERMS } from './cohortBadDebt.js'
import { type ReplayInput, type ReplayStep, replayPolicy } from './replayPolicy.js'

/** A policy, the history, and how its borrowers and liquidators behave. */
export interface BacktestInput extends ReplayInput {
  /** Hourly bars by asset, where there are any; liquidations are seen by daily bars otherwise. */
  readonly hourly?: ReadonlyMap<string, BarSeries>
  /** Reference terms by default. */
  readonly terms?: LiquidationTerms
  /** Points that borrowers keep below the threshold, as a fraction; 0.03 by default. */
  readonly ltvGap?: number
}

/** How far a backtest is. */
export interface BacktestProgress {
  readonly step: number
  readonly steps: number
  readonly atMs: number
}

/**
 * Replay a policy over history and judge every adjustable asset by what its prices did.
 *
 * Pure and seeded: the same input gives the same result. Progress is yielded after each decision; the result is the generator's return value.
 *
 * @throws {SeriesTooShortError} when an adjustable asset has no bars, or the replay is shorter than the life of a cohort.
 * @throws what {@link replayPolicy} and {@link backtestAsset} throw.
 */
export function* backtestMarket(input: BacktestInput): Generator<BacktestProgress, BacktestResult, undefined> {
  const { market, models, guardrails, every, executionDelay, fromMs, toMs, terms = REFERENCE_TERMS, ltvGap = 0.03 } = input
  const total = Math.floor((toMs - fromMs) / durationMs(every)) + 1
  const steps: ReplayStep[] = []
  for (const step of replayPolicy(input)) {
    steps.push(step)
    yield { step: steps.length, steps: total, atMs: step.atMs }
  }
  const judged = input.assets.filter(({ isAdjustable }) => isAdjustable)
  return {
    version: 1,
    market,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    isSynthetic: input.assets.some(({ series }) => series.some(({ isSynthetic }) => isSynthetic)),
    every,
    executionDelay,
    terms: { ...terms, ltvGap },
    assets: judged.map(({ asset, series }) => {
      const [daily] = series
      if (daily === undefined)
        throw new SeriesTooShortError({ what: `The daily series of ${asset}`, observations: 0, required: 1 })
      const prices = input.hourly?.get(asset) ?? daily
      return backtestAsset({ asset, steps, prices, daily, models, terms, ltvGap, seed: models.seed })
    }),
    constants: flattenConstants({ models, guardrails }),
  }
}
