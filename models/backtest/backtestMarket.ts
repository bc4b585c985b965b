import type { BarSeries } from '../data/barSeries.js'
import { flattenConstants } from '../policy/collateral/parameter.js'
import { backtestAsset } from './backtestAsset.js'
import type { BacktestResult, BacktestTerms } from './backtestResult.js'
import { REFERENCE_TERMS } from './cohortBadDebt.js'
import { decisionTimes } from './decisionTimes.js'
import type { ReplayInput } from './replayInput.js'
import { replayPolicy } from './replayPolicy.js'
import type { ReplayStep } from './startReplay.js'

/** A policy, the history, and how its borrowers and liquidators behave. */
export interface BacktestInput extends ReplayInput {
  /** Hourly bars by asset, where there are any; liquidations are seen by the daily closes of the quality stage otherwise. */
  readonly hourly?: ReadonlyMap<string, BarSeries>
  /** Reference terms by default. */
  readonly terms?: BacktestTerms
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
 * @throws what {@link replayPolicy} and {@link judgeReplay} throw.
 */
export function* backtestMarket(input: BacktestInput): Generator<BacktestProgress, BacktestResult, undefined> {
  const total = decisionTimes(input).length
  const steps: ReplayStep[] = []
  for (const step of replayPolicy(input)) {
    steps.push(step)
    yield { step: steps.length, steps: total, atMs: step.atMs }
  }
  return judgeReplay(input, steps)
}

/**
 * Judge a finished replay: what every adjustable asset's prices did to the policy.
 *
 * @param steps - of `replayPolicy` on the same input, all of them.
 * @throws {SeriesTooShortError} when an adjustable asset has no bars, or the replay is shorter than the life of a cohort.
 */
export function judgeReplay(input: BacktestInput, steps: readonly ReplayStep[]): BacktestResult {
  const { market, models, guardrails, every, executionDelay, fromMs, toMs, terms = REFERENCE_TERMS } = input
  return {
    version: 1,
    market,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    isSynthetic: input.assets.some(({ series }) => series.some(({ isSynthetic }) => isSynthetic)),
    every,
    executionDelay,
    terms,
    assets: input.assets
      .filter(({ isAdjustable }) => isAdjustable)
      .map(({ asset }) => {
        const hourly = input.hourly?.get(asset)
        return backtestAsset({ asset, steps, models, terms, seed: models.seed, ...(hourly === undefined ? {} : { hourly }) })
      }),
    constants: flattenConstants({ models, guardrails }),
  }
}
