import { redactUrls } from '../../core/redact.js'
import type { BarSeries } from '../data/barSeries.js'
import { type Finding, makeFinding } from '../data/finding.js'
import type { ImpliedLimits } from '../data/impliedConfig.js'
import type { ImpliedVolatility } from '../data/impliedSeries.js'
import { QualityInputError } from '../errors.js'
import { type ImpliedInput, type ImpliedValue, readImplied } from './readImplied.js'
import { DAY_MS, dayOf, percent } from './sourceBars.js'

/**
 * Judge an asset's implied volatility from all sources and lay the first that is fit to be used out along the daily bars.
 *
 * A source is not used, by name, when it gave nothing, when its newest value is bad, too old or has stood still for days, or when too many
 * of the others are bad. The days of the result go back to the first that has neither a value nor one young enough to be carried.
 *
 * @param inputs - one entry a source, in order of precedence; sources after the first usable one are not looked at.
 * @param daily - the asset's bars as the quality stage leaves them, at least one.
 * @returns null where no source is fit.
 * @throws {QualityInputError} when a series is another source's, and as {@link readImplied} does.
 */
export function assessImplied({
  asset,
  inputs,
  daily,
  asOfMs,
}: {
  asset: string
  inputs: readonly ImpliedInput[]
  daily: BarSeries
  asOfMs: number
}): { implied: ImpliedVolatility | null; findings: Finding[] } {
  const findings: Finding[] = []
  for (const input of inputs) {
    const { source, limits } = input
    if ('series' in input && input.series.source !== source)
      throw new QualityInputError(`implied volatility of ${input.series.source} was given as that of ${source}`)
    const judged = 'series' in input ? readImplied({ asset, series: input.series, daily, limits, asOfMs }) : null
    findings.push(...(judged?.findings ?? []))
    const laid = judged === null ? null : layOut(judged.values, daily, limits)
    const because =
      'failure' in input ? `it failed: ${redactUrls(input.failure).replace(/\.$/, '')}` : (laid?.unusedBecause ?? null)
    if (because === null && laid !== null && 'series' in input) {
      const { openTimesMs, annual, carried } = laid
      if (carried.length > 0) findings.push(gap(asset, source, carried, limits))
      return { implied: { source, horizonDays: input.series.horizonDays, openTimesMs, annual }, findings }
    }
    const message = `${asset} is forecast without the implied volatility of ${source}: ${because}.`
    findings.push(makeFinding({ kind: 'impliedUnused', asset, source, action: 'excluded', message }))
  }
  return { implied: null, findings }
}

interface LaidOut {
  readonly openTimesMs: number[]
  readonly annual: number[]
  /** Opening instants of the bars that have no value of their own. */
  readonly carried: number[]
  readonly unusedBecause: string | null
}

function layOut(values: readonly ImpliedValue[], daily: BarSeries, limits: ImpliedLimits): LaidOut {
  const good = values.filter(({ isGood }) => isGood)
  const openTimesMs: number[] = []
  const annual: number[] = []
  const carried: number[] = []
  let at = good.length - 1
  let firstUsedMs = Number.NaN
  for (let bar = daily.openTimesMs.length - 1; bar >= 0; bar--) {
    const openTimeMs = daily.openTimesMs[bar] as number
    const closeMs = openTimeMs + DAY_MS
    while (at >= 0 && (good[at] as ImpliedValue).knownAtMs > closeMs) at--
    const value = good[at]
    if (value === undefined || closeMs - value.knownAtMs > limits.maxStaleDays * DAY_MS) break
    openTimesMs.push(openTimeMs)
    annual.push(value.annual)
    firstUsedMs = value.knownAtMs
    if (closeMs - value.knownAtMs >= DAY_MS) carried.push(openTimeMs)
  }
  const used = values.filter(({ knownAtMs }) => knownAtMs >= firstUsedMs)
  const unusedBecause = reasonAgainst({ values, good, used, covered: annual.length, daily, limits })
  return { openTimesMs: openTimesMs.reverse(), annual: annual.reverse(), carried: carried.reverse(), unusedBecause }
}

function reasonAgainst({
  values,
  good,
  used,
  covered,
  daily,
  limits,
}: {
  values: readonly ImpliedValue[]
  good: readonly ImpliedValue[]
  used: readonly ImpliedValue[]
  covered: number
  daily: BarSeries
  limits: ImpliedLimits
}): string | null {
  const last = values.at(-1)
  const lastGood = good.at(-1)
  if (last === undefined) return 'it has no value from the days that the asset has prices of'
  if (lastGood === undefined) return 'none of its values is plausible'
  if (!last.isGood) return `its newest value, known on ${dayOf(last.knownAtMs)}, is left out`
  if (covered === 0) {
    const lastBarMs = daily.openTimesMs.at(-1) as number
    return `its newest value was known on ${dayOf(lastGood.knownAtMs)}, more than ${limits.maxStaleDays} days before the last bar's end, ${dayOf(lastBarMs + DAY_MS)}`
  }
  const other = values.findLast(({ annual }) => annual !== last.annual)
  const since = values[other === undefined ? 0 : values.indexOf(other) + 1] as ImpliedValue
  const frozen = (last.knownAtMs - since.knownAtMs) / DAY_MS
  if (frozen > limits.maxFrozenDays) {
    return `its value stands still since ${dayOf(since.knownAtMs)}, ${Math.floor(frozen)} days (limit ${limits.maxFrozenDays})`
  }
  const bad = used.filter(({ isGood }) => !isGood).length
  if (bad > limits.maxBadShare * used.length) {
    return `${bad} of its ${used.length} values are left out (limit ${percent(limits.maxBadShare)})`
  }
  return null
}

function gap(asset: string, source: string, carried: readonly number[], { maxStaleDays }: ImpliedLimits): Finding {
  const last = carried.at(-1) as number
  const days = carried.length === 1 ? `1 day, ${dayOf(last)}` : `${carried.length} days, the last of them ${dayOf(last)}`
  return makeFinding({
    kind: 'impliedGap',
    severity: 'info',
    asset,
    source,
    atMs: last + DAY_MS,
    observed: carried.length,
    reference: maxStaleDays,
    action: 'replaced',
    message: `${asset}: ${source} has no usable implied volatility of ${days}; the last one known is carried, at most ${maxStaleDays} days.`,
  })
}
