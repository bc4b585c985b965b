import type { Bar } from '../data/barSeries.js'
import { type Finding, makeFinding } from '../data/finding.js'
import type { QualityConfig } from './qualityConfig.js'
import { DAY_MS, dayOf, type SourceBars } from './sourceBars.js'

/**
 * Factors from 1 to 10 that units change by, others are these times a power of ten; and how far from them a log return may stand, since the
 * market moves while the unit changes. After more than a week a round factor says nothing any more.
 */
const OVERNIGHT = { factors: [1, 2, 2.5, 3, 4, 5, 10], tolerance: () => 0.05 }
const ACROSS_DAYS = { factors: [1, 2, 5, 10], tolerance: (days: number) => (days > 7 ? 0 : 0.1 * Math.sqrt(days)) }
/** So far may two jumps be from undoing each other, as a log return. */
const UNDO_TOLERANCE = 0.5

/**
 * Leave out what a source recorded before a jump that is no market's: another unit (redenomination, split), or another asset under the symbol.
 *
 * A jump is one that no day's range explains:
 *
 * - the ranges of two days in a row lie apart by more than `gapLogReturn`, where a market that never closes leaves no hole;
 * - where a range or days are missing, the closes differ by more than `jumpLogReturn` (LUNA: +12 across its relisting);
 * - the body of one bar is larger than that, is round, and both neighbours stand on its two ends: the unit changed during the day.
 *
 * By a round factor (100, 1/5 …) it is `redenomination`, whoever made it too: sources that do not adjust their history all show it. By another factor
 * a jump that another source made as well is a market's own: it stays, and is named where no day is missing (`priceJump`). One that no other
 * source made is `symbolReuse` beyond `jumpLogReturn`, or where another source has both days and no jump; else it stays, named. Bars between
 * two such jumps that undo each other within `recentWindow` days are of another scale and are left out by themselves.
 */
export function cutAtJumps({
  asset,
  source,
  others,
  config,
}: {
  asset: string
  source: SourceBars
  others: readonly SourceBars[]
  config: QualityConfig
}): { source: SourceBars; findings: Finding[] } {
  const findings: Finding[] = []
  const note = (given: Omit<Parameters<typeof makeFinding>[0], 'asset' | 'source' | 'field'>) =>
    findings.push(makeFinding({ ...given, asset, source: source.name, field: 'close' }))
  const judged = jumpsOf(source, config).map((jump) => ({ ...jump, verdict: judge(jump, others, config) }))
  for (const { verdict, ...jump } of judged) {
    if (verdict !== 'priceJump') continue
    const message = `${asset} ${dayOf(jump.after.openTimeMs)}: ${source.name} jumps ${describe(jump)}, which no day's range explains; it stays, since the factor is not round.`
    note({ kind: 'priceJump', atMs: jump.after.openTimeMs, observed: jump.logReturn, reference: jump.limit, message })
  }

  let kept = source.times
  let later: Jump | null = null
  const cuts = judged.filter(({ verdict }) => verdict === 'redenomination' || verdict === 'symbolReuse')
  for (const jump of cuts.reverse()) {
    const { after, logReturn, limit } = jump
    const atMs = after.openTimeMs
    if (later !== null && isUndone(jump, later, config)) {
      const end = later.after.openTimeMs
      const left = kept.filter((at) => at >= atMs && at < end)
      kept = kept.filter((at) => at < atMs || at >= end)
      const message = `${asset}: ${source.name} jumps ${describe(jump)}, and back by ${dayOf(end)}; the ${left.length} bars between are of another scale and are left out.`
      note({ kind: 'badPrint', atMs, observed: logReturn, reference: limit, action: 'excluded', message })
      later = null
      continue
    }
    if (later !== null) break
    later = jump
  }
  if (later === null) return { source: keep(source, kept), findings }

  const { after, before, logReturn, limit, isWithinBar } = later
  const { verdict: kind } = later as Jump & { verdict: 'redenomination' | 'symbolReuse' }
  const end = after.openTimeMs
  const left = kept.filter((at) => at < end)
  const because =
    kind === 'redenomination'
      ? 'a round factor is a change of unit, not a market'
      : `the limit is a log return of ${limit}, and no other source shows it`
  const whose = kind === 'redenomination' ? 'are in the old unit' : "are another asset's"
  const during = isWithinBar ? ` within the bar of ${dayOf(before.openTimeMs)}` : ''
  const message = `${asset} ${dayOf(end)}: ${source.name} jumps ${describe(later)}${during}; ${because}. The ${left.length} bars before it ${whose} and are left out.`
  note({ kind, severity: 'error', atMs: end, observed: logReturn, reference: limit, action: 'excluded', message })
  return {
    source: keep(
      source,
      kept.filter((at) => at >= end),
    ),
    findings,
  }
}

interface Jump {
  readonly before: Bar
  /** The first bar on the new level. */
  readonly after: Bar
  readonly logReturn: number
  readonly limit: number
  readonly days: number
  /** Whether `before` itself stands on both levels. */
  readonly isWithinBar: boolean
}

/** Find the jumps that no day's range explains, ascending in time. */
function jumpsOf({ times, bars: byTime }: SourceBars, { gapLogReturn, jumpLogReturn }: QualityConfig): Jump[] {
  const bars = times.map((at) => byTime.get(at) as Bar)
  const [gapFactor, jumpFactor] = [Math.exp(gapLogReturn), Math.exp(jumpLogReturn)]
  const isFar = (a: number, b: number) => a > b * jumpFactor || b > a * jumpFactor
  return bars.slice(1).flatMap((after, i): Jump[] => {
    const before = bars[i] as Bar
    const days = (after.openTimeMs - before.openTimeMs) / DAY_MS
    if (days > 1 || !hasRange(before) || !hasRange(after)) {
      if (!isFar(after.close, before.close)) return []
      return [{ before, after, logReturn: Math.log(after.close / before.close), limit: jumpLogReturn, days, isWithinBar: false }]
    }
    if (after.low > before.high * gapFactor || before.low > after.high * gapFactor) {
      return [{ before, after, logReturn: Math.log(after.open / before.close), limit: gapLogReturn, days, isWithinBar: false }]
    }
    if (!isFar(before.close, before.open)) return []
    const body = Math.log(before.close / before.open)
    const eve = bars[i - 1]
    const isHeld =
      eve !== undefined &&
      Math.abs(Math.log(before.open / eve.close)) < UNDO_TOLERANCE &&
      Math.abs(Math.log(after.open / before.close)) < UNDO_TOLERANCE
    if (!isHeld || !isRound(body, days)) return []
    return [{ before, after, logReturn: body, limit: jumpLogReturn, days, isWithinBar: true }]
  })
}

function judge(
  jump: Jump,
  others: readonly SourceBars[],
  { disagreement, jumpLogReturn }: QualityConfig,
): 'redenomination' | 'symbolReuse' | 'priceJump' | null {
  const { before, after, logReturn, days } = jump
  if (isRound(logReturn, days)) return 'redenomination'
  const agrees = ({ bars }: SourceBars, bar: Bar) =>
    Math.abs(bar.close / (bars.get(bar.openTimeMs)?.close ?? Number.NaN) - 1) <= disagreement
  if (others.some((other) => agrees(other, before) && agrees(other, after))) return days === 1 ? 'priceJump' : null
  const isContradicted = others.some(({ bars }) => bars.has(before.openTimeMs) && bars.has(after.openTimeMs))
  return isContradicted || Math.abs(logReturn) > jumpLogReturn ? 'symbolReuse' : 'priceJump'
}

function isRound(logReturn: number, days: number): boolean {
  const factor = Math.exp(Math.abs(logReturn))
  const power = 10 ** Math.floor(Math.log10(factor))
  const { factors, tolerance } = days > 1 ? ACROSS_DAYS : OVERNIGHT
  return factor > 1.5 && factors.some((round) => Math.abs(Math.log(factor / (round * power))) <= tolerance(days))
}

function isUndone(jump: Jump, later: Jump, { recentWindow }: QualityConfig): boolean {
  const days = (later.after.openTimeMs - jump.after.openTimeMs) / DAY_MS
  return days <= recentWindow && Math.abs(jump.logReturn + later.logReturn) <= UNDO_TOLERANCE
}

function hasRange({ high, low }: Bar): boolean {
  return high > low
}

function describe({ before, after, logReturn }: Jump): string {
  const factor = Number(Math.exp(Math.abs(logReturn)).toPrecision(4))
  return `by a factor of ${logReturn > 0 ? factor : `1/${factor}`} from ${dayOf(before.openTimeMs)} to ${dayOf(after.openTimeMs)} (a log return of ${logReturn.toFixed(2)})`
}

function keep(source: SourceBars, times: readonly number[]): SourceBars {
  if (times.length === source.times.length) return source
  return { ...source, times, bars: new Map(times.map((at) => [at, source.bars.get(at) as Bar])) }
}
