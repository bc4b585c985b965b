import { toBarSeries } from '../data/barRows.js'
import { redactUrls } from '../../core/redact.js'
import type { Bar, BarSeries } from '../data/barSeries.js'
import { type Finding, makeFinding } from '../data/finding.js'
import type { AssetSnapshot } from '../data/marketSnapshot.js'
import { QualityInputError } from '../errors.js'
import { assessImplied } from './assessImplied.js'
import { cutAtJumps } from './cutAtJumps.js'
import { exclusionReason } from './exclusionReason.js'
import { inspectSecondary } from './inspectSecondary.js'
import { type MergedBars, mergeSources } from './mergeSources.js'
import type { QualityConfig } from './qualityConfig.js'
import type { ImpliedInput } from './readImplied.js'
import { readSource } from './readSource.js'
import { DAY_MS, dayOf, lastTime, percent, type SourceBars } from './sourceBars.js'
import { dropStuckBars } from './uninformativeBars.js'
import { voteOnSources } from './voteOnSources.js'

/** What the ingest brought for one asset. */
export interface AssetInput {
  readonly asset: string
  /** Daily bars, one series a source, in order of precedence. */
  readonly series: readonly BarSeries[]
  /** Sources that gave nothing, and why. URLs are redacted. */
  readonly failures: readonly { readonly source: string; readonly message: string }[]
  /** Implied volatility, one entry a source in order of precedence; none of it takes the asset out of the run. */
  readonly implied?: readonly ImpliedInput[]
}

/**
 * Judge one asset's daily bars from all sources: name every irregularity, repair what a second source can repair, exclude what none can.
 *
 * An asset that takes no part has no implied volatility, and no findings of it.
 *
 * @param asOfMs - as-of instant, milliseconds since the epoch; every bar must be closed by it.
 * @throws {QualityInputError} when series contradict their labels or a source is duplicated.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 * @throws {BarAfterAsOfError} when a bar is not closed by the as-of instant.
 */
export function assessAsset({
  asset,
  series,
  failures,
  implied: impliedInputs = [],
  asOfMs,
  config,
}: AssetInput & { asOfMs: number; config: QualityConfig }): AssetSnapshot {
  const names = series.map(({ source }) => source)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new QualityInputError(`${asset} has two series of source ${twice}`)

  const findings: Finding[] = failures.map(({ source, message }) =>
    makeFinding({ kind: 'sourceFailed', asset, source, message: `${asset}: source ${source} failed: ${redactUrls(message)}` }),
  )
  const collect = <Result extends { findings: Finding[] }>(result: Result): Result => {
    findings.push(...result.findings)
    return result
  }
  const read = series.flatMap((bars) => collect(readSource({ asset, series: bars, asOfMs })).source ?? [])
  const carried = read.map(({ name }) => name)
  const moving = read.map((source) => dropStuckBars({ asset, source, config }))
  const alive = moving.map(({ source }) => source)
  const whole = alive.map(
    (source) => collect(cutAtJumps({ asset, source, others: alive.filter((other) => other !== source), config })).source,
  )
  const lastBarMs = Math.floor(asOfMs / DAY_MS) * DAY_MS - DAY_MS
  const { sources } = collect(voteOnSources({ asset, sources: whole, lastBarMs, config }))
  const ended = sources.filter((source) => lastBarMs - lastTime(source) > config.delistedBars * DAY_MS)
  findings.push(...ended.map((source) => delistedFinding(asset, source, lastBarMs, config)))
  const primary = sources.find((source) => !ended.includes(source))

  // As with every other irregularity, one of a confirming source is mere information.
  findings.push(
    ...moving.flatMap(({ findings }) =>
      findings.map((found) => (found.source === primary?.name ? found : { ...found, severity: 'info' as const })),
    ),
  )

  if (primary === undefined) {
    const reason = noSourceReason(read.length, sources.length)
    return excluded({ asset, sources: carried, isSingleSource: false, isLastBarFinding: true, findings }, reason, null, null)
  }
  const others = sources.filter((source) => source !== primary)
  const merged = collect(mergeSources({ asset, primary, others, lastBarMs, config }))
  for (const source of others) findings.push(...inspectSecondary({ asset, source, config }))
  const single = singleSourceReason({ primary, others, merged, lastBarMs, config })
  if (single !== null) {
    const message = `${asset}: only ${primary.name} vouches for the price: ${single}. Its parameters may be tightened, never loosened.`
    findings.push(makeFinding({ kind: 'singleSource', asset, source: primary.name, message }))
  }
  const isLastBarFinding =
    [merged.countedTimes, merged.rangelessTimes].some((times) => times.has(lastBarMs)) ||
    merged.bars.at(-1)?.openTimeMs !== lastBarMs
  const unreadBars = [...merged.unreadTimes].filter((at) => at > lastBarMs - config.recentWindow * DAY_MS).length
  const common = {
    asset,
    sources: carried,
    isSingleSource: single !== null,
    isLastBarFinding,
    ...(unreadBars > 0 ? { unreadBars } : {}),
    findings,
  }
  const reason = exclusionReason({ merged, lastBarMs, config })
  if (reason !== null) {
    if (reason.kind === 'tooShort' || reason.kind === 'stale') {
      const { kind, observed, limit } = reason
      findings.push(
        makeFinding({
          kind,
          severity: 'error',
          asset,
          observed,
          reference: limit,
          action: 'excluded',
          message: `${asset}: ${reason.text}.`,
        }),
      )
    }
    return excluded(common, reason.text, reason.observed, reason.limit)
  }
  const daily = toSeries(asset, primary, others, merged.bars)
  const { implied } = collect(assessImplied({ asset, inputs: impliedInputs, daily, asOfMs }))
  return { ...common, daily, excludedBecause: null, ...(implied === null ? {} : { implied }) }
}

function excluded(
  common: Omit<AssetSnapshot, 'daily' | 'excludedBecause'>,
  reason: string,
  observed: number | null,
  reference: number | null,
): AssetSnapshot {
  const { asset } = common
  const message = `${asset} takes no part in this run: ${reason}.`
  const finding = makeFinding({ kind: 'excluded', severity: 'error', asset, observed, reference, action: 'excluded', message })
  return { ...common, daily: null, excludedBecause: reason, findings: [...common.findings, finding] }
}

function noSourceReason(read: number, staying: number): string {
  if (read === 0) return 'no source gave daily bars'
  return staying === 0 ? 'every source was outvoted by the others' : 'every source has ended'
}

function delistedFinding(asset: string, source: SourceBars, lastBarMs: number, config: QualityConfig): Finding {
  const observed = (lastBarMs - lastTime(source)) / DAY_MS
  return makeFinding({
    kind: 'delisted',
    asset,
    source: source.name,
    atMs: lastTime(source),
    observed,
    reference: config.delistedBars,
    action: 'excluded',
    message: `${asset}: ${source.name} ended on ${dayOf(lastTime(source))}, ${observed} bars before the last closed one (limit ${config.delistedBars}); it only confirms older bars.`,
  })
}

function toSeries(asset: string, primary: SourceBars, others: readonly SourceBars[], bars: readonly Bar[]): BarSeries {
  const isSynthetic = primary.isSynthetic || others.some((other) => other.isSynthetic)
  return toBarSeries(bars, { asset, source: primary.name, interval: '1d', isSynthetic })
}

/**
 * Tell why nobody but the primary source vouches for an asset's price, or null where another does.
 *
 * A second source counts when it carries the last bar and `minSecondCoverage` of the window's bars.
 */
function singleSourceReason({
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
