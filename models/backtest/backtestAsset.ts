import type { BarSeries } from '../market/barSeries.js'
import type { ModelConfig } from '../policy/modelConfig.js'
import { largestIncrease } from '../procyclicality/largestIncrease.js'
import { peakToTrough } from '../procyclicality/peakToTrough.js'
import { SeriesTooShortError } from '../returns/seriesTooShortError.js'
import { bootstrapDistribution } from '../uncertainty/bootstrapDistribution.js'
import { quantileBand } from '../uncertainty/quantileBand.js'
import { SEED_DAYS } from '../volatility/seedDays.js'
import { badDebtRatio } from './badDebtRatio.js'
import type { AssetBacktest, Coverage } from './backtestResult.js'
import { cohortBadDebt, lastOpening, type LiquidationTerms } from './cohortBadDebt.js'
import { continuousPrices } from './continuousPrices.js'
import type { ReplayStep } from './replayPolicy.js'
import { tailCoverage } from './tailCoverage.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Mean block of the bootstrap in days: two lives of a cohort. */
const MEAN_BLOCK_DAYS = 60
const STATIC_STEP = 0.01
const LOWEST_STATIC = 0.3
const HIGHEST_STATIC = 0.93

/** A replayed policy and what one asset's prices did. */
export interface AssetBacktestInput {
  readonly asset: string
  /** Every step of the replay, ascending in time. */
  readonly steps: readonly ReplayStep[]
  /** Bars that liquidations are seen by: hourly where there are any, else daily. */
  readonly prices: BarSeries
  /** Daily bars that the tail forecasts are judged by. */
  readonly daily: BarSeries
  readonly models: ModelConfig
  readonly terms: LiquidationTerms
  /** Points that borrowers keep below the threshold, as a fraction: 0.03. */
  readonly ltvGap: number
  readonly seed: number
}

/**
 * Judge a replayed policy by one asset's prices: bad debt against every static threshold, coverage, procyclicality.
 *
 * A cohort opens at every bar, at the threshold in force less the gap, under the policy and under each static threshold alike; open loans
 * are held against the threshold in force later, as on chain.
 *
 * @throws {SeriesTooShortError} when the prices do not hold the life of one cohort within the replay.
 * @throws {InvalidSeriesValueError} when a threshold is not above the gap.
 */
export function backtestAsset(input: AssetBacktestInput): AssetBacktest {
  const { asset, steps, models, terms, ltvGap, seed } = input
  const rows = steps.map(({ atMs, assets }) => ({ atMs, entry: assets.find((candidate) => candidate.asset === asset) }))
  const path = rows.flatMap(({ atMs, entry }) => (entry === undefined ? [] : [{ atMs, ...entry }]))
  const [fromMs, toMs] = [path[0]?.atMs ?? 0, path.at(-1)?.atMs ?? 0]
  const { closes, firstCloseMs, barMs } = continuousPrices(input.prices, fromMs, toMs)
  const barHours = barMs / HOUR_MS
  const cohorts = lastOpening(closes.length, terms, barHours) + 1
  if (cohorts < 1) {
    const required = closes.length - cohorts + 1
    throw new SeriesTooShortError({ what: `The backtest of ${asset}`, observations: closes.length, required })
  }
  let at = 0
  const thresholds = Float64Array.from(closes, (_, bar) => {
    while (at + 1 < path.length && (path[at + 1]?.atMs as number) <= firstCloseMs + bar * barMs) at++
    return (path[at]?.parameters.ltBps as number) / 10_000
  })
  const opensAt = Int32Array.from({ length: cohorts }, (_, bar) => bar)
  const badDebt = (levels: Float64Array) =>
    cohortBadDebt({ prices: closes, thresholds: levels, loanToValues: levels.map((lt) => lt - ltvGap), opensAt, terms, barHours })
  const badDebtOfStatic = (lt: number) => badDebt(new Float64Array(closes.length).fill(lt))

  const meanLt = mean(thresholds.subarray(0, cohorts))
  const policy = byDay(badDebt(thresholds), firstCloseMs, barMs)
  const same = byDay(badDebtOfStatic(meanLt), firstCloseMs, barMs)
  const meanBlock = Math.min(MEAN_BLOCK_DAYS, Math.max(1, policy.length / 3))
  const { ratio, band } = badDebtRatio({ policy, baseline: same, meanBlock, seed })
  const count = Math.round((HIGHEST_STATIC - LOWEST_STATIC) / STATIC_STEP) + 1
  const frontier = Array.from({ length: count }, (_, k) => {
    const lt = LOWEST_STATIC + k * STATIC_STEP
    return { ltBps: inBps(lt), ltvBps: inBps(lt - ltvGap), badDebtBps: 10_000 * mean(badDebtOfStatic(lt)) }
  })
  const badDebtBps = 10_000 * mean(badDebt(thresholds))
  const inBpsOfDebt = (days: Float64Array) => (10_000 * mean(days) * days.length) / cohorts
  const draws = bootstrapDistribution({ values: policy, statistic: inBpsOfDebt, replications: 1_000, meanBlock, seed })
  const closeAt = (atMs: number) =>
    closes[Math.min(closes.length - 1, Math.max(0, Math.floor((atMs - firstCloseMs) / barMs)))] as number
  const margins = path.map(({ parameters }) => 1 - parameters.ltBps / 10_000)
  const moves = path.flatMap(({ parameters, isChanged }, i) =>
    isChanged && i > 0 ? [parameters.ltBps - (path[i - 1]?.parameters.ltBps as number)] : [],
  )
  return {
    asset,
    barHours,
    cohorts,
    meanLtBps: 10_000 * meanLt,
    meanLtvBps: 10_000 * (meanLt - ltvGap),
    badDebtBps,
    badDebtBand: quantileBand(draws),
    staticBadDebtBps: 10_000 * mean(badDebtOfStatic(meanLt)),
    ratio,
    ratioBand: band,
    frontier,
    staticLtvOfSameBadDebtBps: frontier.findLast((point) => point.badDebtBps <= badDebtBps)?.ltvBps ?? null,
    coverage: coverageOf(input, fromMs, toMs, models),
    procyclicality: {
      peakToTrough: peakToTrough(margins),
      largestFiveDayIncrease: path.length > 5 ? largestIncrease(margins, 5) : 0,
    },
    changes: { tightened: moves.filter((move) => move < 0).length, loosened: moves.filter((move) => move > 0).length },
    path: path.map(({ atMs, parameters, target }) => ({
      at: new Date(atMs).toISOString(),
      parameters,
      targetLtBps: target?.ltBps ?? null,
      close: closeAt(atMs),
    })),
  }
}

function coverageOf({ daily }: AssetBacktestInput, fromMs: number, toMs: number, models: ModelConfig): Coverage[] {
  const { closes, firstCloseMs } = continuousPrices(daily, -Infinity, toMs)
  const required = Math.max(models.minimumDays, 2 * SEED_DAYS + 1)
  const from = Math.max(required - 1, Math.ceil((fromMs - firstCloseMs) / DAY_MS))
  if (from > closes.length - 2) return []
  const levels = [...new Set([0.975, 0.99, models.tailProbability])].sort((a, b) => a - b)
  return levels.map((tailProbability) => {
    const { losses: _, ...coverage } = tailCoverage({ closes, from, config: { ...models, tailProbability } })
    return coverage
  })
}

/** Sum over the cohorts of each day of opening: the bootstrap draws days. */
function byDay(badDebts: Float64Array, firstCloseMs: number, barMs: number): Float64Array {
  const dayOf = (bar: number) => Math.floor((firstCloseMs + bar * barMs) / DAY_MS)
  const days = new Float64Array(dayOf(badDebts.length - 1) - dayOf(0) + 1)
  for (let bar = 0; bar < badDebts.length; bar++) {
    const day = dayOf(bar) - dayOf(0)
    days[day] = (days[day] as number) + (badDebts[bar] as number)
  }
  return days
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function inBps(fraction: number): number {
  return Math.round(fraction * 10_000)
}
