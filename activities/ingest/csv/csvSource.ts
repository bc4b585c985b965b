import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { BAR_INTERVAL_MS } from '../../../models/market/barSeries.js'
import type { CsvSourceConfig } from '../../../models/market/sourceConfig.js'
import { AssetNotCarried } from '../assetNotCarried.js'
import { toBarSeries } from '../bar.js'
import type { MarketDataSource } from '../marketDataSource.js'
import { NoClosedBars } from '../noClosedBars.js'
import { CsvAssetColumnNeeded } from './csvAssetColumnNeeded.js'
import { CsvAssetMissing } from './csvAssetMissing.js'
import { CsvFileUnreadable } from './csvFileUnreadable.js'
import { type CsvBars, readCsvBars } from './readCsvBars.js'

/**
 * Make a source of bars in a CSV file, plain or gzip.
 *
 * The file is parsed once for all assets and again only when its time or size changes.
 *
 * @param baseDir - folder that the file's path is relative to.
 * @throws {CsvAssetColumnNeeded} when several assets are mapped and no column tells them apart.
 */
export function csvSource(config: CsvSourceConfig, { baseDir }: { readonly baseDir: string }): MarketDataSource {
  const { name, interval, columns, path: file } = config
  const path = resolve(baseDir, file)
  const symbols = new Map(Object.entries(config.symbols))
  if (columns.asset === null && symbols.size > 1) throw new CsvAssetColumnNeeded(name, [...symbols.keys()])
  let parsed: { readonly version: string; readonly bars: Promise<CsvBars> } | null = null

  async function barsOfFile(): Promise<CsvBars> {
    const version = await versionOf(path, file)
    if (parsed?.version !== version) {
      // Not cancelled with one caller: the others wait for the same parse.
      const bars = readCsvBars(path, file, { columns, interval, symbols: new Set(symbols.values()) })
      parsed = { version, bars }
      bars.catch(() => {
        if (parsed?.bars === bars) parsed = null
      })
    }
    return parsed.bars
  }

  return {
    name,
    kind: 'csv',
    carries: (asset) => symbols.has(asset),
    async fetch({ asset, asOfMs, signal }) {
      const symbol = symbols.get(asset)
      if (symbol === undefined) throw new AssetNotCarried(name, asset, [...symbols.keys()])
      signal?.throwIfAborted()
      const { bySymbol, present } = await barsOfFile()
      signal?.throwIfAborted()
      const bars = bySymbol.get(columns.asset === null ? '' : symbol)
      if (bars === undefined) throw new CsvAssetMissing({ file, asset, symbol, present })
      if (bars instanceof PlimsollError) throw bars
      const closed = bars.filter(({ openTimeMs }) => openTimeMs + BAR_INTERVAL_MS[interval] <= asOfMs)
      if (closed.length === 0) {
        const first = new Date(bars[0]?.openTimeMs ?? 0).toISOString()
        throw new NoClosedBars({ source: name, asset, asOfMs, details: `Its first bar in ${file} opens at ${first}.` })
      }
      return toBarSeries(closed, { asset, source: name, interval, isSynthetic: false })
    },
  }
}

async function versionOf(path: string, file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(path)
    return `${mtimeMs} ${size} ${ino}`
  } catch (cause) {
    throw new CsvFileUnreadable(file, cause)
  }
}
