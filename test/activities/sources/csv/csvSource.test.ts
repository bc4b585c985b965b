import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { csvSource } from '../../../../activities/sources/csv/csvSource.js'
import { PlimsollError } from '../../../../core/errors/plimsollError.js'
import { barSeriesSchema } from '../../../../models/data/barSeries.js'
import { csvSourceConfigSchema } from '../../../../models/data/sourceConfig.js'

const HEADER = 'asset,date,open,high,low,close,volume_usd'
const ROWS = [
  'BTC,2022-06-09,30000,31000,29000,30500,1000000',
  'BTC,2022-06-10,30500,30600,29000,29100,2000000',
  'BTC,2022-06-11,29100,29400,28000,28400,3000000',
  'ETH,2022-06-10,1800,1810,1650,1660,500000',
  'ETH,2022-06-11,1660,1680,1500,1530,600000',
]
const asOfMs = Date.UTC(2022, 5, 12)

let baseDir: string

beforeEach(async () => {
  baseDir = await mkdtemp(join(tmpdir(), 'plimsoll-csv-'))
})

afterEach(() => rm(baseDir, { recursive: true, force: true }))

const source = (options: Record<string, unknown> = {}) =>
  csvSource(
    csvSourceConfigSchema.parse({
      kind: 'csv',
      name: 'spot',
      path: 'prices.csv',
      symbols: { WBTC: 'BTC', WETH: 'ETH' },
      ...options,
    }),
    { baseDir },
  )

const write = (lines: readonly string[] | Buffer, name = 'prices.csv') =>
  writeFile(join(baseDir, name), Buffer.isBuffer(lines) ? lines : `${lines.join('\n')}\n`)

async function failure(asset = 'WBTC', options: Record<string, unknown> = {}): Promise<PlimsollError> {
  const error = await source(options)
    .fetch({ asset, asOfMs })
    .catch((thrown: unknown) => thrown)
  if (!(error instanceof PlimsollError)) throw new Error(`expected a PlimsollError, got ${String(error)}`)
  return error
}

describe('csvSource', () => {
  it('default', async () => {
    await write([HEADER, ...ROWS])
    const series = await source().fetch({ asset: 'WBTC', asOfMs })
    expect(barSeriesSchema.parse(series)).toEqual({
      asset: 'WBTC',
      source: 'spot',
      interval: '1d',
      isSynthetic: false,
      openTimesMs: [Date.UTC(2022, 5, 9), Date.UTC(2022, 5, 10), Date.UTC(2022, 5, 11)],
      open: [30000, 30500, 29100],
      high: [31000, 30600, 29400],
      low: [29000, 29000, 28000],
      close: [30500, 29100, 28400],
      volumeUsd: [1000000, 2000000, 3000000],
    })
  })

  it('behavior: gzip is told by its content', async () => {
    await write(gzipSync([HEADER, ...ROWS].join('\n')))
    expect((await source().fetch({ asset: 'WETH', asOfMs })).close).toEqual([1660, 1530])
  })

  it('behavior: only bars closed by the as-of instant', async () => {
    await write([HEADER, ...ROWS])
    const closes = async (at: number) => (await source().fetch({ asset: 'WBTC', asOfMs: at })).close
    expect(await closes(asOfMs - 1)).toEqual([30500, 29100])
    expect(await closes(asOfMs)).toEqual([30500, 29100, 28400])
  })

  it('behavior: mapped columns, in any order, among others; one asset without an asset column; no volume', async () => {
    await write(['Close,x,Open,Low,High,Time', '1.5,a,1,0.5,2,1654819200', '2.5,b,1.5,1.5,2.5,1654905600'])
    const series = await source({
      columns: { time: 'Time', asset: null, open: 'Open', high: 'High', low: 'Low', close: 'Close', volumeUsd: null },
      symbols: { LINK: 'LINK' },
    }).fetch({ asset: 'LINK', asOfMs })
    expect(series).toMatchObject({
      close: [1.5, 2.5],
      volumeUsd: [0, 0],
      openTimesMs: [Date.UTC(2022, 5, 10), Date.UTC(2022, 5, 11)],
    })
  })

  it('behavior: byte order mark, CRLF, blank lines, quotes, spaces, empty volume', async () => {
    await write(Buffer.from(`\uFEFF${HEADER}\r\n\r\n"BTC", 2022-06-10 ,3e4,31000,29000,"30500",\r\n\r\n`))
    expect(await source().fetch({ asset: 'WBTC', asOfMs })).toMatchObject({ open: [30000], close: [30500], volumeUsd: [0] })
  })

  it('behavior: implausible but positive prices are kept for the quality stage', async () => {
    await write([HEADER, 'BTC,2022-06-10,30000,29000,0.0001,30500,1'])
    expect((await source().fetch({ asset: 'WBTC', asOfMs })).low).toEqual([0.0001])
  })

  it('behavior: parses once for all assets, and again when the file changes', async () => {
    await write([HEADER, ...ROWS])
    const spot = source()
    expect((await spot.fetch({ asset: 'WBTC', asOfMs })).close.at(-1)).toBe(28400)
    await write([HEADER, ...ROWS.map((row) => row.replace('28400', '28401'))])
    await utimes(join(baseDir, 'prices.csv'), new Date(0), new Date(5_000))
    expect((await spot.fetch({ asset: 'WBTC', asOfMs })).close.at(-1)).toBe(28401)
  })

  it("behavior: one asset's bad row leaves the others their data", async () => {
    await write([HEADER, ...ROWS, 'ETH,2022-06-12,-5,1,1,1,1'])
    expect((await source().fetch({ asset: 'WBTC', asOfMs })).close).toHaveLength(3)
    expect((await failure('WETH')).code).toBe('CSV_VALUE_INVALID')
  })

  it('behavior: carries what is configured', () => {
    expect([source().carries('WETH'), source().carries('AAVE'), source().carries('toString')]).toEqual([true, false, false])
  })

  it('behavior: a signal that has fired', async () => {
    await write([HEADER, ...ROWS])
    await expect(source().fetch({ asset: 'WBTC', asOfMs, signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop')
  })

  it('error: CsvFileUnreadable', async () => {
    expect(await failure()).toMatchObject({ code: 'CSV_FILE_UNREADABLE', file: 'prices.csv' })
    expect((await failure()).message).toContain('relative to the folder of the configuration file')
    await write(gzipSync([HEADER, ...ROWS].join('\n')).subarray(0, 60))
    expect(await failure()).toMatchObject({ code: 'CSV_FILE_UNREADABLE' })
    expect(await failure('WBTC', { path: '.' })).toMatchObject({ code: 'CSV_FILE_UNREADABLE' })
  })

  it('error: CsvHeaderInvalid', async () => {
    await write(['asset,date,open,high,low,Close,volume_usd', ...ROWS])
    expect(await failure()).toMatchObject({ code: 'CSV_HEADER_INVALID', column: 'close' })
    expect((await failure()).message).toContain('close: Close')
    await write(['asset,date,open,high,low,close,close', ...ROWS])
    expect((await failure()).message).toContain('is duplicated')
    await write(Buffer.from(''))
    expect((await failure()).message).toContain('The file is empty.')
    await write(Buffer.from('<!doctype html>\n<html>'))
    expect(await failure()).toMatchObject({ code: 'CSV_HEADER_INVALID' })
  })

  it('error: CsvRowMalformed', async () => {
    for (const row of ['BTC,2022-06-12,1,2', 'BTC,2022-06-12,1,2,3,4,5,6', 'BTC,2022-06-12,"1,2,3,4,5']) {
      await write([HEADER, ROWS[0] as string, row])
      expect(await failure()).toMatchObject({ code: 'CSV_ROW_MALFORMED', file: 'prices.csv', line: 3 })
    }
  })

  it('error: CsvRowMalformed for a quote that swallows the file', async () => {
    await write([HEADER, 'BTC,2022-06-12,"1,2,3,4,5', ...Array.from({ length: 3_000 }, () => ROWS[0] as string)])
    expect(await failure()).toMatchObject({ code: 'CSV_ROW_MALFORMED' })
  })

  it('error: CsvValueInvalid', async () => {
    for (const [column, cell] of [
      [2, '-30000'],
      [3, '0'],
      [4, 'NaN'],
      [5, ''],
      [5, 'Infinity'],
      [5, '1e999'],
      [2, '0x10'],
      [2, '30 000'],
      [6, '-1'],
      [1, '2022-02-30'],
      [1, 'yesterday'],
    ] as const) {
      const cells = 'BTC,2022-06-12,1,1,1,1,1'.split(',')
      cells[column] = cell
      await write([HEADER, ROWS[0] as string, '', cells.join(',')])
      expect(await failure()).toMatchObject({
        code: 'CSV_VALUE_INVALID',
        line: 4,
        column: HEADER.split(',')[column],
        value: cell,
        retryable: false,
      })
    }
    await write([HEADER, 'BTC,2022-06-12,"30,000",1,1,1,1'])
    expect((await failure()).message).toMatch(
      /prices\.csv:2: open is "30,000", and must be a positive decimal number\.\n.*nothing between thousands/,
    )
  })

  it('error: CsvTimeOrder', async () => {
    const at = (time: string) => `BTC,${time},1,1,1,1,1`
    for (const [first, second, problem] of [
      ['2022-06-10', '2022-06-10', 'duplicate'],
      ['2022-06-10', '2022-06-09', 'descending'],
      ['2022-06-10T00:00:00Z', '2022-06-10T01:00:00Z', 'overlapping'],
    ] as const) {
      await write([HEADER, at(first), ROWS[3] as string, at(second)])
      expect(await failure()).toMatchObject({ code: 'CSV_TIME_ORDER', line: 4, column: 'date', value: second, problem })
    }
  })

  it('error: CsvAssetMissing', async () => {
    await write([HEADER, ...ROWS])
    const error = await failure('WETH', { symbols: { WETH: 'eth' } })
    expect(error).toMatchObject({ code: 'CSV_ASSET_MISSING', symbol: 'eth' })
    expect(error.message).toContain('WETH: ETH')
    await write([HEADER])
    expect((await failure()).message).toContain('The file has: no rows.')
  })

  it('error: CsvAssetColumnNeeded', () => {
    expect(() => source({ columns: { asset: null } })).toThrow(/names 2 assets \(WBTC, WETH\) and no asset column/)
  })

  it('error: AssetNotCarried', async () => {
    expect(await failure('AAVE')).toMatchObject({ code: 'ASSET_NOT_CARRIED', asset: 'AAVE', source: 'spot' })
  })

  it('error: NoClosedBars', async () => {
    await write([HEADER, ...ROWS])
    const error = await source()
      .fetch({ asset: 'WETH', asOfMs: Date.UTC(2022, 5, 10, 23) })
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'NO_CLOSED_BARS', asOf: '2022-06-10T23:00:00.000Z' })
    expect(String(error)).toContain('opens at 2022-06-10T00:00:00.000Z')
  })
})
