import { expect, it } from '@jest/globals'
import { type MarketSnapshot, marketSnapshotSchema } from '../../../models/data/marketSnapshot.js'
import { modelConfigSchema } from '../../../models/policy/modelConfig.js'
import { assessMarket } from '../../../models/quality/assessMarket.js'
import { qualityConfigSchema } from '../../../models/quality/qualityConfig.js'
import { tailLoss } from '../../../models/tail/tailLoss.js'
import { forecastVolatility } from '../../../models/volatility/forecastVolatility.js'
import type { MarketId } from '../../../core/units/marketId.js'
import { sampleSeries } from '../../support/sampleSeries.js'
import { describeWithSharedData } from '../../support/sharedData.js'

const ASSETS = ['BTC', 'ETH', 'LINK', 'AAVE'] as const

function assessSample(lastDay: string, asOf: string) {
  return assessMarket({
    market: 'sample' as MarketId,
    asOf,
    config: qualityConfigSchema.parse({}),
    assets: ASSETS.map((asset) => ({
      asset,
      series: (['spot', 'index'] as const).flatMap((source) => sampleSeries(source, asset, lastDay) ?? []),
      failures: [],
    })),
  })
}

describeWithSharedData('assessMarket on the sample', () => {
  let assessed: MarketSnapshot | undefined
  const snapshot = () => {
    assessed ??= assessSample('2022-06-11', '2022-06-12T00:00:00Z')
    return assessed
  }
  const of = (asset: string) => {
    const found = snapshot().assets.find((one) => one.asset === asset)
    if (found === undefined) throw new Error(`${asset} is not in the snapshot`)
    return found
  }

  it('default: the bad print of LINK on 2020-03-12 is caught and replaced from the second source', () => {
    const link = of('LINK')
    const prints = link.findings.filter(({ kind }) => kind === 'badPrint')
    expect(prints).toEqual([
      expect.objectContaining({
        source: 'spot',
        at: '2020-03-12T00:00:00.000Z',
        field: 'low',
        observed: 0.0001,
        action: 'replaced',
      }),
    ])
    const index = link.daily?.openTimesMs.indexOf(Date.parse('2020-03-12')) ?? -1
    const second = sampleSeries('index', 'LINK', '2020-03-12')
    expect(link.daily?.low[index]).toBe(second?.low.at(-1))
    expect(prints[0]?.reference).toBe(second?.low.at(-1))
  })

  it.each([
    ['BTC', 5],
    ['ETH', 9],
    ['LINK', 12],
  ])('default: the closes of %s differ on %i days, each replaced by name', (asset, days) => {
    const { findings, isSingleSource, excludedBecause } = of(asset)
    const disputed = findings.filter(({ kind }) => kind === 'sourcesDisagree')
    expect(disputed.map(({ action, field }) => [action, field])).toEqual(disputed.map(() => ['replaced', 'close']))
    expect({ days: disputed.length, isSingleSource, excludedBecause }).toEqual({
      days,
      isSingleSource: false,
      excludedBecause: null,
    })
  })

  it('default: AAVE has one source and says so', () => {
    const { isSingleSource, sources, findings, daily } = of('AAVE')
    expect({ isSingleSource, sources, bars: daily?.close.length }).toEqual({ isSingleSource: true, sources: ['spot'], bars: 605 })
    expect(findings.map(({ kind }) => kind)).toEqual(['singleSource'])
  })

  it('default: no asset is excluded, no last bar is a finding, and the snapshot keeps its schema', () => {
    expect(snapshot().assets.map(({ daily, isLastBarFinding }) => [daily === null, isLastBarFinding])).toEqual(
      ASSETS.map(() => [false, false]),
    )
    expect(marketSnapshotSchema.parse(snapshot())).toEqual(snapshot())
  })

  it('behavior: an as-of close in dispute excludes the asset', () => {
    const { assets } = assessSample('2021-12-14', '2021-12-15T00:00:00Z')
    const reasons = assets.map(({ excludedBecause }) => excludedBecause)
    expect(reasons.slice(0, 3)).toEqual(new Array(3).fill(expect.stringContaining('2021-12-14')))
    expect(reasons[3]).toContain('fewer than the 500')
  })

  it('behavior: the models run on what is left', () => {
    const config = modelConfigSchema.parse({})
    for (const { daily } of snapshot().assets) {
      if (daily === null) throw new Error('an asset is excluded')
      const volatility = forecastVolatility({ daily, config })
      const tail = tailLoss({ closes: daily.close, config })
      const { models, combinedDraws, implied, ...volatilities } = volatility
      expect(implied).toBeNull()
      const figures = [
        ...Object.values(volatilities),
        ...combinedDraws,
        ...models.map((model) => model.daily),
        ...Object.values(tail),
      ]
      for (const value of figures) expect(Number.isFinite(value) && value > 0).toBe(true)
      expect(volatility.combinedDaily).toBeGreaterThan(0.01)
      expect(volatility.combinedDaily).toBeLessThan(0.15)
    }
  })
})
