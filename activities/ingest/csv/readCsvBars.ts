import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { CsvError, parse as csvParser } from 'csv-parse'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { BAR_INTERVAL_MS } from '../../../models/market/barSeries.js'
import type { CsvSourceConfig } from '../../../models/market/sourceConfig.js'
import type { Bar } from '../bar.js'
import { CsvFileUnreadable } from './csvFileUnreadable.js'
import { CsvHeaderInvalid } from './csvHeaderInvalid.js'
import { CsvRowMalformed } from './csvRowMalformed.js'
import { CsvTimeOrder } from './csvTimeOrder.js'
import { type ColumnIndex, readCsvRow } from './readCsvRow.js'

/** What a CSV file holds: bars by the file's symbol, or the error of the symbol's first bad row, and every symbol seen. */
export interface CsvBars {
  readonly bySymbol: ReadonlyMap<string, readonly Bar[] | PlimsollError>
  readonly present: readonly string[]
}

/** What of a source's configuration the file's content depends on. */
export interface CsvLayout {
  readonly columns: CsvSourceConfig['columns']
  readonly interval: CsvSourceConfig['interval']
  /** Symbols to read; rows of others are skipped unread. */
  readonly symbols: ReadonlySet<string>
}

/**
 * Stream a CSV file, plain or gzip, into bars.
 *
 * A row that cannot be split fails the file; a bad value or time fails its symbol only, so that one asset's bad row does not
 * take the others' data away.
 *
 * @param path - absolute path.
 * @param file - the path as errors show it.
 * @throws {CsvFileUnreadable} when the file is missing, forbidden or a broken gzip.
 * @throws {CsvHeaderInvalid} when a mapped column is missing or stands twice.
 * @throws {CsvRowMalformed} when a row does not fit the header.
 */
export async function readCsvBars(path: string, file: string, layout: CsvLayout, signal?: AbortSignal): Promise<CsvBars> {
  const parser = csvParser({ bom: true, trim: true, info: true, skip_empty_lines: true, max_record_size: 65_536 })
  const bySymbol = new Map<string, Bar[] | PlimsollError>()
  const present = new Set<string>()
  // Kept aside: the pipeline may reject with the AbortError of its own clean-up instead.
  let headerError: PlimsollError | null = null

  function readHeader(record: readonly string[]): ColumnIndex {
    try {
      return indexColumns(file, layout.columns, record)
    } catch (error) {
      headerError = error as CsvHeaderInvalid
      throw error
    }
  }

  async function collect(records: AsyncIterable<{ record: string[]; info: { lines: number } }>): Promise<void> {
    let index: ColumnIndex | null = null
    for await (const { record, info } of records) {
      if (index === null) {
        index = readHeader(record)
        continue
      }
      const symbol = index.asset === -1 ? '' : (record[index.asset] as string)
      present.add(symbol)
      if (index.asset !== -1 && !layout.symbols.has(symbol)) continue
      const bars = bySymbol.get(symbol) ?? []
      if (bars instanceof PlimsollError) continue
      bySymbol.set(symbol, bars)
      try {
        bars.push(nextBar({ file, line: info.lines, record, index, layout, symbol, previous: bars.at(-1) }))
      } catch (error) {
        if (!(error instanceof PlimsollError)) throw error
        bySymbol.set(symbol, error)
      }
    }
    if (index === null) readHeader([])
  }

  try {
    const options = signal === undefined ? {} : { signal }
    const input = createReadStream(path)
    if (await isGzip(path)) await pipeline(input, createGunzip(), parser, collect, options)
    else await pipeline(input, parser, collect, options)
  } catch (error) {
    signal?.throwIfAborted()
    if (headerError !== null) throw headerError
    if (error instanceof CsvError) throw new CsvRowMalformed(file, Number(error.lines ?? 0), reasonOf(error))
    throw new CsvFileUnreadable(file, error)
  }
  return { bySymbol, present: [...present] }
}

interface RowContext {
  readonly file: string
  readonly line: number
  readonly record: readonly string[]
  readonly index: ColumnIndex
  readonly layout: CsvLayout
  readonly symbol: string
  readonly previous: Bar | undefined
}

function nextBar({ file, line, record, index, layout, symbol, previous }: RowContext): Bar {
  const bar = readCsvRow({ file, line, record, index, columns: layout.columns })
  if (previous === undefined) return bar
  const elapsedMs = bar.openTimeMs - previous.openTimeMs
  if (elapsedMs >= BAR_INTERVAL_MS[layout.interval]) return bar
  throw new CsvTimeOrder({
    file,
    line,
    column: layout.columns.time,
    value: record[index.time] as string,
    problem: elapsedMs === 0 ? 'duplicate' : elapsedMs < 0 ? 'descending' : 'overlapping',
    symbol: symbol === '' ? 'the asset' : symbol,
    previousMs: previous.openTimeMs,
    interval: layout.interval,
  })
}

function indexColumns(file: string, columns: CsvSourceConfig['columns'], header: readonly string[]): ColumnIndex {
  const indexOf = (role: keyof typeof columns): number => {
    const name = columns[role]
    if (name === null) return -1
    const at = header.indexOf(name)
    if (at === -1) throw new CsvHeaderInvalid(file, 'missing', role, name, header)
    if (header.lastIndexOf(name) !== at) throw new CsvHeaderInvalid(file, 'twice', role, name, header)
    return at
  }
  const [time, asset, open, high] = [indexOf('time'), indexOf('asset'), indexOf('open'), indexOf('high')]
  return { time, asset, open, high, low: indexOf('low'), close: indexOf('close'), volumeUsd: indexOf('volumeUsd') }
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
