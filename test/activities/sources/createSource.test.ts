import { existsSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { addSource, createSource } from '../../../activities/sources/createSource.js'
import { barSeriesSchema } from '../../../models/data/barSeries.js'
import { BUILT_IN_FORMS, sourceConfigSchema } from '../../../models/data/sourceConfig.js'

const surroundings = { baseDir: process.cwd(), environment: () => undefined }
const create = (config: Record<string, unknown>) =>
  createSource(sourceConfigSchema.parse({ name: 'one', ...config }), surroundings)

describe('createSource', () => {
  it('default', () => {
    expect(create({ kind: 'csv', path: 'x.csv', symbols: { WETH: 'ETH' } })).toMatchObject({ kind: 'csv', name: 'one' })
    expect(create({ kind: 'exchange', venue: 'binance', symbols: { WETH: 'ETH/USDT' } })).toMatchObject({ kind: 'exchange' })
    expect(create({ kind: 'synthetic', seed: 1, assets: {} })).toMatchObject({ kind: 'synthetic' })
  })

  it('behavior: the data of the quick start, as of the eve of the crash', async () => {
    expect(existsSync('examples/data/spot_daily.csv.gz')).toBe(true)
    const asOfMs = Date.UTC(2022, 5, 12)
    const spot = create({
      kind: 'csv',
      path: 'examples/data/spot_daily.csv.gz',
      symbols: { WETH: 'ETH', WBTC: 'BTC', LINK: 'LINK', AAVE: 'AAVE' },
    })
    const series = await Promise.all(['WETH', 'WBTC', 'LINK', 'AAVE'].map((asset) => spot.fetch({ asset, asOfMs })))
    for (const one of series) {
      barSeriesSchema.parse(one)
      expect(one.openTimesMs.at(-1)).toBe(Date.UTC(2022, 5, 11))
    }
    const link = series[2]
    const badPrint = link?.openTimesMs.indexOf(Date.UTC(2020, 2, 12)) ?? -1
    expect(link?.low[badPrint]).toBe(0.0001)
    const index = create({ kind: 'csv', path: 'examples/data/index_daily.csv.gz', symbols: { WETH: 'ETH', AAVE: 'AAVE' } })
    expect((await index.fetch({ asset: 'WETH', asOfMs })).close.length).toBeGreaterThan(1_000)
    await expect(index.fetch({ asset: 'AAVE', asOfMs })).rejects.toMatchObject({ code: 'CSV_ASSET_MISSING' })
  })

  it('error: UnknownSource, and a source whose kind is taken is not added', () => {
    const config = { kind: 'other', name: 'one', interval: '1d', timeout: '20s' } as const
    expect(() => createSource(config, surroundings)).toThrow(expect.objectContaining({ code: 'UNKNOWN_SOURCE' }))
    expect(() =>
      addSource({ kind: 'csv', form: BUILT_IN_FORMS.csv, create: () => create({ kind: 'synthetic', seed: 1, assets: {} }) }),
    ).toThrow(expect.objectContaining({ code: 'PART_NOT_ADDED' }))
  })
})
