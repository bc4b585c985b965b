import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import type { BarSeries } from '../../models/data/barSeries.js'
import type { ImpliedSeries } from '../../models/data/impliedSeries.js'

/** Assets with enough history to be judged. */
export const JUDGED = ['BTC', 'ETH', 'LINK'] as const
/** Assets that are reported only: their series are short. */
export const REPORTED = ['AAVE', 'UNI', 'COMP'] as const

/** Instant before which every choice of a model was made, on the judged assets. */
export const CHOICES_END_MS = Date.parse('2023-01-01T00:00:00Z')

/** Read one asset's daily or hourly bars of the venue from the reference data beside the project. */
export function venueBars(asset: string, interval: '1d' | '1h'): BarSeries {
  const file = interval === '1d' ? 'daily_binance.csv.gz' : 'hourly_binance_full_4assets.csv.gz'
  const rows = rowsOf(`market/${file}`).filter((row) => row.symbol === `${asset}USDT`)
  const column = (name: string) => rows.map((row) => Number(row[name]))
  return {
    asset,
    source: 'venue',
    interval,
    isSynthetic: false,
    openTimesMs: rows.map((row) => Date.parse(row.time_utc ?? `${row.date}T00:00:00Z`)),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volumeUsd: rows.map((row) => Number(row.volume_usdt ?? 0)),
  }
}

/** Read Deribit's volatility index of a currency, DVOL, from the reference data beside the project: a close a day, known when it is over. */
export function impliedIndex(asset: 'BTC'): ImpliedSeries {
  const rows = rowsOf('vol/dvol_btc_daily.csv.gz')
  return {
    asset,
    source: 'dvol',
    measure: 'percentAnnualised',
    horizonDays: 30,
    knownAtMs: rows.map((row) => Date.parse(`${row.date}T00:00:00Z`) + 86_400_000),
    values: rows.map((row) => Number(row.dvol)),
  }
}

const parsed = new Map<string, Record<string, string>[]>()

function rowsOf(file: string): Record<string, string>[] {
  const known = parsed.get(file)
  if (known !== undefined) return known
  const path = resolve('..', 'shared', 'data', file)
  if (!existsSync(path)) throw new Error(`../shared/data/${file} is absent; these figures need the reference data.`)
  const rows = parse(gunzipSync(readFileSync(path)), { columns: true, trim: true }) as Record<string, string>[]
  parsed.set(file, rows)
  return rows
}
