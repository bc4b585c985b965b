import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createImpliedSource } from '../../../../activities/sources/implied/createImpliedSource.js'
import { PlimsollError } from '../../../../core/errors/plimsollError.js'
import { impliedConfigSchema } from '../../../../models/data/impliedConfig.js'
import { impliedSeriesSchema } from '../../../../models/data/impliedSeries.js'

const ROWS = ['date,dvol', '2022-06-09,71.2', '2022-06-10,74.5', '2022-06-11,81']
const asOfMs = Date.UTC(2022, 5, 12)
const days = (...dates: number[]) => dates.map((date) => Date.UTC(2022, 5, date))

let baseDir: string

beforeEach(async () => {
  baseDir = await mkdtemp(join(tmpdir(), 'plimsoll-implied-'))
})

afterEach(() => rm(baseDir, { recursive: true, force: true }))

const source = (options: Record<string, unknown> = {}) => {
  const columns = { value: 'dvol' }
  const whole = { kind: 'csv', name: 'dvol', path: 'dvol.csv', columns, symbols: { WBTC: 'BTC' }, ...options }
  return createImpliedSource(impliedConfigSchema.parse(whole), { baseDir, environment: () => undefined })
}
const write = (content: readonly string[] | Buffer) =>
  writeFile(join(baseDir, 'dvol.csv'), Buffer.isBuffer(content) ? content : `${content.join('\n')}\n`)
const fetch = (options: Record<string, unknown> = {}, at = asOfMs, asset = 'WBTC') => source(options).fetch({ asset, asOfMs: at })

async function failure(options: Record<string, unknown> = {}, at = asOfMs, asset = 'WBTC'): Promise<PlimsollError> {
  const error = await fetch(options, at, asset).catch((thrown: unknown) => thrown)
  if (!(error instanceof PlimsollError)) throw new Error(`expected a PlimsollError, got ${String(error)}`)
  return error
}

describe('csvImpliedSource', () => {
  it('default: the value of a day is known when the day is over', async () => {
    await write(ROWS)
    const series = await fetch()
    expect(impliedSeriesSchema.parse(series)).toEqual({
      asset: 'WBTC',
      source: 'dvol',
      measure: 'percentAnnualised',
      horizonDays: 30,
      knownAtMs: days(10, 11, 12),
      values: [71.2, 74.5, 81],
    })
  })

  it('behavior: only values known by the as-of instant', async () => {
    await write(ROWS)
    expect((await fetch({}, asOfMs - 1)).values).toEqual([71.2, 74.5])
    expect((await fetch({ knownAfter: '2d' })).values).toEqual([71.2, 74.5])
    expect((await fetch({ knownAfter: '1ms' }, asOfMs - 1)).knownAtMs.at(-1)).toBe(Date.UTC(2022, 5, 11) + 1)
  })

  it('behavior: gzip, an asset column, another measure and horizon', async () => {
    await write(gzipSync(['name,day,v', 'BTC,2022-06-10,0.745', 'ETH,2022-06-10,0.9', 'BTC,2022-06-11,.81'].join('\n')))
    const series = await fetch({
      columns: { time: 'day', asset: 'name', value: 'v' },
      symbols: { WBTC: 'BTC', WETH: 'ETH' },
      measure: 'fractionAnnualised',
      horizonDays: 7,
    })
    expect(series).toMatchObject({ values: [0.745, 0.81], measure: 'fractionAnnualised', horizonDays: 7 })
  })

  it('behavior: any number, and two of one instant, are left to the quality stage', async () => {
    await write([...ROWS, '2022-06-11,0', '2022-06-11,-5'])
    expect(await fetch()).toMatchObject({ values: [71.2, 74.5, 81, 0, -5], knownAtMs: days(10, 11, 12, 12, 12) })
  })

  it('error: NoImpliedValues', async () => {
    await write(ROWS)
    const error = await failure({}, Date.UTC(2022, 5, 9))
    expect(error).toMatchObject({ code: 'NO_IMPLIED_VALUES', asset: 'WBTC', asOf: '2022-06-09T00:00:00.000Z' })
    expect(error.message).toContain('2022-06-10T00:00:00.000Z')
  })

  it('error: CsvValueInvalid, CsvTimeOrder, CsvHeaderInvalid, CsvFileUnreadable, CsvAssetMissing, AssetNotCarried, CsvAssetColumnNeeded', async () => {
    expect(await failure()).toMatchObject({ code: 'CSV_FILE_UNREADABLE' })
    for (const value of ['', '.', 'NaN', '1,5', '1e999']) {
      await write([...ROWS, `2022-06-12,"${value}"`])
      expect(await failure()).toMatchObject({ code: 'CSV_VALUE_INVALID', line: 5, column: 'dvol' })
    }
    await write([...ROWS, 'yesterday,70'])
    expect(await failure()).toMatchObject({ code: 'CSV_VALUE_INVALID', column: 'date' })
    await write([...ROWS, '2022-06-08,70'])
    expect(await failure()).toMatchObject({ code: 'CSV_TIME_ORDER', problem: 'descending', line: 5 })
    await write(['date,vix', '2022-06-11,20'])
    expect(await failure()).toMatchObject({ code: 'CSV_HEADER_INVALID', column: 'dvol' })
    await write(['date,dvol,of', '2022-06-11,20,ETH'])
    expect(await failure({ columns: { value: 'dvol', asset: 'of' } })).toMatchObject({ code: 'CSV_ASSET_MISSING' })
    expect(await failure({}, asOfMs, 'WETH')).toMatchObject({ code: 'ASSET_NOT_CARRIED' })
    expect(() => source({ symbols: { WBTC: 'BTC', WETH: 'ETH' } })).toThrow(
      expect.objectContaining({ code: 'CSV_ASSET_COLUMN_NEEDED' }),
    )
  })
})
