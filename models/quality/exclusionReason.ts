import type { MergedBars } from './mergeSources.js'
import type { QualityConfig } from './qualityConfig.js'
import { DAY_MS, dayOf, percent } from './sourceBars.js'

/**
 * Tell why an asset's data are not good enough to act on, or null where they are.
 *
 * In this order: too few bars, stale beyond `maxStaleBars`, last close in dispute, more than `maxRecentFindings` bars with findings in the
 * recent window, more than `maxFindingShare` in the window, more than `maxRangelessShare` of
 * the window's bars without a range in the primary, whoever replaced it. A window is counted in days and is never longer than the series.
 */
export function exclusionReason({
  merged,
  lastBarMs,
  config,
}: {
  merged: MergedBars
  lastBarMs: number
  config: QualityConfig
}): {
  kind: 'tooShort' | 'stale' | 'sourcesDisagree' | 'findings' | 'uninformative'
  observed: number
  limit: number
  text: string
} | null {
  const { bars, countedTimes, disagreedTimes, rangelessTimes } = merged
  const first = bars[0]
  const last = bars[bars.length - 1]
  if (first === undefined || last === undefined || bars.length < config.minimumDays) {
    const text = `${bars.length} daily bars are fewer than the ${config.minimumDays} that the models need`
    return { kind: 'tooShort', observed: bars.length, limit: config.minimumDays, text }
  }
  const stale = (lastBarMs - last.openTimeMs) / DAY_MS
  if (stale > config.maxStaleBars) {
    const text = `the last bar is of ${dayOf(last.openTimeMs)}, ${stale} bars before the last closed one (limit ${config.maxStaleBars})`
    return { kind: 'stale', observed: stale, limit: config.maxStaleBars, text }
  }
  if (disagreedTimes.has(last.openTimeMs)) {
    const text = `the sources' closes of the last bar, ${dayOf(last.openTimeMs)}, differ by more than ${percent(config.disagreement)}`
    return { kind: 'sourcesDisagree', observed: 1, limit: 0, text }
  }
  const since = (times: ReadonlySet<number>, days: number) => [...times].filter((at) => at > lastBarMs - days * DAY_MS).length
  const recent = since(countedTimes, config.recentWindow)
  if (recent > config.maxRecentFindings) {
    const text = `${recent} of the last ${config.recentWindow} bars are findings (limit ${config.maxRecentFindings})`
    return { kind: 'findings', observed: recent, limit: config.maxRecentFindings, text }
  }
  const days = Math.min(config.windowDays, (lastBarMs - first.openTimeMs) / DAY_MS + 1)
  const count = since(countedTimes, days)
  const limit = config.maxFindingShare * days
  if (count > limit) {
    const text = `${count} of ${days} bars in the window are findings (limit ${percent(config.maxFindingShare)})`
    return { kind: 'findings', observed: count, limit, text }
  }
  const rangeless = since(rangelessTimes, days)
  const most = config.maxRangelessShare * days
  if (rangeless > most) {
    const text = `${rangeless} of ${days} bars in the window tell nothing of the day's range (limit ${percent(config.maxRangelessShare)})`
    return { kind: 'uninformative', observed: rangeless, limit: most, text }
  }
  return null
}
