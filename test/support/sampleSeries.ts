import type { BarSeries } from '../../models/data/barSeries.js'
import { readSharedCsv } from './sharedData.js'

/**
 * Read one asset of the sample (`spot` is an exchange, `index` an aggregator) up to and including the bar of a day, or undefined where
 * the source does not carry it.
 */
export function sampleSeries(source: 'spot' | 'index', asset: string, lastDay: string): BarSeries | undefined {
  const rows = readSharedCsv(`sample/${source}_daily.csv.gz`).filter(
    (row) => row.asset === asset && (row.date as string) <= lastDay,
  )
  if (rows.length === 0) return undefined
  const column = (name: string) => rows.map((row) => Number(row[name]))
  return {
    asset,
    source,
    interval: '1d',
    isSynthetic: false,
    openTimesMs: rows.map((row) => Date.parse(`${row.date}T00:00:00Z`)),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volumeUsd: column('volume_usd'),
  }
}
