import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { AssetNotCarried } from '../errors.js'
import type { CsvColumns } from './csvRow.js'
import { CsvAssetColumnNeeded, CsvAssetMissing, CsvFileUnreadable } from './errors.js'
import { type CsvLayout, type CsvRows, readCsvRows } from './readCsvRows.js'

/** What of a source names its file and what is in it. */
export interface CsvFileConfig<Columns extends CsvColumns> {
  /** Name of the source. */
  readonly name: string
  readonly path: string
  readonly columns: Columns
  /** The file's symbol of each asset. */
  readonly symbols: Readonly<Record<string, string>>
}

/** A file of a source, opened when it is first asked for. */
export interface CsvFile<Row> {
  carries(asset: string): boolean
  /**
   * Give an asset's rows, at least one, in the order of the file.
   *
   * @throws {AssetNotCarried} when the source is not configured to have the asset.
   * @throws {CsvAssetMissing} when the file has no row of the asset's symbol.
   * @throws {PlimsollError} of the asset's first bad row, and what `readCsvRows` throws.
   */
  rowsOf(asset: string, signal?: AbortSignal): Promise<readonly Row[]>
}

/**
 * Make the file of a source. It is parsed once for all assets and again only when its time or size changes.
 *
 * @param baseDir - folder that the file's path is relative to.
 * @param read - reads one row.
 * @throws {CsvAssetColumnNeeded} when several assets are mapped and no column tells them apart.
 */
export function csvFile<Columns extends CsvColumns, Row>(
  config: CsvFileConfig<Columns>,
  baseDir: string,
  read: CsvLayout<Columns, Row>['read'],
): CsvFile<Row> {
  const { name, columns, path: file } = config
  const path = resolve(baseDir, file)
  const symbols = new Map(Object.entries(config.symbols))
  if (columns.asset === null && symbols.size > 1) throw new CsvAssetColumnNeeded(name, [...symbols.keys()])
  let parsed: { readonly version: string; readonly rows: Promise<CsvRows<Row>> } | null = null

  async function rowsOfFile(): Promise<CsvRows<Row>> {
    const version = await versionOf(path, file)
    if (parsed?.version !== version) {
      // Not cancelled with one caller: the others wait for the same parse.
      const rows = readCsvRows(path, file, { columns, symbols: new Set(symbols.values()), read })
      parsed = { version, rows }
      rows.catch(() => {
        if (parsed?.rows === rows) parsed = null
      })
    }
    return parsed.rows
  }

  return {
    carries: (asset) => symbols.has(asset),
    async rowsOf(asset, signal) {
      const symbol = symbols.get(asset)
      if (symbol === undefined) throw new AssetNotCarried(name, asset, [...symbols.keys()])
      signal?.throwIfAborted()
      const { bySymbol, present } = await rowsOfFile()
      signal?.throwIfAborted()
      const rows = bySymbol.get(columns.asset === null ? '' : symbol)
      if (rows === undefined) throw new CsvAssetMissing({ file, asset, symbol, present })
      if (rows instanceof PlimsollError) throw rows
      return rows
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
