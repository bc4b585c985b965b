import type { Bar } from '../data/barSeries.js'
import { type Finding, makeFinding } from '../data/finding.js'
import { weightedMedian } from '../statistics/quantile.js'
import type { QualityConfig } from './qualityConfig.js'
import { dayOf, percent, type SourceBars, suspectField } from './sourceBars.js'

/** A bar after its repair. */
export interface RepairedBar {
  readonly bar: Bar
  readonly findings: Finding[]
  /** Whether the primary's close departed from the other sources'. */
  readonly hasOtherClose: boolean
}

/**
 * Hold one bar of the primary source against the other sources and replace, by name, what does not stand.
 *
 * 0. The bar has no range of its own (`lacksRange`): open, high and low are another source's.
 * 1. The close departs from the others' by more than `disagreement`: it is replaced.
 * 2. The bar fails the high/low rule: its open, high or low is replaced, unless the other source's own confirms it.
 * 3. High and low do not hold open and close: they are replaced, or set to the body's end where no other source can tell.
 *
 * Highs, lows and opens are held to the rules 2 and 3 only: two venues' extremes of a day differ by more than 2 % on one day in twenty,
 * and an open is the close before it. Without another source a bad print stays: the volatility estimator caps it.
 */
export function repairBar({
  asset,
  source,
  bar: original,
  reference,
  rangeReference,
  lacksRange,
  config,
}: {
  asset: string
  source: string
  bar: Bar
  /** What the others say of the close. */
  reference: ReferenceBar | null
  /** What those of them say whose bar has a range: open, high and low are held against it. */
  rangeReference: ReferenceBar | null
  /** How it shows that the bar has no range of its own; undefined where it has one. */
  lacksRange?: string | undefined
  config: QualityConfig
}): RepairedBar {
  const findings: Finding[] = []
  const where = { asset, source, atMs: original.openTimeMs }
  // Written for a finding only: most bars have none.
  const label = () => `${asset} ${dayOf(original.openTimeMs)}`
  let bar = original

  const departure = reference === null ? 0 : Math.abs(bar.close / reference.expectedClose - 1)
  const hasOtherClose = departure > config.disagreement
  if (reference !== null && hasOtherClose) {
    const [kind, field, observed, by] = ['sourcesDisagree', 'close', bar.close, reference.bar.close] as const
    const message =
      `${label()}: the close ${observed} of ${source} departs by ${percent(departure)} from ${reference.expectedClose} ` +
      `(limit ${percent(config.disagreement)}); replaced by ${by} of ${reference.name}.`
    findings.push(makeFinding({ kind, ...where, field, observed, reference: by, action: 'replaced', message }))
    bar = { ...bar, close: by }
  }

  if (lacksRange !== undefined && rangeReference !== null) {
    const { name, bar: other } = rangeReference
    const [high, low] = [Math.max(other.high, bar.close), Math.min(other.low, bar.close)]
    const message = `${label()}: the bar of ${source} does not show the day's range (${lacksRange}); open ${other.open}, high ${high} and low ${low} are taken from ${name}.`
    findings.push(makeFinding({ kind: 'uninformative', ...where, action: 'replaced', message }))
    bar = { ...bar, open: other.open, high, low }
  }

  const openDeparture = rangeReference === null ? 0 : Math.abs(bar.open / rangeReference.bar.open - 1)
  if (rangeReference !== null && suspectField(bar, config) !== null && openDeparture > config.confirmationTolerance) {
    const [kind, field, observed, by] = ['badPrint', 'open', bar.open, rangeReference.bar.open] as const
    const message = `${label()}: the open ${observed} of ${source} stands in an implausible bar; replaced by ${by} of ${rangeReference.name}.`
    findings.push(makeFinding({ kind, ...where, field, observed, reference: by, action: 'replaced', message }))
    bar = { ...bar, open: by }
  }

  const seen = new Set<'high' | 'low'>()
  for (let field = suspectField(bar, config); field !== null; field = suspectField(bar, config)) {
    if (seen.has(field)) {
      // What was judged once stays. The other extreme is judged as well only where it is far from the body by itself.
      field = field === 'high' ? 'low' : 'high'
      if (seen.has(field) || !isFar(field, bar, config)) break
    }
    seen.add(field)
    const { finding, value } = judgePrint({ where, label: label(), bar, field, reference: rangeReference, config })
    findings.push(finding)
    bar = { ...bar, [field]: value }
    if (rangeReference === null) break
  }

  for (const field of ['high', 'low'] as const) {
    const edge = field === 'high' ? Math.max(bar.open, bar.close) : Math.min(bar.open, bar.close)
    const holds = (value: number) => (field === 'high' ? value >= edge : value <= edge)
    const slack = field === 'high' ? 1 + config.bodyTolerance : 1 - config.bodyTolerance
    if (holds(bar[field] * slack)) continue
    const isOther = rangeReference !== null && holds(rangeReference.bar[field])
    const by = isOther ? rangeReference.bar[field] : edge
    const message =
      `${label()}: the ${field} ${bar[field]} does not hold the body's ${edge}; ` +
      `replaced by ${isOther ? `${by} of ${rangeReference.name}` : "the body's end"}.`
    findings.push(
      makeFinding({ kind: 'inconsistentBar', ...where, field, observed: bar[field], reference: by, action: 'replaced', message }),
    )
    bar = { ...bar, [field]: by }
  }
  return { bar, findings, hasOtherClose }
}

function isFar(field: 'high' | 'low', bar: Bar, config: QualityConfig): boolean {
  if (field === 'low') return bar.low < config.highLowRatio ** -0.5 * Math.min(bar.open, bar.close)
  return bar.high > config.highLowRatio ** 0.5 * Math.max(bar.open, bar.close)
}

function judgePrint({
  where,
  label,
  bar,
  field,
  reference,
  config,
}: {
  where: { asset: string; source: string; atMs: number }
  label: string
  bar: Bar
  field: 'high' | 'low'
  reference: ReferenceBar | null
  config: QualityConfig
}): { finding: Finding; value: number } {
  const observed = bar[field]
  const what = `${label}: ${field} ${observed} of ${where.source} is implausible (open ${bar.open}, high ${bar.high}, low ${bar.low}, close ${bar.close})`
  const common = { kind: 'badPrint', ...where, field, observed } as const
  if (reference === null) {
    const message = `${what}; no other source has the bar, so it is kept and left to the volatility estimator's cap.`
    return { finding: makeFinding({ ...common, message }), value: observed }
  }
  const other = reference.bar[field]
  const isConfirmed =
    field === 'low'
      ? other <= observed * (1 + config.confirmationTolerance)
      : other >= observed * (1 - config.confirmationTolerance)
  if (isConfirmed) {
    const message = `${what}; ${reference.name} confirms it with ${other}, so it is kept.`
    return { finding: makeFinding({ ...common, severity: 'info', reference: other, message }), value: observed }
  }
  const message = `${what}; replaced by ${other} of ${reference.name}.`
  return { finding: makeFinding({ ...common, reference: other, action: 'replaced', message }), value: other }
}

/** What the other sources say of one bar. */
interface ReferenceBar {
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
  const candidates: { name: string; bar: Bar }[] = []
  for (const { name, bars } of others) {
    const bar = bars.get(openTimeMs)
    if (bar !== undefined) candidates.push({ name, bar })
  }
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
