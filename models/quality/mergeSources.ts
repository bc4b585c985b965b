import type { Bar } from '../data/barSeries.js'
import { type Finding, makeFinding } from '../data/finding.js'
import type { QualityConfig } from './qualityConfig.js'
import { referenceBar, repairBar } from './repairBar.js'
import { DAY_MS, dayOf, lastTime, type SourceBars } from './sourceBars.js'
import { rangelessBars, rangelessFindings, withoutRangeless } from './uninformativeBars.js'

/** The primary source's bars, repaired and completed by the others. */
export interface MergedBars {
  readonly bars: Bar[]
  readonly findings: Finding[]
  /** Opening instants with a finding that counts against the asset: replaced, filled or missing bars, not mere information. */
  readonly countedTimes: ReadonlySet<number>
  /** Opening instants whose close was replaced because the sources disagree. */
  readonly disagreedTimes: ReadonlySet<number>
  /** Opening instants whose bar in the primary has a close and nothing else. */
  readonly rangelessTimes: ReadonlySet<number>
  /** Opening instants whose bar has a close and nothing else still, since no other source has its range. */
  readonly unreadTimes: ReadonlySet<number>
}

/**
 * Walk the days from the primary source's first bar to the last closed one; repair each bar, fill each hole from another source.
 *
 * Holes side by side with the same filler make one finding: `gap` between two bars of the primary, `stale` at its end. The range of a bar
 * that has none comes from a source that has one; where none has, the bar stays, named, and counts against the asset.
 */
export function mergeSources({
  asset,
  primary,
  others,
  lastBarMs,
  config,
}: {
  asset: string
  primary: SourceBars
  others: readonly SourceBars[]
  lastBarMs: number
  config: QualityConfig
}): MergedBars {
  const bars: Bar[] = []
  const findings: Finding[] = []
  const countedTimes = new Set<number>()
  const disagreedTimes = new Set<number>()
  const rangeless = rangelessBars(primary, config)
  const ranged = others.flatMap((other) => withoutRangeless(other, config) ?? [])
  const areAllRanged = ranged.length === others.length && ranged.every((source, i) => source === others[i])
  const unreadTimes = new Set<number>()
  const holes: Hole[] = []
  for (let at = primary.times[0] as number; at <= lastBarMs; at += DAY_MS) {
    const reference = referenceBar({ primary, others, openTimeMs: at, config })
    const rangeReference = areAllRanged ? reference : referenceBar({ primary, others: ranged, openTimeMs: at, config })
    const own = primary.bars.get(at)
    if (own === undefined) {
      countedTimes.add(at)
      const filler = (rangeReference ?? reference)?.name ?? null
      const isTail = at > lastTime(primary)
      const before = holes.at(-1)
      if (before !== undefined && before.to === at - DAY_MS && before.filler === filler && before.isTail === isTail)
        before.to = at
      else holes.push({ from: at, to: at, filler, isTail })
      const filling = rangeReference ?? reference
      if (filling !== null) {
        if (rangeReference === null) unreadTimes.add(at)
        const filled = repairBar({ asset, source: filling.name, bar: filling.bar, reference: null, rangeReference: null, config })
        bars.push(filled.bar)
        findings.push(...filled.findings)
      }
      continue
    }
    const lacksRange = rangeless.get(at)
    const isUnread = lacksRange !== undefined && rangeReference === null
    const repaired = repairBar({ asset, source: primary.name, bar: own, reference, rangeReference, lacksRange, config })
    bars.push(repaired.bar)
    findings.push(...repaired.findings)
    if (isUnread) unreadTimes.add(at)
    // A range that another source gave is whole again: it counts by its own limit only.
    const isAtFault = repaired.findings.some(({ kind, severity }) => severity !== 'info' && kind !== 'uninformative')
    if (isUnread || isAtFault) countedTimes.add(at)
    if (repaired.hasOtherClose) disagreedTimes.add(at)
  }
  findings.push(...holes.map((hole) => holeFinding(asset, primary, hole, config)))
  const unread = [...unreadTimes].filter((at) => rangeless.has(at))
  findings.push(...rangelessFindings({ asset, source: primary.name, times: unread, severity: 'warning' }))
  return { bars, findings, countedTimes, disagreedTimes, rangelessTimes: new Set(rangeless.keys()), unreadTimes }
}

interface Hole {
  readonly from: number
  to: number
  readonly filler: string | null
  readonly isTail: boolean
}

function holeFinding(asset: string, primary: SourceBars, { from, to, filler, isTail }: Hole, config: QualityConfig): Finding {
  const missing = (to - from) / DAY_MS + 1
  const span = missing === 1 ? `the bar of ${dayOf(from)}` : `${missing} bars from ${dayOf(from)} to ${dayOf(to)}`
  const done = filler === null ? 'no other source has them, so they are missing' : `filled from ${filler}`
  return makeFinding({
    kind: isTail ? 'stale' : 'gap',
    asset,
    source: primary.name,
    atMs: from,
    observed: missing,
    reference: isTail ? config.maxStaleBars : null,
    action: filler === null ? 'none' : 'replaced',
    message: `${asset}: ${primary.name} misses ${span}${isTail ? ' at its end' : ''}; ${done}.`,
  })
}
