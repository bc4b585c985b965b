import type { CsvSourceConfig } from '../../../models/market/sourceConfig.js'
import type { Bar } from '../bar.js'
import { CsvValueInvalid } from './csvValueInvalid.js'
import { parseCsvTime } from './parseCsvTime.js'

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** Where each mapped column stands in a row; -1 where the file has none. */
export type ColumnIndex = Record<keyof CsvSourceConfig['columns'], number>

interface Row {
  readonly file: string
  readonly line: number
  readonly record: readonly string[]
  readonly index: ColumnIndex
  readonly columns: CsvSourceConfig['columns']
}

/**
 * Read one row into a bar. Prices are positive; an empty volume is 0, for "the source has none".
 *
 * @throws {CsvValueInvalid} when a cell is no time, price or volume.
 */
export function readCsvRow(row: Row): Bar {
  return {
    openTimeMs: readTime(row),
    open: readPrice(row, 'open'),
    high: readPrice(row, 'high'),
    low: readPrice(row, 'low'),
    close: readPrice(row, 'close'),
    volumeUsd: readVolume(row),
  }
}

function readTime(row: Row): number {
  const value = row.record[row.index.time] as string
  const time = parseCsvTime(value)
  if (time !== null) return time
  throw invalid(row, 'time', value, {
    limit: 'a date, an instant with its zone, or epoch seconds or milliseconds',
    remedy: 'Write the opening time as 2022-06-11, 2022-06-11T13:00:00Z, 1654952400 or 1654952400000.',
  })
}

function readPrice(row: Row, role: 'open' | 'high' | 'low' | 'close'): number {
  const value = row.record[row.index[role]] as string
  const price = DECIMAL.test(value) ? Number(value) : Number.NaN
  if (Number.isFinite(price) && price > 0) return price
  throw invalid(row, role, value, {
    limit: 'a positive decimal number',
    remedy: value.includes(',')
      ? 'Write a point for decimals and nothing between thousands.'
      : 'Correct the price, or drop the row: a missing bar is found and named later, a made-up one is not.',
  })
}

function readVolume(row: Row): number {
  if (row.index.volumeUsd === -1) return 0
  const value = row.record[row.index.volumeUsd] as string
  if (value === '') return 0
  const volume = DECIMAL.test(value) ? Number(value) : Number.NaN
  if (Number.isFinite(volume) && volume >= 0) return volume
  throw invalid(row, 'volumeUsd', value, {
    limit: 'a number of US dollars, 0 or more, or empty',
    remedy: "Correct the volume, or set the source's columns.volumeUsd to null.",
  })
}

function invalid(row: Row, role: keyof ColumnIndex, value: string, problem: { limit: string; remedy: string }): CsvValueInvalid {
  return new CsvValueInvalid({ file: row.file, line: row.line, column: row.columns[role] ?? role, value, ...problem })
}
