import type { Bar } from '../data/barSeries.js'
import { type Finding, makeFinding } from '../data/finding.js'
import type { QualityConfig } from './qualityConfig.js'
import { DAY_MS, dayOf, type SourceBars } from './sourceBars.js'

/** Equal closes in a row from which on they are no coincidence. */
const STUCK_RUN = 3
/** Days on either side in which close-only bars are counted, and how many of them are no coincidence. */
const NEAR_DAYS = 3
const NEAR_CLOSE_ONLY = 3
/** Share of bars with volume from which on a source is taken to state it, so that a bar without is an exception. */
const STATES_VOLUME = 0.9

/**
 * Take out the bars of a source that tell no price: a copy of the bar before, a close that stands still for three bars, or one that is
 * the close before it on a bar without range or without volume.
 *
 * The models would read a stuck feed as a calm market. What is left out counts as missing. Where the source's closes hardly move at all
 * (`peggedMove`), a close that stands still, or a bar like
 * the one before, is an ordinary day.
 *
 * @returns the source without them, and one finding for each run of them.
 */
export function dropStuckBars({ asset, source, config }: { asset: string; source: SourceBars; config: QualityConfig }): {
  source: SourceBars
  findings: Finding[]
} {
  const { name, times } = source
  const bars = times.map((at) => source.bars.get(at) as Bar)
  const statesVolume = hasVolume(bars)
  const equalCloses = runLengths(bars, (bar, before) => bar.close === before.close)
  const isStuck = bars.map((bar, i) => {
    const before = bars[i - 1]
    if (before === undefined || bar.close !== before.close) return false
    const isCopy = bar.open === before.open && bar.high === before.high && bar.low === before.low
    if (isFlat(bar) || (statesVolume && bar.volumeUsd === 0)) return true
    return (isCopy || (equalCloses[i] as number) >= STUCK_RUN) && !hardlyMoves(bars, config)
  })
  if (!isStuck.includes(true)) return { source, findings: [] }
  const findings = runsOf(times.filter((_, i) => isStuck[i])).map(({ from, to, count }) =>
    makeFinding({
      kind: 'uninformative',
      asset,
      source: name,
      atMs: from,
      observed: count,
      action: 'excluded',
      message: `${asset}: ${name} stands still ${span(from, to, count)}: the close is the one before, without a move of its own; left out.`,
    }),
  )
  const kept = times.filter((_, i) => !isStuck[i])
  return { source: { ...source, times: kept, bars: new Map(kept.map((at) => [at, source.bars.get(at) as Bar])) }, findings }
}

/**
 * Tell which bars of a source have a close and nothing else, by their opening instants, and how that shows.
 *
 * A bar without range is flat (its four prices are one), was not traded (volume 0 where the source states volume), or is close-only: its high
 * and low are its open and close. One close-only bar can be a real day, so it counts when it is the last one, or one of three in seven days.
 * A range estimator reads each of them as a day on which nothing happened between open and close.
 */
export function rangelessBars({ times, bars: byTime }: SourceBars, config: QualityConfig): ReadonlyMap<number, string> {
  const bars = times.map((at) => byTime.get(at) as Bar)
  const statesVolume = hasVolume(bars)
  let closeOnly = bars.map(
    ({ open, high, low, close }) => high === Math.max(open, close) && low === Math.min(open, close) && high > low,
  )
  if (closeOnly.includes(true) && hardlyMoves(bars, config)) closeOnly = []
  const found = new Map<number, string>()
  for (const [i, bar] of bars.entries()) {
    const { openTimeMs, volumeUsd } = bar
    if (isFlat(bar)) found.set(openTimeMs, `its four prices are one, ${bar.close}`)
    else if (statesVolume && volumeUsd === 0) found.set(openTimeMs, 'its volume is 0')
    else if (closeOnly[i]) {
      const near = closeOnly.slice(Math.max(0, i - NEAR_DAYS), i + NEAR_DAYS + 1).filter(Boolean).length
      const isLast = i === bars.length - 1
      if (isLast || near >= NEAR_CLOSE_ONLY) found.set(openTimeMs, 'its high and low are its open and close')
    }
  }
  return found
}

/** Make one finding for each run of a source's bars without range that keep their open, high and low. */
export function rangelessFindings({
  asset,
  source,
  times,
  severity,
}: {
  asset: string
  source: string
  /** Opening instants, ascending. */
  times: readonly number[]
  severity: 'info' | 'warning'
}): Finding[] {
  return runsOf(times).map(({ from, to, count }) => {
    const done =
      severity === 'info' ? 'there it confirms the close only' : 'no other source has the range, so it is kept as it is'
    const message = `${asset}: ${source} does not show the day's range ${span(from, to, count)} (flat, close-only or without volume); ${done}.`
    return makeFinding({ kind: 'uninformative', severity, asset, source, atMs: from, observed: count, message })
  })
}

/** Leave out a source's bars without range, or give null where nothing is left. */
export function withoutRangeless(source: SourceBars, config: QualityConfig): SourceBars | null {
  const rangeless = rangelessBars(source, config)
  if (rangeless.size === 0) return source
  const times = source.times.filter((at) => !rangeless.has(at))
  if (times.length === 0) return null
  return { ...source, times, bars: new Map(times.map((at) => [at, source.bars.get(at) as Bar])) }
}

function isFlat({ open, high, low, close }: Bar): boolean {
  return high === low && open === close
}

function hasVolume(bars: readonly Bar[]): boolean {
  return bars.filter(({ volumeUsd }) => volumeUsd > 0).length >= STATES_VOLUME * bars.length
}

function hardlyMoves(bars: readonly Bar[], { peggedMove }: QualityConfig): boolean {
  const moves = bars.slice(1).map(({ close }, i) => Math.abs(Math.log(close / (bars[i] as Bar).close)))
  return moves.reduce((sum, move) => sum + move, 0) < peggedMove * moves.length
}

/** For each bar, how many bars the run has that it belongs to: neighbours that are alike. */
function runLengths(bars: readonly Bar[], isAlike: (bar: Bar, before: Bar) => boolean): number[] {
  const lengths = new Array<number>(bars.length).fill(1)
  let start = 0
  for (let i = 1; i <= bars.length; i++) {
    const bar = bars[i]
    if (bar !== undefined && isAlike(bar, bars[i - 1] as Bar)) continue
    lengths.fill(i - start, start, i)
    start = i
  }
  return lengths
}

interface Run {
  readonly from: number
  to: number
  count: number
}

function runsOf(times: readonly number[]): Run[] {
  const runs: Run[] = []
  for (const at of times) {
    const last = runs.at(-1)
    if (last !== undefined && at - last.to === DAY_MS) {
      last.to = at
      last.count++
    } else runs.push({ from: at, to: at, count: 1 })
  }
  return runs
}

function span(from: number, to: number, count: number): string {
  return count === 1 ? `on ${dayOf(from)}` : `on ${count} days from ${dayOf(from)} to ${dayOf(to)}`
}
