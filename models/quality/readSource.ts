import { barAt } from '../data/barRows.js'
import type { Bar, BarSeries } from '../data/barSeries.js'
import { type Finding, makeFinding } from '../data/finding.js'
import { BarAfterAsOfError, InvalidSeriesValueError, QualityInputError } from '../errors.js'
import { DAY_MS, dayOf, type SourceBars } from './sourceBars.js'

const PRICES = ['open', 'high', 'low', 'close'] as const

/**
 * Read one source's series into bars by day.
 *
 * A second bar of the same instant is a finding and the first one stays. A series without bars, or whose bars do not open at midnight
 * UTC and so cannot be compared with the others, counts as a failed source: `source` is null.
 *
 * @throws {QualityInputError} when asset, interval, column lengths or the order of time contradict the series' labels.
 * @throws {InvalidSeriesValueError} when a price is not positive and finite.
 * @throws {BarAfterAsOfError} when a bar is not closed by the as-of instant.
 */
export function readSource({ asset, series, asOfMs }: { asset: string; series: BarSeries; asOfMs: number }): {
  source: SourceBars | null
  findings: Finding[]
} {
  assertLabels(asset, series)
  const findings: Finding[] = []
  const bars = new Map<number, Bar>()
  const name = series.source
  let before = -Infinity
  for (const [i, openTimeMs] of series.openTimesMs.entries()) {
    if (!(openTimeMs >= 0)) throw new QualityInputError(`${asset} of ${name}: bar ${i} opens at ${openTimeMs} ms, before 1970`)
    if (openTimeMs < before) throw new QualityInputError(`${asset} of ${name}: bar ${i} opens before the bar in front of it`)
    before = openTimeMs
    assertPrices(series, i)
    const bar = barAt(series, i)
    if (openTimeMs + DAY_MS > asOfMs) {
      const [closesAt, asOf] = [openTimeMs + DAY_MS, asOfMs].map((at) => new Date(at).toISOString()) as [string, string]
      throw new BarAfterAsOfError({ asset, source: name, closesAt, asOf })
    }
    if (openTimeMs % DAY_MS !== 0)
      return failed(asset, name, `a bar opens at ${new Date(openTimeMs).toISOString()}, not at midnight UTC`)
    const first = bars.get(openTimeMs)
    if (first === undefined) bars.set(openTimeMs, bar)
    else findings.push(duplicate(asset, name, first, bar))
  }
  if (bars.size === 0) return failed(asset, name, 'it has no bar closed by the as-of instant')
  return { source: { name, isSynthetic: series.isSynthetic, bars, times: [...bars.keys()] }, findings }
}

function assertLabels(asset: string, series: BarSeries): void {
  if (series.asset !== asset) throw new QualityInputError(`a series of ${series.asset} was given for ${asset}`)
  if (series.interval !== '1d') throw new QualityInputError(`${asset} of ${series.source} has ${series.interval} bars, not 1d`)
  for (const column of [...PRICES, 'volumeUsd'] as const) {
    if (series[column].length !== series.openTimesMs.length) {
      throw new QualityInputError(
        `${asset} of ${series.source} has ${series[column].length} values of ${column} for ${series.openTimesMs.length} bars`,
      )
    }
  }
}

function assertPrices(series: BarSeries, index: number): void {
  for (const column of PRICES) {
    const value = series[column][index] as number
    if (!(value > 0 && value < Infinity)) {
      throw new InvalidSeriesValueError({
        what: `${series.asset} of ${series.source} (${column})`,
        index,
        value,
        demand: 'positive and finite',
      })
    }
  }
}

function duplicate(asset: string, source: string, first: Bar, second: Bar): Finding {
  const isSame = PRICES.every((column) => first[column] === second[column])
  const day = dayOf(first.openTimeMs)
  return makeFinding({
    kind: 'duplicate',
    severity: isSame ? 'info' : 'warning',
    asset,
    source,
    atMs: first.openTimeMs,
    field: isSame ? null : 'close',
    observed: isSame ? null : second.close,
    reference: isSame ? null : first.close,
    action: 'excluded',
    message: `${asset} ${day}: ${source} has two bars${isSame ? ' with equal prices' : `, closing at ${first.close} and ${second.close}`}; the first is kept.`,
  })
}

function failed(asset: string, source: string, reason: string): { source: null; findings: Finding[] } {
  const message = `${asset}: source ${source} takes no part: ${reason}.`
  return { source: null, findings: [makeFinding({ kind: 'sourceFailed', asset, source, action: 'excluded', message })] }
}
