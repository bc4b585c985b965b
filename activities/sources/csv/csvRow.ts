import { BAR_INTERVAL_MS, type BarInterval } from '../../../models/data/barSeries.js'
import type { CsvSourceConfig } from '../../../models/data/sourceConfig.js'
import type { Bar } from '../../../models/data/barSeries.js'
import { CsvTimeOrder, CsvValueInvalid } from './errors.js'

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** Header name of each column; null where the file has none. */
export type CsvColumns = { readonly [role: string]: string | null } & { readonly time: string; readonly asset: string | null }

/** Where each mapped column stands in a row; -1 where the file has none. */
export type ColumnIndex<Columns extends CsvColumns> = Readonly<Record<keyof Columns, number>> & {
  readonly time: number
  readonly asset: number
}

/** One row of a file, split into cells. */
export interface CsvRow<Columns extends CsvColumns> {
  readonly file: string
  /** Counted from 1, the header included. */
  readonly line: number
  readonly record: readonly string[]
  readonly index: ColumnIndex<Columns>
  readonly columns: Columns
}

/** Take one cell's text. */
export function cellOf<Columns extends CsvColumns>({ record, index }: CsvRow<Columns>, role: keyof Columns): string {
  return record[index[role]] as string
}

/**
 * Read the time of a row.
 *
 * @returns milliseconds since the epoch.
 * @throws {CsvValueInvalid} when the cell is no time.
 */
export function readTime<Columns extends CsvColumns>(row: CsvRow<Columns>): number {
  const value = cellOf(row, 'time')
  const time = parseCsvTime(value)
  if (time !== null) return time
  throw invalidCell(row, 'time', value, {
    limit: 'a date, an instant with its zone, or epoch seconds or milliseconds',
    remedy: 'Write the opening time as 2022-06-11, 2022-06-11T13:00:00Z, 1654952400 or 1654952400000.',
  })
}

/** Read a decimal number; NaN where the text is none. */
export function readDecimal(text: string): number {
  return DECIMAL.test(text) ? Number(text) : Number.NaN
}

/** Make the error of one cell. */
export function invalidCell<Columns extends CsvColumns>(
  { file, line, columns }: CsvRow<Columns>,
  role: keyof Columns & string,
  value: string,
  problem: { readonly limit: string; readonly remedy: string },
): CsvValueInvalid {
  return new CsvValueInvalid({ file, line, column: columns[role] ?? role, value, ...problem })
}

/**
 * Read a time cell: a date (`2022-06-11`, midnight UTC), an ISO 8601 instant with its zone, or epoch seconds or milliseconds.
 *
 * @returns milliseconds since the epoch, or null when the text is none of these. An instant without a zone is refused: hours
 *   of error would pass unseen.
 */
export function parseCsvTime(text: string): number | null {
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1_000
  if (/^\d{12,13}$/.test(text)) return Number(text)
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2}))?$/.exec(text)
  if (match === null) return null
  const [, date = '', time, zone] = match
  const midnight = Date.parse(`${date}T00:00:00Z`)
  // The engine rolls 2022-02-30 over to March; a day that does not come back as written does not exist.
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== date) return null
  if (time === undefined || zone === undefined) return midnight
  const instant = Date.parse(`${date}T${time}${zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`}`)
  return Number.isNaN(instant) ? null : instant
}

type Row = CsvRow<CsvSourceConfig['columns']>

/**
 * Read one row into a bar. Prices are positive; an empty volume is 0, for "the source has none".
 *
 * @param previous - the same symbol's bar before it.
 * @param symbol - the row's symbol, empty where the file has one asset.
 * @throws {CsvValueInvalid} when a cell is no time, price or volume.
 * @throws {CsvTimeOrder} when the bar does not open at least one interval after the one before it.
 */
export function readCsvBar(row: Row, previous: Bar | undefined, symbol: string, interval: BarInterval): Bar {
  const bar = {
    openTimeMs: readTime(row),
    open: readPrice(row, 'open'),
    high: readPrice(row, 'high'),
    low: readPrice(row, 'low'),
    close: readPrice(row, 'close'),
    volumeUsd: readVolume(row),
  }
  if (previous === undefined) return bar
  const elapsedMs = bar.openTimeMs - previous.openTimeMs
  if (elapsedMs >= BAR_INTERVAL_MS[interval]) return bar
  throw new CsvTimeOrder({
    file: row.file,
    line: row.line,
    column: row.columns.time,
    value: cellOf(row, 'time'),
    problem: elapsedMs === 0 ? 'duplicate' : elapsedMs < 0 ? 'descending' : 'overlapping',
    symbol: symbol === '' ? 'the asset' : symbol,
    previousMs: previous.openTimeMs,
    interval,
  })
}

function readPrice(row: Row, role: 'open' | 'high' | 'low' | 'close'): number {
  const value = cellOf(row, role)
  const price = readDecimal(value)
  if (Number.isFinite(price) && price > 0) return price
  throw invalidCell(row, role, value, {
    limit: 'a positive decimal number',
    remedy: value.includes(',')
      ? 'Write a point for decimals and nothing between thousands.'
      : 'Correct the price, or drop the row: a missing bar is found and named later, a made-up one is not.',
  })
}

function readVolume(row: Row): number {
  if (row.index.volumeUsd === -1) return 0
  const value = cellOf(row, 'volumeUsd')
  if (value === '') return 0
  const volume = readDecimal(value)
  if (Number.isFinite(volume) && volume >= 0) return volume
  throw invalidCell(row, 'volumeUsd', value, {
    limit: 'a number of US dollars, 0 or more, or empty',
    remedy: "Correct the volume, or set the source's columns.volumeUsd to null.",
  })
}
