import type { CsvSourceConfig } from '../../../models/data/sourceConfig.js'
import { BAR_INTERVAL_MS, type BarInterval } from '../../../models/data/barSeries.js'
import type { Bar } from '../bar.js'
import { type CsvRow, cellOf, invalidCell, readDecimal, readTime } from './csvRow.js'
import { CsvTimeOrder } from './csvTimeOrder.js'

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
