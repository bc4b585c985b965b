import { describe, expect, it } from '@jest/globals'
import { parse } from '../../../../core/schemas/parse.js'
import { type AssetForecast, assetForecast } from '../../../../models/policy/collateral/assetForecast.js'
import { modelConfigSchema } from '../../../../models/policy/modelConfig.js'
import { unmodelledAssets } from '../../../../models/policy/collateral/unmodelledAssets.js'
import { marketStateOf } from '../../book/marketStateOf.js'
import { snapshotOf, syntheticSeries } from './snapshotOf.js'

const models = parse(modelConfigSchema, { bandDraws: 20 }, 'Test models')
const { assets: data } = snapshotOf([
  { asset: 'LINK', daily: null },
  { asset: 'WETH', daily: syntheticSeries({ asset: 'WETH', seed: 2, days: 600, dailyVolatility: 0.05 }) },
])
const names = ['LINK', 'STETH', 'USDC', 'WETH', 'YFI']
const forecasts = new Map(
  names.map((name): [string, AssetForecast] => [
    name,
    assetForecast(
      data.find(({ asset }) => asset === name),
      models,
    ),
  ]),
)
const state = marketStateOf({
  reserves: names.map((asset) => ({ asset, priceUsd: asset === 'USDC' ? 1 : 1_000 })),
  positions: [
    { collateral: { LINK: 3, WETH: 10 }, debt: { USDC: 7_000 } },
    { collateral: { LINK: 2, USDC: 9_000 }, debt: { STETH: 1.5, WETH: 2 } },
    { collateral: { YFI: 100 }, debt: {} },
  ],
})
const asset = (name: string, isAdjustable: boolean) => ({ asset: name, isAdjustable, feedDeviationBps: 50 })

describe('unmodelledAssets', () => {
  it('default: what borrowers hold or owe without a model, but for what is configured to keep its price', () => {
    const assets = [asset('WETH', true), asset('LINK', true), asset('USDC', false)]
    expect(unmodelledAssets({ state, forecasts, assets })).toEqual([
      { asset: 'LINK', because: 'more than 5 of its last 30 bars are findings', collateralUsd: 5_000, debtUsd: 0 },
      { asset: 'STETH', because: 'no market data were read for it', collateralUsd: 0, debtUsd: 1_500 },
    ])
  })

  it('behavior: a stable coin that nobody configured is listed', () => {
    expect(unmodelledAssets({ state, forecasts, assets: [] }).map((reserve) => reserve.asset)).toEqual(['LINK', 'STETH', 'USDC'])
  })
})
