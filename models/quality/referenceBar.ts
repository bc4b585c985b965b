import type { Bar } from './bar.js'
import type { QualityConfig } from './qualityConfig.js'
import type { SourceBars } from './sourceBars.js'
import { weightedMedian } from './weightedMedian.js'

/** What the other sources say of one bar. */
export interface ReferenceBar {
  /** The source whose figures take the place of the primary's, by name. */
  readonly name: string
  readonly bar: Bar
  /** The close to measure against: the weighted median of three or more sources, the other's close with two. */
  readonly expectedClose: number
}

/**
 * Choose the bar that the primary source's bar is held against, or null where no other source has one.
 *
 * With one other source it is its bar. With more, the first in order of precedence whose close agrees with the weighted median of all,
 * else the one nearest to the median.
 */
export function referenceBar({
  primary,
  others,
  openTimeMs,
  config,
}: {
  primary: SourceBars
  others: readonly SourceBars[]
  openTimeMs: number
  config: QualityConfig
}): ReferenceBar | null {
  const candidates = others.flatMap(({ name, bars }) => {
    const bar = bars.get(openTimeMs)
    return bar === undefined ? [] : [{ name, bar }]
  })
  const first = candidates[0]
  if (first === undefined) return null
  const own = primary.bars.get(openTimeMs)
  const voters = own === undefined ? candidates : [{ name: primary.name, bar: own }, ...candidates]
  if (voters.length < 3) return { ...first, expectedClose: first.bar.close }
  const expectedClose = weightedMedian(
    voters.map(({ name, bar }) => ({ value: bar.close, weight: config.sourceWeights[name] ?? 1 })),
  )
  const departure = (bar: Bar) => Math.abs(bar.close / expectedClose - 1)
  const agreeing = candidates.find(({ bar }) => departure(bar) <= config.disagreement)
  const nearest = candidates.reduce((best, next) => (departure(next.bar) < departure(best.bar) ? next : best))
  return { ...(agreeing ?? nearest), expectedClose }
}
