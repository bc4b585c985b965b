import { BAR_INTERVAL_MS } from '../../../models/data/barSeries.js'
import type { CsvSourceConfig } from '../../../models/data/sourceConfig.js'
import { toBarSeries } from '../../../models/data/barRows.js'
import type { Bar } from '../../../models/data/barSeries.js'
import type { MarketDataSource } from '../marketDataSource.js'
import { NoClosedBars } from '../errors.js'
import { csvFile } from './csvFile.js'
import { readCsvBar } from './csvRow.js'

/**
 * Make a source of bars in a CSV file, plain or gzip.
 *
 * @param baseDir - folder that the file's path is relative to.
 * @throws {CsvAssetColumnNeeded} when several assets are mapped and no column tells them apart.
 */
export function csvSource(config: CsvSourceConfig, { baseDir }: { readonly baseDir: string }): MarketDataSource {
  const { name, interval, path: file } = config
  const { carries, rowsOf } = csvFile<CsvSourceConfig['columns'], Bar>(config, baseDir, (row, previous, symbol) =>
    readCsvBar(row, previous, symbol, interval),
  )
  return {
    name,
    kind: 'csv',
    carries,
    async fetch({ asset, asOfMs, signal }) {
      const bars = await rowsOf(asset, signal)
      const closed = bars.filter(({ openTimeMs }) => openTimeMs + BAR_INTERVAL_MS[interval] <= asOfMs)
      if (closed.length === 0) {
        const first = new Date(bars[0]?.openTimeMs ?? 0).toISOString()
        throw new NoClosedBars({ source: name, asset, asOfMs, details: `Its first bar in ${file} opens at ${first}.` })
      }
      return toBarSeries(closed, { asset, source: name, interval, isSynthetic: false })
    },
  }
}
