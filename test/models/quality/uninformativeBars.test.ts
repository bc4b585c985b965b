import { describe, expect, it } from '@jest/globals'
import type { MarketId } from '../../../core/units/marketId.js'
import type { BarSeries } from '../../../models/data/barSeries.js'
import { assessMarket } from '../../../models/quality/assessMarket.js'
import { qualityConfigSchema } from '../../../models/quality/qualityConfig.js'
import { dailySeries } from '../../support/dailySeries.js'
import { editRow } from '../../support/editSeries.js'

const DAYS = 600
const AS_OF = new Date(Date.parse('2020-01-01') + DAYS * 86_400_000).toISOString()

const one = dailySeries({ days: DAYS, source: 'one' })
// Another venue: the same market, closes within the limit, ranges of its own.
const two: BarSeries = {
  ...one,
  source: 'two',
  high: one.high.map((value) => value * 1.004),
  low: one.low.map((value) => value * 0.996),
}

type Edit = (series: BarSeries, row: number) => BarSeries

/** Bars that look like bars and say nothing of the day's range: the close is the day's own. */
const RANGELESS: readonly (readonly [string, Edit])[] = [
  ['flat', (s, row) => editRow(s, row, { open: close(s, row), high: close(s, row), low: close(s, row) })],
  [
    'close-only',
    (s, row) => editRow(s, row, { high: Math.max(open(s, row), close(s, row)), low: Math.min(open(s, row), close(s, row)) }),
  ],
  ['without volume', (s, row) => editRow(s, row, { volumeUsd: 0 })],
]
/** Bars that say nothing at all. */
const STUCK: readonly (readonly [string, Edit])[] = [
  [
    'repeated',
    (s, row) =>
      editRow(s, row, {
        open: open(s, row - 1),
        high: s.high[row - 1] as number,
        low: s.low[row - 1] as number,
        close: close(s, row - 1),
      }),
  ],
  [
    'flat at the close before',
    (s, row) => {
      const last = close(s, row - 1)
      return editRow(s, row, { open: last, high: last, low: last, close: last })
    },
  ],
  ['untraded at the close before', (s, row) => editRow(s, row, { close: close(s, row - 1), volumeUsd: 0 })],
]

function open(series: BarSeries, row: number): number {
  return series.open[row] as number
}

function close(series: BarSeries, row: number): number {
  return series.close[row] as number
}

function damaged(series: BarSeries, edit: Edit, rows: readonly number[]): BarSeries {
  return rows.reduce(edit, series)
}

function lastRows(count: number, before = 0): number[] {
  return Array.from({ length: count }, (_, i) => DAYS - before - count + i)
}

function assess(series: readonly BarSeries[], config = qualityConfigSchema.parse({})) {
  const { assets } = assessMarket({
    market: 'test' as MarketId,
    asOf: AS_OF,
    assets: [{ asset: 'TEST', series, failures: [] }],
    config,
  })
  const [asset] = assets
  if (asset === undefined) throw new Error('no asset')
  return { ...asset, named: asset.findings.filter(({ kind }) => kind === 'uninformative') }
}

describe('bars without a range', () => {
  describe.each(RANGELESS)('%s', (_, edit) => {
    it('behavior: are named, take the other source’s range and shut the gate while the last bar is one', () => {
      const rows = lastRows(4)
      const { named, daily, isLastBarFinding, isSingleSource, excludedBecause } = assess([damaged(one, edit, rows), two])
      expect(named.map(({ source, severity, action, at }) => [source, severity, action, at])).toEqual(
        rows.map((row) => ['one', 'warning', 'replaced', new Date(one.openTimesMs[row] as number).toISOString()]),
      )
      for (const row of rows) {
        expect([daily?.open[row], daily?.high[row], daily?.low[row], daily?.close[row]]).toEqual([
          two.open[row],
          two.high[row],
          two.low[row],
          one.close[row],
        ])
      }
      expect({ isLastBarFinding, isSingleSource, excludedBecause }).toEqual({
        isLastBarFinding: true,
        isSingleSource: false,
        excludedBecause: null,
      })
    })

    it('behavior: thirty of them exclude nothing where the other source has the range, and the gate is free after the last', () => {
      const { named, excludedBecause, isLastBarFinding, unreadBars } = assess([damaged(one, edit, lastRows(30, 1)), two])
      expect({ named: named.length, excludedBecause, isLastBarFinding, unreadBars }).toEqual({
        named: 30,
        excludedBecause: null,
        isLastBarFinding: false,
        unreadBars: undefined,
      })
    })

    it('behavior: the second source’s are information, confirm no extreme, and leave the first source as it is', () => {
      const crash = editRow(one, 300, { low: 0.3 * Math.min(open(one, 300), close(one, 300)) })
      const { named, daily } = assess([crash, damaged(two, edit, [298, 299, 300])])
      expect(named.map(({ source, severity, observed }) => [source, severity, observed])).toEqual([['two', 'info', 3]])
      expect(daily).toEqual(crash)
    })

    it('behavior: where no source has the range they stay, named once, and shut the gate for the recent window', () => {
      const rows = lastRows(4, 1)
      const { named, isLastBarFinding, unreadBars, daily } = assess([damaged(one, edit, rows), damaged(two, edit, rows)])
      expect(named.map(({ source, severity, observed }) => [source, severity, observed])).toEqual([
        ['one', 'warning', 4],
        ['two', 'info', 4],
      ])
      expect({ isLastBarFinding, unreadBars, isExcluded: daily === null }).toEqual({
        isLastBarFinding: false,
        unreadBars: 4,
        isExcluded: false,
      })
      expect(assess([damaged(one, edit, lastRows(4, 40)), damaged(two, edit, lastRows(4, 40))]).unreadBars).toBeUndefined()
    })

    it('behavior: where no source has the range, more than five of thirty exclude', () => {
      expect(assess([damaged(one, edit, lastRows(5, 1))]).excludedBecause).toBeNull()
      expect(assess([damaged(one, edit, lastRows(6, 1))]).excludedBecause).toContain('6 of the last 30 bars')
    })

    it('behavior: above the configured share they exclude, whoever replaced them', () => {
      const config = qualityConfigSchema.parse({ maxRangelessShare: 0.05 })
      expect(assess([damaged(one, edit, lastRows(30, 1)), two], config).excludedBecause).toBeNull()
      expect(assess([damaged(one, edit, lastRows(31, 1)), two], config).excludedBecause).toBe(
        "31 of 600 bars in the window tell nothing of the day's range (limit 5 %)",
      )
    })
  })

  it('behavior: a source of closes alone is excluded', () => {
    const closes: BarSeries = { ...one, open: one.close, high: one.close, low: one.close }
    expect(assess([closes]).excludedBecause).toContain('findings')
    expect(assess([closes, two]).excludedBecause).toContain("tell nothing of the day's range (limit 10 %)")
  })

  it('behavior: a bar that fills a hole is taken from a source with a range', () => {
    const [, flat] = RANGELESS[0] as (typeof RANGELESS)[number]
    const holed = { ...one, ...without(one, 300) }
    const { daily } = assess([holed, damaged({ ...one, source: 'flat' }, flat, [300]), two])
    expect(daily?.high[300]).toBe(two.high[300])
  })

  it('behavior: one close-only bar can be a real day, unless it is the last', () => {
    const [, closeOnly] = RANGELESS[1] as (typeof RANGELESS)[number]
    expect(assess([damaged(one, closeOnly, [100, 104, 300]), two]).findings).toEqual([])
    expect(assess([damaged(one, closeOnly, [DAYS - 1]), two])).toMatchObject({
      isLastBarFinding: true,
      named: [{ source: 'one' }],
    })
  })

  it('behavior: a source that never states volume is not held to it', () => {
    const silent = { ...one, volumeUsd: one.volumeUsd.map(() => 0) }
    expect(assess([silent, two]).findings).toEqual([])
  })
})

describe('bars that stand still', () => {
  it.each(STUCK)('behavior: %s are left out, by name, and filled from the other source', (_, edit) => {
    const { named, daily, isLastBarFinding } = assess([damaged(one, edit, [300, 301]), two])
    expect(named.map(({ source, severity, action, observed }) => [source, severity, action, observed])).toEqual([
      ['one', 'warning', 'excluded', 2],
    ])
    for (const row of [300, 301]) expect([daily?.high[row], daily?.close[row]]).toEqual([two.high[row], two.close[row]])
    expect(isLastBarFinding).toBe(false)
  })

  it.each(STUCK)('behavior: %s at the end shut the gate and vouch for nothing', (_, edit) => {
    expect(assess([damaged(one, edit, lastRows(2)), two])).toMatchObject({ isLastBarFinding: true, isSingleSource: true })
    expect(assess([one, damaged(two, edit, lastRows(2))])).toMatchObject({ isSingleSource: true })
    expect(assess([damaged(one, edit, lastRows(2))]).excludedBecause).toContain('2 bars before the last closed one')
  })

  it('behavior: a stuck second source never replaces a close of the first', () => {
    const fallen = editRow(one, DAYS - 1, { close: close(one, DAYS - 1) * 0.9, low: close(one, DAYS - 1) * 0.89 })
    const [, repeat] = STUCK[0] as (typeof STUCK)[number]
    const { daily, excludedBecause } = assess([fallen, damaged(two, repeat, lastRows(1))])
    expect({ close: daily?.close.at(-1), excludedBecause }).toEqual({ close: close(fallen, DAYS - 1), excludedBecause: null })
  })

  it('behavior: a close that stands for three days is left out; at a peg it is an ordinary day', () => {
    const hold: Edit = (s, row) =>
      editRow(s, row, { close: close(s, row - 1), high: close(s, row - 1) * 1.01, low: close(s, row - 1) * 0.99 })
    expect(assess([damaged(one, hold, [300]), two]).named).toEqual([])
    expect(assess([damaged(one, hold, [300, 301]), two]).named).toMatchObject([{ observed: 2, action: 'excluded' }])
    const cents = (value: number) => Math.round((1 + (value - 100) / 5e4) * 1e4) / 1e4
    const pegged = (source: string): BarSeries => ({
      ...one,
      source,
      open: one.open.map(cents),
      high: one.high.map((value) => cents(value) + 1e-4),
      low: one.low.map((value) => cents(value) - 1e-4),
      close: one.close.map(cents),
    })
    expect(assess([pegged('one'), pegged('two')]).named).toEqual([])
  })
})

function without(series: BarSeries, row: number): Partial<BarSeries> {
  const cut = (column: readonly number[]) => column.filter((_, i) => i !== row)
  return {
    openTimesMs: cut(series.openTimesMs),
    open: cut(series.open),
    high: cut(series.high),
    low: cut(series.low),
    close: cut(series.close),
    volumeUsd: cut(series.volumeUsd),
  }
}
