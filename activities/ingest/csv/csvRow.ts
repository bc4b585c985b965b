import { CsvValueInvalid } from './csvValueInvalid.js'
import { parseCsvTime } from './parseCsvTime.js'

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
