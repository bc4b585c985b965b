import { dayOf } from './dayOf.js'
import type { MergedBars } from './mergeSources.js'
import { percent } from './percent.js'
import type { QualityConfig } from './qualityConfig.js'
import { DAY_MS, type SourceBars } from './sourceBars.js'

/**
 * Tell why nobody but the primary source vouches for an asset's price, or null where another does.
 *
 * A second source counts when it carries the last bar and `minSecondCoverage` of the window's bars.
 */
export function singleSourceReason({
  primary,
  others,
  merged,
  lastBarMs,
  config,
}: {
  primary: SourceBars
  others: readonly SourceBars[]
  merged: MergedBars
  lastBarMs: number
  config: QualityConfig
}): string | null {
  if (others.length === 0) return 'no other source carries it'
  const last = merged.bars.at(-1)?.openTimeMs ?? lastBarMs
  const window = merged.bars.filter(({ openTimeMs }) => openTimeMs > lastBarMs - config.windowDays * DAY_MS)
  const covering = others.filter(
    ({ bars }) => window.filter(({ openTimeMs }) => bars.has(openTimeMs)).length >= config.minSecondCoverage * window.length,
  )
  if (covering.length === 0) return `no other source has ${percent(config.minSecondCoverage)} of its bars`
  if (!primary.bars.has(last)) return `it lacks the last bar itself, ${dayOf(last)}`
  return covering.some(({ bars }) => bars.has(last)) ? null : `no other source has the last bar, ${dayOf(last)}`
}
