import { durationMs } from '../../../core/duration.js'
import type { CsvImpliedConfig } from '../../../models/data/impliedConfig.js'
import { csvFile } from '../csv/csvFile.js'
import { type CsvRow, cellOf, invalidCell, readDecimal, readTime } from '../csv/csvRow.js'
import { CsvTimeOrder } from '../csv/errors.js'
import type { ImpliedSource } from './impliedSource.js'
import { NoImpliedValues } from '../errors.js'

interface ImpliedRow {
  readonly atMs: number
  readonly value: number
}

/**
 * Make a source of implied volatility in a CSV file, plain or gzip: one value a row.
 *
 * Any number is taken as it stands, also zero and below, and two of one instant: the quality stage names them.
 *
 * @param baseDir - folder that the file's path is relative to.
 * @throws {CsvAssetColumnNeeded} when several assets are mapped and no column tells them apart.
 */
export function csvImpliedSource(config: CsvImpliedConfig, { baseDir }: { readonly baseDir: string }): ImpliedSource {
  const { name, path: file, measure, horizonDays } = config
  const { carries, rowsOf } = csvFile<CsvImpliedConfig['columns'], ImpliedRow>(config, baseDir, readImpliedRow)
  const delayMs = durationMs(config.knownAfter)
  return {
    name,
    carries,
    async fetch({ asset, asOfMs, signal }) {
      const rows = await rowsOf(asset, signal)
      const known = rows.filter(({ atMs }) => atMs + delayMs <= asOfMs)
      if (known.length === 0) {
        const first = new Date((rows[0]?.atMs ?? 0) + delayMs).toISOString()
        throw new NoImpliedValues({ source: name, asset, asOfMs, details: `Its first value in ${file} was known at ${first}.` })
      }
      return {
        asset,
        source: name,
        measure,
        horizonDays,
        knownAtMs: known.map(({ atMs }) => atMs + delayMs),
        values: known.map(({ value }) => value),
      }
    },
  }
}

/**
 * Read one row.
 *
 * @throws {CsvValueInvalid} when a cell is no time or no number.
 * @throws {CsvTimeOrder} when it stands before the row in front of it.
 */
function readImpliedRow(row: CsvRow<CsvImpliedConfig['columns']>, previous: ImpliedRow | undefined, symbol: string): ImpliedRow {
  const atMs = readTime(row)
  const text = cellOf(row, 'value')
  const value = readDecimal(text)
  if (!Number.isFinite(value)) {
    throw invalidCell(row, 'value', text, {
      limit: 'a decimal number',
      remedy: 'Drop the row: a missing day is found and named later.',
    })
  }
  if (previous !== undefined && atMs < previous.atMs) {
    throw new CsvTimeOrder({
      file: row.file,
      line: row.line,
      column: row.columns.time,
      value: cellOf(row, 'time'),
      problem: 'descending',
      symbol: symbol === '' ? 'the asset' : symbol,
      previousMs: previous.atMs,
      interval: '1d',
    })
  }
  return { atMs, value }
}
