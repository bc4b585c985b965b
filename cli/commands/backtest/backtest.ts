import { join } from 'node:path'
import { createComputePool } from '../../../activities/compute/createComputePool.js'
import { type LevelProgress, runBacktest } from '../../../client/runBacktest.js'
import { findMarket } from '../../../config/findMarket.js'
import type { ScheduleConfig } from '../../../config/scheduleConfig.js'
import { durationMs } from '../../../core/duration.js'
import type { Outcome } from '../../outcome.js'
import { table } from '../../output/table.js'
import { assertWritable, writeTexts } from '../../output/writeTexts.js'
import type { Session } from '../../session.js'
import { backtestPlots } from './backtestPlots.js'
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
  const { every, offsetMs } = rhythm(session, options, schedule)
  const [fromMs, toMs] = [Date.parse(options.from) + offsetMs, Date.parse(options.to) + offsetMs]
  const compute = createComputePool(options.threads === undefined ? {} : { threads: options.threads })
  const { result, leftOut } = await runBacktest({
    market,
    baseDir,
    environment: session.environment,
    compute,
    settings: { ...options, fromMs, toMs, every, hourlyFile: options.hourly },
    onProgress: progressLine(session, options.levels.length > 0),
  }).finally(() => compute.close())

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
      ...leftOut.map((asset) => `${asset} is left out: it has no usable history at --from. Choose a later date.`),
      `Written: ${files[1]}, the same as JSON, and ${files.length - 2} plots.`,
      'A market of the configuration that names the JSON file as its `backtest` shows this summary in every report.',
    ].join('\n'),
    json: { files, leftOut, result: { ...result, assets: result.assets.map(({ path: _, ...asset }) => asset) } },
  }
}

/** What the schedule says of time, unless the command line says otherwise; a cron line has no one interval. */
function rhythm({ note }: Session, { every }: BacktestOptions, schedule: ScheduleConfig | null) {
  if (every !== undefined) return { every, offsetMs: 0 }
  if (schedule?.cron !== undefined)
    note(`The schedule is the cron line ${schedule.cron}: replayed once a day; --every says otherwise.`)
  return { every: schedule?.every ?? '1d', offsetMs: schedule?.offset === undefined ? 0 : durationMs(schedule.offset) }
}

/** Tell a person how far it is: one line that renews itself, or one a tenth where nobody sees a line renewed. */
function progressLine({ terminal, note }: Session, isOneOfMany: boolean): (progress: LevelProgress) => void {
  let told = 0
  let level: number | null = null
  return ({ step, steps, atMs, tailProbability }) => {
    if (tailProbability !== level) told = 0
    level = tailProbability
    const prefix = isOneOfMany ? `tail probability ${tailProbability}, ` : ''
    const line = `${prefix}${new Date(atMs).toISOString().slice(0, 10)}: decision ${step} of ${steps}`
    if (terminal.isInteractive) terminal.writeErr(step === steps ? '\r\u001b[K' : `\r\u001b[K${line}`)
    else if (Math.floor((10 * step) / steps) > told) {
      told = Math.floor((10 * step) / steps)
      note(line)
    }
  }
}
