import { resolve } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { type MarketConfig, marketConfigSchema } from '../../proposals/marketConfig.js'
import { checkSources } from '../../client/checkSources.js'
import { config as fixture } from '../proposals/support/fixture.js'

const baseDir = resolve('examples')
const nowMs = Date.parse('2026-01-01T00:00:00Z')

function check(sources: readonly object[]) {
  const market: MarketConfig = marketConfigSchema.parse({ ...fixture, sources })
  const config = { markets: [{ market }] } as Parameters<typeof checkSources>[0]['config']
  return checkSources({ config, baseDir }, { environment: () => undefined, nowMs })
}

const spot = { name: 'spot', kind: 'csv', path: 'data/spot_daily.csv.gz', symbols: { WETH: 'ETH', AAVE: 'AAVE' } }

describe('checkSources', () => {
  it('default: says of every asset that a source maps what it has', async () => {
    const about = { market: fixture.id, source: 'spot', gives: 'bars', last: '2024-06-30T00:00:00.000Z' }
    expect(await check([spot])).toEqual([
      { ...about, asset: 'WETH', first: '2019-01-17T00:00:00.000Z', count: 1992 },
      { ...about, asset: 'AAVE', first: '2020-10-15T00:00:00.000Z', count: 1355 },
    ])
  })

  it.each([
    ['a column that the file has not', { columns: { high: 'hihg' } }, 'CSV_HEADER_INVALID'],
    ['a file that is not there', { path: 'data/spot_dayly.csv.gz' }, 'CSV_FILE_UNREADABLE'],
  ])('error: %s fails for every asset, and other sources are read all the same', async (_, change, code) => {
    const found = await check([
      { ...spot, ...change },
      { ...spot, name: 'sound', symbols: { WETH: 'ETH' } },
    ])
    expect(found).toMatchObject([
      { source: 'spot', asset: 'WETH', code },
      { source: 'spot', asset: 'AAVE', code },
      { source: 'sound', asset: 'WETH', count: 1992 },
    ])
  })

  it('error: a symbol that the file has not fails for its asset', async () => {
    expect(await check([{ ...spot, symbols: { WETH: 'ETH', LINK: 'LINKK' } }])).toMatchObject([
      { asset: 'WETH', count: 1992 },
      { asset: 'LINK', code: 'CSV_ASSET_MISSING' },
    ])
  })
})
