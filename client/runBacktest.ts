import { computeBacktest } from '../activities/compute/computeBacktest.js'
import type { ComputePool } from '../activities/compute/computePool.js'
import type { Environment } from '../config/environment.js'
import { durationMs, durationText } from '../core/duration.js'
import type { BacktestProgress } from '../models/backtest/backtestMarket.js'
import { type BacktestResult, joinFrontiers } from '../models/backtest/backtestResult.js'
import { initialParameters } from '../models/backtest/initialParameters.js'
import type { ReplayAsset } from '../models/backtest/replayInput.js'
import { SeriesTooShortError } from '../models/errors.js'
import { assertBacktested } from '../models/policy/registry.js'
import { modelAssets } from '../proposals/marketAssets.js'
import type { MarketConfig } from '../proposals/marketConfig.js'
import { routeOf } from '../proposals/routes/registry.js'
import { targetFor } from '../proposals/targets/registry.js'
import { readDaily, readHourly, readImpliedHistory } from './readHistory.js'

/** What a backtest replays, and under which terms. Durations are texts such as `36h`. */
export interface BacktestSettings {
  /** First and last recalibration, milliseconds since the epoch. */
  readonly fromMs: number
  readonly toMs: number
  /** Time between two recalibrations. */
  readonly every: string
  /** Time that the owners take to sign, before the timelock. */
  readonly signingTime: string
  /** Time that a borrower keeps a loan, in whole hours. */
  readonly loanLife: string
  /** Other tail probabilities to replay the policy with. */
  readonly levels: readonly number[]
  /** Path of a CSV file of hourly bars that liquidations are seen by; the daily ones by default. */
  readonly hourlyFile?: string | undefined
}

/** How far a replay is. */
export interface LevelProgress extends BacktestProgress {
  readonly tailProbability: number
}

/** What came of a backtest. */
export interface MarketBacktest {
  readonly result: BacktestResult
  /** Adjustable assets that have no usable history at the start: they take no part. */
  readonly leftOut: readonly string[]
}

const HOUR_MS = 3_600_000

/**
 * Replay a market's configured policy over the history of its sources, then at other tail probabilities, which are points of its frontier.
 *
 * Reads: the market's sources. Writes nothing.
 *
 * @param compute - closed by the caller
 * @throws {PolicyNotBacktested} when the market's policy cannot be replayed
 * @throws {SeriesTooShortError} when no asset has a usable history at the start
 * @throws what the sources throw
 */
export async function runBacktest({
  market,
  baseDir,
  environment,
  compute,
  settings,
  onProgress,
}: {
  readonly market: MarketConfig
  readonly baseDir: string
  readonly environment: Environment
  readonly compute: ComputePool
  readonly settings: BacktestSettings
  readonly onProgress: (progress: LevelProgress) => void
}): Promise<MarketBacktest> {
  assertBacktested(market.policy.kind)
  const { fromMs, toMs, every, hourlyFile } = settings
  const place = { market, baseDir, environment, untilMs: toMs }
  const [daily, implied] = await Promise.all([readDaily(place), readImpliedHistory(place)])
  const hourly = hourlyFile === undefined ? undefined : await readHourly({ market, file: hourlyFile, untilMs: toMs })
  const { models, guardrails, quality } = market
  const { largestProduct } = targetFor(market.target)
  const policy = {
    ...(largestProduct === undefined ? {} : { largestProduct }),
    ...{ market: market.id, models, guardrails, quality, fromMs, every },
  }
  const terms = {
    lifeHours: durationMs(settings.loanLife) / HOUR_MS,
    delayHours: Math.ceil(models.horizonHours),
    slippage: models.slippage,
  }
  const executionDelay = durationText(
    durationMs(settings.signingTime) + routeOf(market.route).minimumDelaySeconds(market.route) * 1_000,
  )
  const replay = async (tailProbability: number) => {
    const own = { ...policy, models: { ...models, tailProbability } }
    const { assets, leftOut } = startOf(market, { daily, implied }, own)
    const input = { ...own, toMs, assets, executionDelay, terms, ...(hourly === undefined ? {} : { hourly }) }
    const tell = (progress: BacktestProgress) => onProgress({ ...progress, tailProbability })
    return { result: await computeBacktest({ compute, input, onProgress: tell }), leftOut }
  }
  const { result, leftOut } = await replay(models.tailProbability)
  const others: BacktestResult[] = []
  for (const level of new Set(settings.levels)) if (level !== models.tailProbability) others.push((await replay(level)).result)
  return { result: joinFrontiers(result, others), leftOut }
}

interface History {
  readonly daily: Awaited<ReturnType<typeof readDaily>>
  readonly implied: Awaited<ReturnType<typeof readImpliedHistory>>
}

type Policy = Omit<Parameters<typeof initialParameters>[0], 'assets'>

/** Let every asset begin with what the models ask for; one that is not modelled then takes no part. */
function startOf(market: MarketConfig, { daily, implied }: History, policy: Policy) {
  const candidates = modelAssets(market)
    .filter(({ isAdjustable }) => isAdjustable)
    .map((settings) => ({
      ...settings,
      series: daily.get(settings.asset) ?? [],
      implied: implied.get(settings.asset) ?? [],
    }))
  const start = initialParameters({ ...policy, assets: candidates })
  const assets = candidates.flatMap((candidate): ReplayAsset[] => {
    const initial = start.get(candidate.asset) ?? null
    return initial === null ? [] : [{ ...candidate, initial }]
  })
  const leftOut = candidates.map(({ asset }) => asset).filter((asset) => !assets.some((kept) => kept.asset === asset))
  if (assets.length === 0) {
    const observations = Math.max(0, ...candidates.flatMap(({ series }) => series.map(({ close }) => close.length)))
    throw new SeriesTooShortError({
      what: `Every asset of ${market.id} at the start of the backtest`,
      observations,
      required: market.models.minimumDays,
    })
  }
  return { assets, leftOut }
}
