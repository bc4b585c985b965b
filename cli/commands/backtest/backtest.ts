import { join } from 'node:path'
import { computeBacktest } from '../../../activities/compute/computeBacktest.js'
import type { ComputePool } from '../../../activities/compute/computePool.js'
import { createComputePool } from '../../../activities/compute/createComputePool.js'
import { findMarket } from '../../../config/findMarket.js'
import type { ScheduleConfig } from '../../../config/scheduleConfig.js'
import { durationMs, durationText } from '../../../core/duration.js'
import type { BacktestProgress } from '../../../models/backtest/backtestMarket.js'
import { type BacktestResult, joinFrontiers } from '../../../models/backtest/backtestResult.js'
import { initialParameters } from '../../../models/backtest/initialParameters.js'
import type { ReplayAsset } from '../../../models/backtest/replayInput.js'
import { assertBacktested } from '../../../models/policy/registry.js'
import { SeriesTooShortError } from '../../../models/errors.js'
import type { MarketConfig } from '../../../proposals/marketConfig.js'
import { targetFor } from '../../../proposals/targets/registry.js'
import { routeOf } from '../../../proposals/routes/registry.js'
import type { Outcome } from '../../outcome.js'
import { table } from '../../output/table.js'
import { assertWritable, writeTexts } from '../../output/writeTexts.js'
import type { Session } from '../../session.js'
import { backtestPlots } from './backtestPlots.js'
import { readDaily, readHourly, readImpliedHistory } from './readHistory.js'
import { renderBacktest, SUMMARY_HEADER, summaryRows } from './renderBacktest.js'

/** Options of `backtest`. */
export interface BacktestOptions {
  /** ISO 8601 instants. */
  readonly from: string
  readonly to: string
  readonly out: string
  /** Path of a CSV file. */
  readonly hourly?: string
  /** Durations as `durationSchema` accepts them; `loanLife` in whole hours. */
  readonly every?: string
  readonly signingTime: string
  readonly loanLife: string
  readonly threads?: number
  /** Other tail probabilities to replay the policy with. */
  readonly levels: readonly number[]
}

/** Replay a market's configured policy over history and write what came of it: JSON, Markdown and plots. */
export async function backtest(session: Session, id: string | undefined, options: BacktestOptions): Promise<Outcome> {
  await assertWritable(join(options.out, 'backtest.json'))
  const { config, baseDir } = await session.load()
  const { market, schedule } = findMarket(config, id)
  assertBacktested(market.policy.kind)
  const { every, offsetMs } = rhythm(session, options, schedule)
  const [fromMs, toMs] = [Date.parse(options.from) + offsetMs, Date.parse(options.to) + offsetMs]
  const place = { market, baseDir, environment: session.environment, untilMs: toMs }
  const [daily, implied] = await Promise.all([readDaily(place), readImpliedHistory(place)])
  const hourly = options.hourly === undefined ? undefined : await readHourly({ market, file: options.hourly, untilMs: toMs })

  const { largestProduct } = targetFor(market.target)
  const policy = {
    ...(largestProduct === undefined ? {} : { largestProduct }),
    market: market.id,
    models: market.models,
    guardrails: market.guardrails,
    quality: market.quality,
    fromMs,
    every,
  }
  const replay = async (compute: ComputePool, tailProbability: number) => {
    const own = { ...policy, models: { ...market.models, tailProbability } }
    const { assets, leftOut } = startOf(market, { daily, implied }, own)
    const result = await computeBacktest({
      compute,
      input: {
        ...own,
        toMs,
        assets,
        executionDelay: durationText(
          durationMs(options.signingTime) + routeOf(market.route).minimumDelaySeconds(market.route) * 1_000,
        ),
        terms: {
          lifeHours: durationMs(options.loanLife) / HOUR_MS,
          delayHours: Math.ceil(market.models.horizonHours),
          slippage: market.models.slippage,
        },
        ...(hourly === undefined ? {} : { hourly }),
      },
      onProgress: progressLine(session, options.levels.length === 0 ? '' : `tail probability ${tailProbability}, `),
    })
    return { result, leftOut }
  }
  const compute = createComputePool(options.threads === undefined ? {} : { threads: options.threads })
  const { result, leftOut } = await replayLevels(market.models.tailProbability, options.levels, (level) =>
    replay(compute, level),
  ).finally(() => compute.close())

  const plots = result.assets.flatMap(backtestPlots).map(({ name, svg }) => ({ file: join(options.out, name), text: svg }))
  const files = await writeTexts([
    { file: join(options.out, 'backtest.json'), text: `${JSON.stringify(result, null, 2)}\n` },
    { file: join(options.out, 'backtest.md'), text: renderBacktest(result, leftOut) },
    ...plots,
  ])
  return {
    text: [
      table(
        SUMMARY_HEADER.map((header, i) => ({ header, align: i > 0 && i < 4 ? ('right' as const) : ('left' as const) })),
        summaryRows(result),
      ),
      '',
      ...leftOut.map((asset) => `${asset} is left out: the models do not speak of it at the start. Begin later.`),
      `Written: ${files[1]}, the same as JSON, and ${files.length - 2} plots.`,
      'A market of the configuration that names the JSON file as its `backtest` shows this summary in every report.',
    ].join('\n'),
    json: { files, leftOut, result: { ...result, assets: result.assets.map(({ path: _, ...asset }) => asset) } },
  }
}

const HOUR_MS = 3_600_000

/** Replay the configured policy, then the same at other tail probabilities, which are points of its frontier. */
async function replayLevels<R extends { readonly result: BacktestResult }>(
  configured: number,
  levels: readonly number[],
  replay: (level: number) => Promise<R>,
): Promise<R> {
  const first = await replay(configured)
  const others: BacktestResult[] = []
  for (const level of new Set(levels)) if (level !== configured) others.push((await replay(level)).result)
  return { ...first, result: joinFrontiers(first.result, others) }
}

interface History {
  readonly daily: Awaited<ReturnType<typeof readDaily>>
  readonly implied: Awaited<ReturnType<typeof readImpliedHistory>>
}

type Policy = Omit<Parameters<typeof initialParameters>[0], 'assets'>

/** Let every asset begin with what the models ask for; one that is not modelled then takes no part. */
function startOf(market: MarketConfig, { daily, implied }: History, policy: Policy) {
  const candidates = market.assets
    .filter(({ isAdjustable }) => isAdjustable)
    .map(({ symbol, isAdjustable, feedDeviationBps }) => ({
      asset: symbol,
      isAdjustable,
      feedDeviationBps,
      series: daily.get(symbol) ?? [],
      implied: implied.get(symbol) ?? [],
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

/** What the schedule says of time, unless the command line says otherwise; a cron line has no one interval. */
function rhythm({ note }: Session, { every }: BacktestOptions, schedule: ScheduleConfig | null) {
  if (every !== undefined) return { every, offsetMs: 0 }
  if (schedule?.cron !== undefined)
    note(`The schedule is the cron line ${schedule.cron}: replayed once a day; --every says otherwise.`)
  return { every: schedule?.every ?? '1d', offsetMs: schedule?.offset === undefined ? 0 : durationMs(schedule.offset) }
}

/** Tell a person how far it is: one line that renews itself, or one a tenth where nobody sees a line renewed. */
function progressLine({ terminal, note }: Session, prefix: string): (progress: BacktestProgress) => void {
  let told = 0
  return ({ step, steps, atMs }) => {
    const line = `${prefix}${new Date(atMs).toISOString().slice(0, 10)}: decision ${step} of ${steps}`
    if (terminal.isInteractive) terminal.writeErr(step === steps ? '\r\u001b[K' : `\r\u001b[K${line}`)
    else if (Math.floor((10 * step) / steps) > told) {
      told = Math.floor((10 * step) / steps)
      note(line)
    }
  }
}
