import { describe, expect, it } from '@jest/globals'
import fc from '../../../support/fastCheck.js'
import { syntheticSource } from '../../../../activities/sources/synthetic/syntheticSource.js'
import { type BarSeries, barSeriesSchema } from '../../../../models/data/barSeries.js'
import { syntheticSourceConfigSchema } from '../../../../models/data/sourceConfig.js'

const asOfMs = Date.UTC(2022, 5, 12)

const source = (options: Record<string, unknown> = {}) =>
  syntheticSource(
    syntheticSourceConfigSchema.parse({
      kind: 'synthetic',
      name: 'made-up',
      seed: 7,
      assets: { WETH: { lastPriceUsd: 1530, annualVolatility: 0.8 }, WBTC: { lastPriceUsd: 28_400, annualVolatility: 0.6 } },
      ...options,
    }),
  )

const returnsOf = ({ open, close }: BarSeries) => close.map((price, i) => Math.log(price / (open[i] as number)))
const mean = (x: readonly number[]) => x.reduce((a, b) => a + b, 0) / x.length
const moment = (x: readonly number[], p: number) => mean(x.map((value) => value ** p))

function correlation(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [mean(x), mean(y)]
  const cross = mean(x.map((value, i) => (value - mx) * ((y[i] as number) - my)))
  return cross / Math.sqrt(mean(x.map((v) => (v - mx) ** 2)) * mean(y.map((v) => (v - my) ** 2)))
}

describe('syntheticSource', () => {
  it('default', async () => {
    const series = await source().fetch({ asset: 'WETH', asOfMs })
    barSeriesSchema.parse(series)
    expect(series.isSynthetic).toBe(true)
    expect(series.openTimesMs).toHaveLength(1_500)
    expect(series.openTimesMs.at(-1)).toBe(Date.UTC(2022, 5, 11))
    expect(series.close.at(-1)).toBe(1530)
  })

  it('behavior: the same seed and day give the same bars, whatever the hour and the other assets', async () => {
    const series = await source().fetch({ asset: 'WETH', asOfMs })
    expect(await source().fetch({ asset: 'WETH', asOfMs: asOfMs + 3_600_000 })).toEqual(series)
    expect(
      await source({ assets: { WETH: { lastPriceUsd: 1530, annualVolatility: 0.8 } } }).fetch({ asset: 'WETH', asOfMs }),
    ).toEqual(series)
    expect(await source({ seed: 8 }).fetch({ asset: 'WETH', asOfMs })).not.toEqual(series)
  })

  it('behavior: a later instant continues the path', async () => {
    const tolerance = 1e-9
    const before = returnsOf(await source().fetch({ asset: 'WETH', asOfMs })).slice(30)
    const after = returnsOf(await source().fetch({ asset: 'WETH', asOfMs: asOfMs + 30 * 86_400_000 })).slice(0, -30)
    before.forEach((value, i) => {
      expect(Math.abs(value - (after[i] as number))).toBeLessThan(tolerance)
    })
  })

  it('behavior: volatility, fat tails, clusters and correlation are those asked for', async () => {
    const long = source({ historyDays: 10_000, degreesOfFreedom: 6 })
    const weth = returnsOf(await long.fetch({ asset: 'WETH', asOfMs }))
    const wbtc = returnsOf(await long.fetch({ asset: 'WBTC', asOfMs }))
    expect(Math.sqrt(moment(weth, 2) * 365)).toBeGreaterThan(0.8 * 0.9)
    expect(Math.sqrt(moment(weth, 2) * 365)).toBeLessThan(0.8 * 1.1)
    expect(moment(weth, 4) / moment(weth, 2) ** 2).toBeGreaterThan(4)
    const size = weth.map(Math.abs)
    expect(correlation(size.slice(1), size.slice(0, -1))).toBeGreaterThan(0.08)
    expect(Math.abs(correlation(weth.slice(1), weth.slice(0, -1)))).toBeLessThan(0.05)
    expect(Math.abs(correlation(weth, wbtc) - 0.7)).toBeLessThan(0.05)
  })

  it('behavior: hourly bars', async () => {
    const series = await source({ interval: '1h', historyDays: 60 }).fetch({ asset: 'WETH', asOfMs })
    expect(series.openTimesMs).toHaveLength(1_440)
    expect(series.openTimesMs.at(-1)).toBe(asOfMs - 3_600_000)
  })

  it('property: bars are whole, whatever the configuration', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.double({ min: 2.001, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.double({ min: 0.01, max: 5, noNaN: true }),
        async (seed, degreesOfFreedom, rho, annualVolatility) => {
          const series = await source({
            seed,
            degreesOfFreedom,
            correlation: rho,
            historyDays: 400,
            assets: { WETH: { lastPriceUsd: 1530, annualVolatility } },
          }).fetch({ asset: 'WETH', asOfMs })
          barSeriesSchema.parse(series)
          series.open.forEach((open, i) => {
            const [high, low, close] = [series.high[i] as number, series.low[i] as number, series.close[i] as number]
            expect(high >= Math.max(open, close) && low <= Math.min(open, close) && low > 0).toBe(true)
            if (i > 0) expect(open).toBe(series.close[i - 1])
          })
        },
      ),
      { numRuns: 25 },
    )
  })

  it('error: SyntheticVarianceUnstable', () => {
    expect(() => source({ garchAlpha: 0.2, garchBeta: 0.8 })).toThrow(/garchAlpha \+ garchBeta = 1, and it must be below 1/)
  })

  it('error: AssetNotCarried', async () => {
    await expect(source().fetch({ asset: 'LINK', asOfMs })).rejects.toMatchObject({ code: 'ASSET_NOT_CARRIED' })
  })

  it('error: NoClosedBars', async () => {
    await expect(source().fetch({ asset: 'WETH', asOfMs: 0 })).rejects.toMatchObject({ code: 'NO_CLOSED_BARS' })
  })
})
