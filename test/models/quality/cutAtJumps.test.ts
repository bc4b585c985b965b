import { describe, expect, it } from '@jest/globals'
import type { MarketId } from '../../../core/units/marketId.js'
import type { BarSeries } from '../../../models/data/barSeries.js'
import { assessMarket } from '../../../models/quality/assessMarket.js'
import { qualityConfigSchema } from '../../../models/quality/qualityConfig.js'
import { dailySeries } from '../../support/dailySeries.js'
import { keepRows } from '../../support/editSeries.js'

const DAYS = 700
const AS_OF = new Date(Date.parse('2020-01-01') + DAYS * 86_400_000).toISOString()
const AT = 150

const one = dailySeries({ days: DAYS, source: 'one' })
const two: BarSeries = { ...one, source: 'two' }

function assess(series: readonly BarSeries[]) {
  const config = qualityConfigSchema.parse({})
  const { assets } = assessMarket({
    market: 'test' as MarketId,
    asOf: AS_OF,
    assets: [{ asset: 'TEST', series, failures: [] }],
    config,
  })
  const [asset] = assets
  if (asset === undefined) throw new Error('no asset')
  const jumps = asset.findings.filter(({ kind }) => ['redenomination', 'symbolReuse', 'priceJump', 'badPrint'].includes(kind))
  return { ...asset, jumps: jumps.map(({ kind, source, action }) => [kind, source, action]) }
}

/** Scale the rows that a rule names. */
function scaled(series: BarSeries, factor: number, isOther: (row: number) => boolean): BarSeries {
  const scale = (column: readonly number[]) => column.map((value, row) => (isOther(row) ? value * factor : value))
  return { ...series, open: scale(series.open), high: scale(series.high), low: scale(series.low), close: scale(series.close) }
}

function redenominated(series: BarSeries, factor: number): BarSeries {
  return scaled(series, factor, (row) => row < AT)
}

describe('a jump that no day explains', () => {
  describe.each([100, 0.01, 1_000, 10, 5, 0.5, 2, 3])('by a round factor, %d', (factor) => {
    it('behavior: is named and older bars are left out, in both sources', () => {
      const { jumps, daily, excludedBecause } = assess([redenominated(one, factor), redenominated(two, factor)])
      expect(jumps).toEqual([
        ['redenomination', 'one', 'excluded'],
        ['redenomination', 'two', 'excluded'],
      ])
      expect(excludedBecause).toBeNull()
      expect(daily).toEqual(keepRows(one, (row) => row >= AT))
    })

    it('behavior: is named and older bars are left out, in the only source', () => {
      const { jumps, daily } = assess([redenominated(one, factor)])
      expect(jumps).toEqual([['redenomination', 'one', 'excluded']])
      expect(daily?.openTimesMs[0]).toBe(one.openTimesMs[AT])
    })

    it('behavior: in the second source alone leaves the first as it is', () => {
      const { jumps, daily, isSingleSource } = assess([one, redenominated(two, factor)])
      expect(jumps).toEqual([['redenomination', 'two', 'excluded']])
      expect({ daily, isSingleSource }).toEqual({ daily: one, isSingleSource: true })
    })
  })

  it.each([100, 0.001])('behavior: by %d across missing days is a change of unit, whoever shows it', (factor) => {
    const holed = (series: BarSeries) => keepRows(redenominated(series, factor), (row) => row < AT - 3 || row >= AT)
    const { jumps, daily } = assess([holed(one), holed(two)])
    expect(jumps.map(([kind]) => kind)).toEqual(['redenomination', 'redenomination'])
    expect(daily?.openTimesMs[0]).toBe(one.openTimesMs[AT])
  })

  it('behavior: during a day leaves out that day as well', () => {
    const mixed = (series: BarSeries): BarSeries => {
      const old = redenominated(series, 100)
      const open = (series.open[AT] as number) * 100
      const edit = (column: number[], value: number) => column.map((was, row) => (row === AT ? value : was))
      return { ...old, open: edit(old.open, open), high: edit(old.high, open * 1.001) }
    }
    const { jumps, daily } = assess([mixed(one), mixed(two)])
    expect(jumps.map(([kind]) => kind)).toEqual(['redenomination', 'redenomination'])
    expect(daily?.openTimesMs[0]).toBe(one.openTimesMs[AT + 1])
  })

  it('behavior: by closes alone, which have no range, needs more than a market’s worst day', () => {
    const closes = (factor: number): BarSeries => {
      const series = redenominated(one, factor)
      return { ...series, open: series.close, high: series.close, low: series.close }
    }
    expect(assess([closes(100)]).jumps).toEqual([['redenomination', 'one', 'excluded']])
    expect(assess([closes(2)]).jumps).toEqual([])
  })

  it('behavior: by another factor stays where both sources made it, named', () => {
    const { jumps, daily } = assess([redenominated(one, 1.7), redenominated(two, 1.7)])
    expect(jumps).toEqual([
      ['priceJump', 'one', 'none'],
      ['priceJump', 'two', 'none'],
    ])
    expect(daily?.close).toHaveLength(DAYS)
  })

  it('behavior: by another factor that the other source does not have is not the asset’s', () => {
    expect(assess([redenominated(one, 1.7), two]).jumps).toEqual([['symbolReuse', 'one', 'excluded']])
    expect(assess([redenominated(one, 1.7)]).jumps).toEqual([['priceJump', 'one', 'none']])
    expect(assess([redenominated(one, 14)]).jumps).toEqual([['symbolReuse', 'one', 'excluded']])
  })

  it('behavior: and back within the window is a stretch on another scale, and only that is left out', () => {
    const { jumps, daily } = assess([scaled(one, 100, (row) => row >= AT && row < AT + 2)])
    expect(jumps).toEqual([['badPrint', 'one', 'excluded']])
    expect(daily).toEqual(keepRows(one, (row) => row < AT || row >= AT + 2))
  })

  it('behavior: on the last bar leaves too little to act on', () => {
    expect(assess([scaled(one, 100, (row) => row === DAYS - 1)]).excludedBecause).toContain('1 daily bars are fewer than the 500')
  })

  it('behavior: a crash whose range joins the days is a market', () => {
    const crashed = (series: BarSeries): BarSeries => {
      const fallen = scaled(series, 0.4, (row) => row >= AT)
      const edit = (column: number[], value: number) => column.map((was, row) => (row === AT ? value : was))
      const open = series.open[AT] as number
      return { ...fallen, open: edit(fallen.open, open), high: edit(fallen.high, open) }
    }
    const { jumps, daily } = assess([crashed(one), crashed(two)])
    expect(jumps).toEqual([])
    expect(daily?.close).toHaveLength(DAYS)
  })
})
