import type { BarSeries } from '../data/barSeries.js'
import { SeriesTooShortError } from '../errors.js'
import type { ModelConfig } from '../policy/modelConfig.js'
import { largestIncrease, peakToTrough } from '../procyclicality/measures.js'
import { bootstrapMeans, type QuantileBand } from '../statistics/bootstrap.js'
import { SEED_DAYS } from '../volatility/ewma.js'
import type { AssetBacktest, BacktestTerms, Coverage } from './backtestResult.js'
import { badDebtRatio, cohortBadDebt, lastOpening } from './cohortBadDebt.js'
import { continuousPrices, type ContinuousPrices } from './continuousPrices.js'
import { parametersInForce, type ParametersInForce } from './parametersInForce.js'
import type { ReplayedAsset, ReplayStep } from './startReplay.js'
import { tailCoverage } from './tailCoverage.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Mean block of the bootstrap in days: two lives of a cohort of the reference. */
const MEAN_BLOCK_DAYS = 60
const STATIC_STEP = 0.01
const LOWEST_STATIC = 0.3
const HIGHEST_STATIC = 0.93
/** Beside the policy's own: the levels that coverage is judged at in the literature. */
const COVERAGE_LEVELS = [0.975, 0.99]

/** A replayed policy and what one asset's prices did. */
export interface AssetBacktestInput {
  readonly asset: string
  /** Every step of the replay, ascending in time. */
  readonly steps: readonly ReplayStep[]
  /** Hourly bars that liquidations are seen by; the daily closes of the quality stage where there are none. */
  readonly hourly?: BarSeries
  readonly models: ModelConfig
  readonly terms: BacktestTerms
  readonly seed: number
}

/**
 * Judge a replayed policy by one asset's prices: bad debt against every constant, coverage, procyclicality.
 *
 * A cohort opens at every bar, at the loan-to-value in force; open loans are held against the threshold in force later, and sold with the
 * bonus in force then, as on chain. A constant keeps one threshold and one bonus for ever, and as much room between loan-to-value and
 * threshold as the policy has on average, so that the constant of the policy's mean threshold has its mean loan-to-value and mean bonus too.
 *
 * @throws {SeriesTooShortError} when the prices do not hold the life of one cohort within the replay.
 */
export function backtestAsset(input: AssetBacktestInput): AssetBacktest {
  const { asset, steps, models, terms, seed } = input
  const path = steps.flatMap(({ atMs, assets }) =>
    assets.filter((entry) => entry.asset === asset).map((entry): PathStep => ({ atMs, ...entry })),
  )
  const [fromMs, toMs] = [path[0]?.atMs ?? 0, path.at(-1)?.atMs ?? 0]
  const daily = dailyCloses(asset, path)
  const prices = continuousPrices(input.hourly ?? daily, fromMs, toMs)
  const barHours = prices.barMs / HOUR_MS
  const cohorts = lastOpening(prices.closes.length, terms, barHours) + 1
  if (cohorts < 1) {
    const observations = prices.closes.length
    throw new SeriesTooShortError({ what: `The backtest of ${asset}`, observations, required: observations - cohorts + 1 })
  }
  const inForce = parametersInForce(path, prices)
  const opensAt = Int32Array.from({ length: cohorts }, (_, bar) => bar)
  const badDebt = ({ ltvs, lts, bonuses }: ParametersInForce) => {
    const shares = cohortBadDebt({
      prices: prices.closes,
      thresholds: lts,
      loanToValues: ltvs,
      bonuses,
      opensAt,
      terms,
      barHours,
    })
    return byDay(shares, prices)
  }

  const [meanLt, meanLtv, meanBonus] = [inForce.lts, inForce.ltvs, inForce.bonuses].map((values) =>
    mean(values.subarray(0, cohorts)),
  ) as [number, number, number]
  const constantly = (lt: number) => {
    const filled = (value: number) => new Float64Array(prices.closes.length).fill(value)
    return badDebt({ ltvs: filled(lt - (meanLt - meanLtv)), lts: filled(lt), bonuses: filled(meanBonus) })
  }
  const thresholds = Array.from(
    { length: Math.round((HIGHEST_STATIC - LOWEST_STATIC) / STATIC_STEP) + 1 },
    (_, k) => LOWEST_STATIC + k * STATIC_STEP,
  ).filter((lt) => lt > meanLt - meanLtv)
  const [policy, same, ...constants] = [badDebt(inForce), constantly(meanLt), ...thresholds.map(constantly)] as [
    Float64Array,
    Float64Array,
    ...Float64Array[],
  ]

  const meanBlock = Math.min(MEAN_BLOCK_DAYS, Math.max(1, policy.length / 3))
  const { ratio, band } = badDebtRatio({ policy, baseline: same, meanBlock, seed })
  // Sums by day to basis points of debt, averaged over the cohorts.
  const inBpsOfDebt = (10_000 * policy.length) / cohorts
  const bands = bootstrapMeans({ columns: [policy, ...constants], meanBlock, seed }).map((means) => scaled(means, inBpsOfDebt))
  const badDebtBps = inBpsOfDebt * mean(policy)
  const frontier = thresholds.map((lt, k) => ({
    ltBps: Math.round(10_000 * lt),
    ltvBps: Math.round(10_000 * (lt - (meanLt - meanLtv))),
    badDebtBps: inBpsOfDebt * mean(constants[k] as Float64Array),
    badDebtBand: bands[k + 1] as QuantileBand,
  }))
  const found = {
    meanLtvBps: 10_000 * meanLtv,
    badDebtBps,
    badDebtBand: bands[0] as QuantileBand,
    staticBadDebtBps: inBpsOfDebt * mean(same),
  }
  const moves = path.flatMap(({ parameters, isChanged }, i) =>
    isChanged && i > 0 ? [parameters.ltBps - (path[i - 1] as PathStep).parameters.ltBps] : [],
  )
  return {
    asset,
    barHours,
    cohorts,
    meanLtBps: 10_000 * meanLt,
    meanLbBps: 10_000 * (1 + meanBonus),
    ...found,
    ratio,
    ratioBand: band,
    frontier,
    policyFrontier: [{ tailProbability: models.tailProbability, ...found }],
    staticLtvOfSameBadDebtBps: frontier.findLast((point) => point.badDebtBps <= badDebtBps)?.ltvBps ?? null,
    coverage: coverageOf(daily, fromMs, toMs, models),
    procyclicality: procyclicalityOf(path, fromMs, toMs),
    changes: { tightened: moves.filter((move) => move < 0).length, loosened: moves.filter((move) => move > 0).length },
    path: path.map(({ atMs, parameters, target }) => ({
      at: new Date(atMs).toISOString(),
      parameters,
      targetLtBps: target?.ltBps ?? null,
      close: closeAt(prices, atMs),
    })),
  }
}

type PathStep = ReplayedAsset & { readonly atMs: number }

/** The quality stage's closes, each as it was known at the first step that saw it. */
function dailyCloses(asset: string, path: readonly PathStep[]): Parameters<typeof continuousPrices>[0] {
  return {
    asset,
    interval: '1d',
    openTimesMs: path.flatMap(({ closes }) => closes.openTimesMs),
    close: path.flatMap(({ closes }) => closes.close),
  }
}

function coverageOf(daily: ReturnType<typeof dailyCloses>, fromMs: number, toMs: number, models: ModelConfig): Coverage[] {
  const { closes, firstCloseMs } = continuousPrices(daily, -Infinity, toMs)
  const required = Math.max(models.minimumDays, 2 * SEED_DAYS + 1)
  const from = Math.max(required - 1, Math.ceil((fromMs - firstCloseMs) / DAY_MS))
  if (from > closes.length - 2) return []
  const levels = [...new Set([...COVERAGE_LEVELS, models.tailProbability])].sort((a, b) => a - b)
  return levels.map((tailProbability) => {
    const { losses: _, ...coverage } = tailCoverage({ closes, from, config: { ...models, tailProbability } })
    return coverage
  })
}

/** Of the margin 1 - LT in force at the end of each day, whatever the time between two decisions. */
function procyclicalityOf(path: readonly PathStep[], fromMs: number, toMs: number): AssetBacktest['procyclicality'] {
  const days = { closes: new Float64Array(Math.floor((toMs - fromMs) / DAY_MS) + 1), firstCloseMs: fromMs, barMs: DAY_MS }
  const margins = parametersInForce(path, days).lts.map((lt) => 1 - lt)
  return {
    peakToTrough: peakToTrough(margins),
    largestFiveDayIncrease: margins.length > 5 ? largestIncrease(margins, 5) : 0,
  }
}

/** Sum over the cohorts of each day of opening: the bootstrap draws days. */
function byDay(badDebts: Float64Array, { firstCloseMs, barMs }: ContinuousPrices): Float64Array {
  const dayOf = (bar: number) => Math.floor((firstCloseMs + bar * barMs) / DAY_MS)
  const days = new Float64Array(dayOf(badDebts.length - 1) - dayOf(0) + 1)
  for (let bar = 0; bar < badDebts.length; bar++) {
    const day = dayOf(bar) - dayOf(0)
    days[day] = (days[day] as number) + (badDebts[bar] as number)
  }
  return days
}

function closeAt({ closes, firstCloseMs, barMs }: ContinuousPrices, atMs: number): number {
  const bar = Math.floor((atMs - firstCloseMs) / barMs)
  return closes[Math.min(closes.length - 1, Math.max(0, bar))] as number
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function scaled({ p05, p50, p95 }: QuantileBand, factor: number): QuantileBand {
  return { p05: factor * p05, p50: factor * p50, p95: factor * p95 }
}
