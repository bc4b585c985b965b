import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { CsvError, parse as csvParser } from 'csv-parse'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import type { ColumnIndex, CsvColumns, CsvRow } from './csvRow.js'
import { CsvFileUnreadable, CsvHeaderInvalid, CsvRowMalformed } from './errors.js'

/** What a CSV file holds: rows by the file's symbol, or the error of the symbol's first bad row, and every symbol seen. */
export interface CsvRows<Row> {
  readonly bySymbol: ReadonlyMap<string, readonly Row[] | PlimsollError>
  readonly present: readonly string[]
}

/** What of a source's configuration the file's content depends on. */
export interface CsvLayout<Columns extends CsvColumns, Row> {
  readonly columns: Columns
  /** Symbols to read; rows of others are skipped unread. */
  readonly symbols: ReadonlySet<string>
  /**
   * Read one row.
   *
   * @param previous - what the same symbol's row before it was read as.
   * @param symbol - the row's symbol, empty where the file has one asset.
   * @throws {PlimsollError} when the row is bad: its symbol then has no rows at all.
   */
  readonly read: (row: CsvRow<Columns>, previous: Row | undefined, symbol: string) => Row
}

/**
 * Stream a CSV file, plain or gzip, into rows by symbol.
 *
 * A row that cannot be split fails the file; a bad value or time fails its symbol only, so that one asset's bad row does not
 * take the others' data away.
 *
 * @param path - absolute path.
 * @param file - the path as errors show it.
 * @throws {CsvFileUnreadable} when the file is missing, forbidden or a broken gzip.
 * @throws {CsvHeaderInvalid} when a mapped column is missing or is duplicated.
 * @throws {CsvRowMalformed} when a row does not fit the header.
 */
export async function readCsvRows<Columns extends CsvColumns, Row>(
  path: string,
  file: string,
  layout: CsvLayout<Columns, Row>,
  signal?: AbortSignal,
): Promise<CsvRows<Row>> {
  const { columns } = layout
  const bySymbol = new Map<string, Row[] | PlimsollError>()
  const present = new Set<string>()
  let index: ColumnIndex<Columns> | null = null
  // Kept aside: the pipeline may reject with the AbortError of its own clean-up instead.
  let failure: unknown = null

  function readRow(record: readonly string[], line: number): void {
    if (index === null) {
      index = indexColumns(file, columns, record)
      return
    }
    const symbol = index.asset === -1 ? '' : (record[index.asset] as string)
    present.add(symbol)
    if (index.asset !== -1 && !layout.symbols.has(symbol)) return
    const rows = bySymbol.get(symbol) ?? []
    if (rows instanceof PlimsollError) return
    bySymbol.set(symbol, rows)
    try {
      rows.push(layout.read({ file, line, record, index, columns }, rows.at(-1), symbol))
    } catch (error) {
      if (!(error instanceof PlimsollError)) throw error
      bySymbol.set(symbol, error)
    }
  }

  // Rows are read where they are split, and none is handed on: a promise a row costs more than the row.
  const parser = csvParser({
    ...{ bom: true, trim: true, skip_empty_lines: true, max_record_size: 65_536 },
    on_record: (record: string[], { lines }) => {
      try {
        readRow(record, lines)
        return null
      } catch (error) {
        failure = error
        throw error
      }
    },
  })
  try {
    const options = signal === undefined ? {} : { signal }
    const input = createReadStream(path)
    parser.resume()
    if (await isGzip(path)) await pipeline(input, createGunzip(), parser, options)
    else await pipeline(input, parser, options)
    if (index === null) indexColumns(file, columns, [])
  } catch (error) {
    signal?.throwIfAborted()
    if (failure !== null) throw failure
    if (error instanceof CsvHeaderInvalid) throw error
    if (error instanceof CsvError) throw new CsvRowMalformed(file, Number(error.lines ?? 0), reasonOf(error))
    throw new CsvFileUnreadable(file, error)
  }
  return { bySymbol, present: [...present] }
}

function indexColumns<Columns extends CsvColumns>(
  file: string,
  columns: Columns,
  header: readonly string[],
): ColumnIndex<Columns> {
  const indexOf = (role: string, name: string | null): number => {
    if (name === null) return -1
    const at = header.indexOf(name)
    if (at === -1) throw new CsvHeaderInvalid(file, 'missing', role, name, header)
    if (header.lastIndexOf(name) !== at) throw new CsvHeaderInvalid(file, 'twice', role, name, header)
    return at
  }
  const indices = Object.entries(columns).map(([role, name]) => [role, indexOf(role, name)] as const)
  return Object.fromEntries(indices) as ColumnIndex<Columns>
}

async function isGzip(path: string): Promise<boolean> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}

function reasonOf(error: CsvError): string {
  switch (error.code) {
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH':
      return `it has ${(error.record as unknown[] | undefined)?.length ?? 'another number of'} values, unlike the header`
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quote is not closed'
    case 'CSV_MAX_RECORD_SIZE':
      return 'it is longer than 65,536 characters (a quote may be left open)'
    default:
      return error.code.toLowerCase().replaceAll('_', ' ')
  }
}
