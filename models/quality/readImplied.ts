import type { BarSeries } from '../data/barSeries.js'
import { type Finding, makeFinding } from '../data/finding.js'
import type { ImpliedLimits } from '../data/impliedConfig.js'
import type { ImpliedSeries } from '../data/impliedSeries.js'
import { QualityInputError } from '../errors.js'
import { DAY_MS, dayOf } from './sourceBars.js'

/** Daily returns behind one figure. */
export const REALISED_DAYS = 30
const YEAR_DAYS = 365

/**
 * Compute the realised volatility of the 30 daily returns up to each bar: close to close, not demeaned.
 *
 * @param daily - n daily bars.
 * @returns n annualised standard deviations as fractions; NaN for the first 30 bars.
 */
export function realisedAnnual({ close }: Pick<BarSeries, 'close'>): Float64Array {
  const squares = close.map((value, t) => (t === 0 ? 0 : Math.log(value / (close[t - 1] as number)) ** 2))
  return Float64Array.from(close, (_, t) => {
    if (t < REALISED_DAYS) return Number.NaN
    let sum = 0
    for (let i = t - REALISED_DAYS + 1; i <= t; i++) sum += squares[i] as number
    return Math.sqrt((sum * YEAR_DAYS) / REALISED_DAYS)
  })
}

/** One value that was judged. */
export interface ImpliedValue {
  readonly knownAtMs: number
  /** Annualised standard deviation as a fraction. */
  readonly annual: number
  /** Whether it may be used. */
  readonly isGood: boolean
}

/** Of what a date can hold. */
const LAST_INSTANT_MS = 8.64e15

type BadKind = 'impliedNotPositive' | 'impliedJump' | 'impliedImplausible'

/**
 * Read one source's implied volatility and judge every value by itself: is it a volatility, does it leap, is it near what was realised.
 *
 * A leap is a value beyond `jumpFactor` times both the last good value and the one right before it: one outlier is left out and the return
 * from it is not, and of a lasting change only the first value is. Values from before the asset has 30 daily returns can be held against
 * nothing and are not given; neither are those that were not known by the as-of instant.
 *
 * @param daily - the asset's bars as the quality stage leaves them.
 * @returns values in ascending time, each instant once, good and bad; one finding a kind, with how many.
 * @throws {QualityInputError} when asset, column lengths or the order of time contradict the series' labels.
 */
export function readImplied({
  asset,
  series,
  daily,
  limits,
  asOfMs,
}: {
  asset: string
  series: ImpliedSeries
  daily: Pick<BarSeries, 'openTimesMs' | 'close'>
  limits: ImpliedLimits
  asOfMs: number
}): { values: ImpliedValue[]; findings: Finding[] } {
  assertLabels(asset, series)
  const name = series.source
  const unit = series.measure === 'percentAnnualised' ? 100 : 1
  const realised = realisedAnnual(daily)
  const values: ImpliedValue[] = []
  const bad: Record<BadKind, Noted[]> = { impliedNotPositive: [], impliedJump: [], impliedImplausible: [] }
  const late: Noted[] = []
  const twice: Noted[] = []
  let before = Number.NaN
  let lastGood = Number.NaN
  let bar = -1
  for (const [i, knownAtMs] of series.knownAtMs.entries()) {
    const raw = series.values[i] as number
    if (knownAtMs > asOfMs) {
      late.push({ knownAtMs, observed: raw, reference: null })
      continue
    }
    if (knownAtMs === series.knownAtMs[i - 1]) {
      twice.push({ knownAtMs, observed: raw, reference: series.values[i - 1] as number })
      continue
    }
    while (bar + 1 < daily.openTimesMs.length && (daily.openTimesMs[bar + 1] as number) + DAY_MS <= knownAtMs) bar++
    if (bar < REALISED_DAYS) continue
    const annual = raw / unit
    const reference = realised[bar] as number
    const kind = judge({ annual, before, lastGood, realised: reference, limits })
    if (kind === null) lastGood = annual
    else bad[kind].push({ knownAtMs, observed: raw, reference: referenceOf(kind, lastGood, reference, unit) })
    if (kind !== 'impliedNotPositive') before = annual
    values.push({ knownAtMs, annual, isGood: kind === null })
  }
  const found = (kind: Finding['kind'], noted: readonly Noted[], text: (noted: string, last: Noted) => string): Finding[] => {
    const last = noted.at(-1)
    if (last === undefined) return []
    const { knownAtMs, reference } = last
    const observed = Number.isFinite(last.observed) ? last.observed : null
    const many = noted.length === 1 ? '1 value' : `${noted.length} values`
    const message = `${asset}: ${text(`${many} of ${name}, the last known on ${dayOf(knownAtMs)} (${last.observed}),`, last)}.`
    return [makeFinding({ kind, asset, source: name, atMs: knownAtMs, observed, reference, action: 'excluded', message })]
  }
  const findings = [
    ...found('impliedAfterAsOf', late, (many) => `${many} could not be known at the as-of instant; left out`),
    ...found('impliedDuplicate', twice, (many) => `${many} came twice for one instant; the first one stays`),
    ...found('impliedNotPositive', bad.impliedNotPositive, (many) => `${many} is not a positive volatility; left out`),
    ...found(
      'impliedJump',
      bad.impliedJump,
      (many, { reference }) => `${many} leapt by more than a factor of ${limits.jumpFactor} from ${show(reference)}; left out`,
    ),
    ...found(
      'impliedImplausible',
      bad.impliedImplausible,
      (many, { reference }) =>
        `${many} departed by more than a factor of ${limits.realisedFactor} from the ${show(reference)} realised in ${REALISED_DAYS} days; left out`,
    ),
  ]
  return { values, findings }
}

interface Noted {
  readonly knownAtMs: number
  /** In the source's own measure. */
  readonly observed: number
  readonly reference: number | null
}

function judge({
  annual,
  before,
  lastGood,
  realised,
  limits,
}: {
  annual: number
  /** The positive value right before, NaN where there is none; so is the last good one. */
  before: number
  lastGood: number
  realised: number
  limits: ImpliedLimits
}): BadKind | null {
  if (!(annual > 0 && annual < Infinity)) return 'impliedNotPositive'
  const isFar = (other: number, factor: number) => annual > other * factor || annual * factor < other
  // Not where there is nothing to compare with: a comparison with NaN is false.
  if (isFar(before, limits.jumpFactor) && isFar(lastGood, limits.jumpFactor)) return 'impliedJump'
  return isFar(realised, limits.realisedFactor) ? 'impliedImplausible' : null
}

function referenceOf(kind: BadKind, lastGood: number, realised: number, unit: number): number | null {
  const reference = kind === 'impliedJump' ? lastGood : kind === 'impliedImplausible' ? realised : Number.NaN
  return Number.isFinite(reference) ? reference * unit : null
}

function show(value: number | null): string {
  return value === null ? 'nothing' : String(Number(value.toPrecision(4)))
}

function assertLabels(asset: string, { asset: labelled, source, knownAtMs, values }: ImpliedSeries): void {
  if (labelled !== asset) throw new QualityInputError(`implied volatility of ${labelled} was given for ${asset}`)
  if (values.length !== knownAtMs.length) {
    throw new QualityInputError(
      `${asset} of ${source} has ${values.length} implied volatilities for ${knownAtMs.length} instants`,
    )
  }
  const bad = knownAtMs.findIndex((at, i) => !(Math.abs(at) <= LAST_INSTANT_MS) || (i > 0 && at < (knownAtMs[i - 1] as number)))
  if (bad >= 0)
    throw new QualityInputError(
      `${asset} of ${source}: implied volatility ${bad} is known at no instant, or before the one in front of it`,
    )
}

/** What the ingest brought of one asset's implied volatility from one source, or why it brought nothing. */
export type ImpliedInput = {
  readonly source: string
  readonly limits: ImpliedLimits
} & ({ readonly series: ImpliedSeries } | { readonly failure: string })
