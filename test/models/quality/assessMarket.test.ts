import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import type { MarketId } from '../../../core/units/marketId.js'
import type { BarSeries } from '../../../models/data/barSeries.js'
import { marketSnapshotSchema } from '../../../models/data/marketSnapshot.js'
import { assessMarket } from '../../../models/quality/assessMarket.js'
import { qualityConfigSchema } from '../../../models/quality/qualityConfig.js'
import { dailySeries } from '../../support/dailySeries.js'
import { editRow, keepRows } from '../../support/editSeries.js'

const DAYS = 600
const LAST = DAYS - 1
const AS_OF = new Date(Date.parse('2020-01-01') + DAYS * 86_400_000).toISOString()
const config = qualityConfigSchema.parse({})

const one = dailySeries({ days: DAYS, source: 'one' })
const two: BarSeries = { ...one, source: 'two' }
const three: BarSeries = { ...one, source: 'three' }

function assess(series: readonly BarSeries[], failures: { source: string; message: string }[] = [], limits = config) {
  const snapshot = assessMarket({
    market: 'test' as MarketId,
    asOf: AS_OF,
    assets: [{ asset: 'TEST', series, failures }],
    config: limits,
  })
  const [asset] = snapshot.assets
  if (asset === undefined) throw new Error('no asset')
  return asset
}
const at = (column: 'open' | 'high' | 'low' | 'close', row: number, series: BarSeries = one) => series[column][row] as number
const dayAt = (row: number) => new Date(one.openTimesMs[row] as number).toISOString()

describe('assessMarket', () => {
  it('default: two sources that agree give no finding and the primary bars', () => {
    const asset = assess([one, two])
    expect(asset).toMatchObject({
      findings: [],
      isSingleSource: false,
      isLastBarFinding: false,
      excludedBecause: null,
      sources: ['one', 'two'],
    })
    expect(asset.daily).toEqual(one)
  })

  it('behavior: says where data are synthetic', () => {
    const real = { ...one, isSynthetic: false }
    const given = (series: BarSeries[]) =>
      assessMarket({ market: 'test' as MarketId, asOf: AS_OF, assets: [{ asset: 'TEST', series, failures: [] }], config })
        .isSynthetic
    expect([given([real]), given([real, two])]).toEqual([false, true])
  })

  describe('bad prints', () => {
    it('behavior: a low that no second source has is replaced by name', () => {
      const { findings, daily } = assess([editRow(one, 300, { low: 0.001 }), two])
      expect(findings).toEqual([
        expect.objectContaining({
          kind: 'badPrint',
          severity: 'warning',
          source: 'one',
          at: dayAt(300),
          field: 'low',
          observed: 0.001,
          reference: at('low', 300),
          action: 'replaced',
        }),
      ])
      expect(findings[0]?.message).toContain('of two')
      expect(daily).toEqual(one)
    })

    it('behavior: a high that no second source has is replaced by name', () => {
      const { findings, daily } = assess([editRow(one, 300, { high: 4 * at('high', 300) }), two])
      expect(findings).toEqual([expect.objectContaining({ kind: 'badPrint', field: 'high', action: 'replaced' })])
      expect(daily).toEqual(one)
    })

    it('behavior: both extremes can be wrong on one day', () => {
      const { findings, daily } = assess([editRow(one, 300, { low: 0.001, high: 1e6 }), two])
      expect(findings.map(({ field, action }) => [field, action])).toEqual([
        ['low', 'replaced'],
        ['high', 'replaced'],
      ])
      expect(daily).toEqual(one)
    })

    it('behavior: an open of another magnitude goes with its high', () => {
      const { findings, daily } = assess([editRow(one, 300, { open: 1e6, high: 1e6 }), two])
      expect(findings.map(({ kind, field }) => [kind, field])).toContainEqual(['badPrint', 'open'])
      expect(daily).toEqual(one)
    })

    it('behavior: a crash that a second source confirms stays, as information', () => {
      const crash = { low: 0.3 * Math.min(at('open', 300), at('close', 300)) }
      const confirmed = { low: crash.low * 1.05 }
      const { findings, daily, isLastBarFinding } = assess([editRow(one, 300, crash), editRow(two, 300, confirmed)])
      expect(findings.filter(({ source }) => source === 'one')).toEqual([
        expect.objectContaining({ kind: 'badPrint', severity: 'info', action: 'none', reference: confirmed.low }),
      ])
      expect(daily?.low[300]).toBe(crash.low)
      expect(isLastBarFinding).toBe(false)
    })

    it('behavior: a confirmed crash does not excuse a high of its own', () => {
      const low = 0.3 * Math.min(at('open', 300), at('close', 300))
      const { findings, daily } = assess([editRow(one, 300, { low, high: 1e6 }), editRow(two, 300, { low })])
      expect(findings.filter(({ source }) => source === 'one').map(({ field, action }) => [field, action])).toEqual([
        ['low', 'none'],
        ['high', 'replaced'],
      ])
      expect({ low: daily?.low[300], high: daily?.high[300] }).toEqual({ low, high: at('high', 300) })
    })

    it('behavior: a day whose body alone breaks the rule is a finding', () => {
      const [open, close] = [at('open', 300), 3.2 * at('open', 300)]
      const jump = { close, high: close * 1.01, low: open * 0.99 }
      const { findings } = assess([editRow(one, 300, jump), editRow(two, 300, jump)])
      expect(findings.filter(({ source }) => source === 'one')).toEqual([
        expect.objectContaining({ kind: 'badPrint', severity: 'info' }),
      ])
    })

    it('behavior: a more extreme second source never makes a bar worse', () => {
      const low = 0.4 * Math.min(at('open', 300), at('close', 300))
      const { daily } = assess([editRow(one, 300, { low }), editRow(two, 300, { low: 0.0001 })])
      expect(daily?.low[300]).toBe(low)
    })

    it('behavior: with one source it stays, named', () => {
      const { findings, daily } = assess([editRow(one, 300, { low: 0.001 })])
      expect(findings.map(({ kind, action }) => [kind, action])).toEqual([
        ['badPrint', 'none'],
        ['singleSource', 'none'],
      ])
      expect(daily?.low[300]).toBe(0.001)
    })

    it('behavior: one of the confirming source is named as information only', () => {
      const { findings, daily } = assess([one, editRow(two, 300, { low: 0.001 })])
      expect(findings).toEqual([expect.objectContaining({ kind: 'badPrint', severity: 'info', source: 'two', action: 'none' })])
      expect(daily).toEqual(one)
    })
  })

  describe('closes', () => {
    it('behavior: one beyond the limit is replaced by the second source', () => {
      const close = at('close', 300) * 0.97
      const { findings, daily } = assess([editRow(one, 300, { close, low: Math.min(at('low', 300), close) }), two])
      expect(findings).toEqual([
        expect.objectContaining({
          kind: 'sourcesDisagree',
          field: 'close',
          observed: close,
          reference: at('close', 300),
          action: 'replaced',
        }),
      ])
      expect(daily?.close).toEqual(one.close)
    })

    it('behavior: one within the limit stays', () => {
      const close = at('close', 300) * 0.985
      const { findings, daily } = assess([editRow(one, 300, { close, low: Math.min(at('low', 300), close) }), two])
      expect(findings).toEqual([])
      expect(daily?.close[300]).toBe(close)
    })

    it('behavior: in dispute on the last bar excludes the asset', () => {
      const { daily, excludedBecause, findings } = assess([one, editRow(two, LAST, { close: at('close', LAST) * 1.03 })])
      expect(daily).toBeNull()
      expect(excludedBecause).toContain('closes of the last bar')
      expect(findings.at(-1)).toMatchObject({ kind: 'excluded', severity: 'error', action: 'excluded' })
    })

    it.each([
      [5, false],
      [6, true],
    ])('behavior: %i findings in the last 30 bars exclude: %s', (count, isExcluded) => {
      let noisy = one
      for (let i = 0; i < count; i++) noisy = editRow(noisy, LAST - 2 - i, { low: 0.001 })
      expect(assess([noisy, two]).daily === null).toBe(isExcluded)
    })

    it.each([
      [12, false],
      [13, true],
    ])('behavior: %i findings in a window of 600 bars exclude: %s', (count, isExcluded) => {
      let noisy = one
      for (let i = 0; i < count; i++) noisy = editRow(noisy, 20 + 30 * i, { low: 0.001 })
      const { daily, excludedBecause } = assess([noisy, two])
      expect(daily === null).toBe(isExcluded)
      if (isExcluded) expect(excludedBecause).toContain('13 of 600')
    })
  })

  describe('inconsistent bars', () => {
    it('behavior: a high below the body is replaced by the second source', () => {
      const { findings, daily } = assess([editRow(one, 300, { high: at('low', 300) }), two])
      expect(findings).toEqual([
        expect.objectContaining({ kind: 'inconsistentBar', field: 'high', reference: at('high', 300), action: 'replaced' }),
      ])
      expect(daily).toEqual(one)
    })

    it("behavior: with one source it is replaced by the body's end", () => {
      const { daily } = assess([editRow(one, 300, { low: at('high', 300) })])
      expect(daily?.low[300]).toBe(Math.min(at('open', 300), at('close', 300)))
    })
  })

  describe('missing bars', () => {
    it('behavior: a gap is filled from the second source by name', () => {
      const { findings, daily } = assess([keepRows(one, (row) => row < 300 || row > 302), two])
      expect(findings).toEqual([
        expect.objectContaining({
          kind: 'gap',
          source: 'one',
          at: dayAt(300),
          observed: 3,
          action: 'replaced',
          message: expect.stringContaining('filled from two'),
        }),
      ])
      expect(daily).toEqual(one)
    })

    it('behavior: a bar that fills a gap is judged as well', () => {
      const { findings, daily } = assess([
        keepRows(one, (row) => row !== 300),
        editRow(two, 300, { low: at('high', 300), close: at('close', 300) }),
      ])
      expect(findings).toContainEqual(
        expect.objectContaining({ kind: 'inconsistentBar', source: 'two', at: dayAt(300), action: 'replaced' }),
      )
      expect(daily?.low[300]).toBe(Math.min(at('open', 300), at('close', 300)))
    })

    it('behavior: a gap that nobody fills stays, named', () => {
      const { findings, daily } = assess([keepRows(one, (row) => row !== 300), keepRows(two, (row) => row !== 300)])
      expect(findings.map(({ kind, severity, action }) => [kind, severity, action])).toEqual([
        ['gap', 'warning', 'none'],
        ['gap', 'info', 'none'],
      ])
      expect(daily?.close).toHaveLength(DAYS - 1)
    })

    it('behavior: a last bar from the second source alone is stale, a finding, and not confirmed', () => {
      const { findings, isLastBarFinding, isSingleSource, daily } = assess([keepRows(one, (row) => row < LAST), two])
      expect(findings.map(({ kind }) => kind)).toEqual(['stale', 'singleSource'])
      expect({ isLastBarFinding, isSingleSource, bars: daily?.close.length }).toEqual({
        isLastBarFinding: true,
        isSingleSource: true,
        bars: DAYS,
      })
    })

    it.each([
      [1, false],
      [2, true],
    ])('behavior: %i bars missing from all sources at the end exclude: %s', (count, isExcluded) => {
      const short = (series: BarSeries) => keepRows(series, (row) => row < DAYS - count)
      const { daily, isLastBarFinding, findings } = assess([short(one), short(two)])
      expect({ isExcluded: daily === null, isLastBarFinding }).toEqual({ isExcluded, isLastBarFinding: true })
      expect(findings.map(({ kind }) => kind)).toContain('stale')
    })

    it('behavior: a primary that ended long ago hands over to the next source', () => {
      const { findings, daily } = assess([keepRows(one, (row) => row < 500), two])
      expect(findings.map(({ kind, source }) => [kind, source])).toEqual([
        ['delisted', 'one'],
        ['singleSource', 'two'],
      ])
      expect(daily?.source).toBe('two')
    })

    it('behavior: every source ended excludes', () => {
      const { excludedBecause } = assess([keepRows(one, (row) => row < 500), keepRows(two, (row) => row < 500)])
      expect(excludedBecause).toBe('every source has ended')
    })

    it('behavior: too few bars exclude', () => {
      const { daily, findings } = assess([keepRows(one, (row) => row > 100), two])
      expect(daily).toBeNull()
      expect(findings.map(({ kind }) => kind)).toEqual(['tooShort', 'excluded'])
    })
  })

  describe('sources', () => {
    it('behavior: one source may only tighten, and says so', () => {
      expect(assess([one])).toMatchObject({ isSingleSource: true, findings: [{ kind: 'singleSource', source: 'one' }] })
    })

    it('behavior: a second source with a short history does not count as one', () => {
      const { isSingleSource, findings } = assess([one, keepRows(two, (row) => row > 500)])
      expect(isSingleSource).toBe(true)
      expect(findings[0]?.message).toContain('90 %')
    })

    it('behavior: a failed source is named, its URL redacted', () => {
      const { findings } = assess([one], [{ source: 'two', message: 'GET https://data.example.com/v1/secret-key timed out' }])
      expect(findings[0]).toMatchObject({ kind: 'sourceFailed', source: 'two' })
      expect(findings[0]?.message).toContain('timed out')
      expect(findings[0]?.message).not.toContain('secret')
    })

    it('behavior: a source without bars, or with bars of another hour, takes no part', () => {
      const shifted = { ...two, openTimesMs: two.openTimesMs.map((ms) => ms - 3_600_000) }
      const { findings, sources } = assess([one, shifted, keepRows(three, () => false)])
      expect(findings.map(({ kind, source }) => [kind, source])).toEqual([
        ['sourceFailed', 'two'],
        ['sourceFailed', 'three'],
        ['singleSource', 'one'],
      ])
      expect(sources).toEqual(['one'])
    })

    it('behavior: no source excludes', () => {
      expect(assess([], [{ source: 'one', message: 'no route' }])).toMatchObject({
        daily: null,
        excludedBecause: 'no source gave daily bars',
        sources: [],
      })
    })

    it('behavior: two bars of one day are a finding and the first stays', () => {
      const rows = [...Array(DAYS).keys()].flatMap((row) => (row === 300 ? [300, 300] : [row]))
      const pick = (column: number[]) => rows.map((row) => column[row] as number)
      const doubled: BarSeries = {
        ...one,
        openTimesMs: pick(one.openTimesMs),
        open: pick(one.open),
        high: pick(one.high),
        low: pick(one.low),
        close: pick(one.close),
        volumeUsd: pick(one.volumeUsd),
      }
      const same = assess([doubled, two])
      expect(same.findings).toEqual([expect.objectContaining({ kind: 'duplicate', severity: 'info', at: dayAt(300) })])
      const other = assess([editRow(doubled, 301, { close: 1 }), two])
      expect(other.findings).toEqual([
        expect.objectContaining({ kind: 'duplicate', severity: 'warning', observed: 1, reference: at('close', 300) }),
      ])
      expect(other.daily).toEqual(one)
    })
  })

  describe('symbol reuse', () => {
    const relisted = (series: BarSeries) => {
      const factor = (row: number) => (row < 50 ? 1e-5 : 1)
      const scale = (column: number[]) => column.map((value, row) => value * factor(row))
      const scaled = {
        ...series,
        open: scale(series.open),
        high: scale(series.high),
        low: scale(series.low),
        close: scale(series.close),
      }
      return keepRows(scaled, (row) => row < 50 || row > 60)
    }

    it('behavior: what stood before the jump is left out, by name', () => {
      const { findings, daily } = assess([relisted(one), two])
      expect(findings[0]).toMatchObject({
        kind: 'symbolReuse',
        severity: 'error',
        source: 'one',
        at: dayAt(61),
        action: 'excluded',
      })
      expect(daily?.openTimesMs[0]).toBe(one.openTimesMs[61])
    })

    it('behavior: a jump that another source made as well is a market', () => {
      const { findings } = assess([relisted(one), relisted(two)])
      expect(findings.map(({ kind }) => kind)).toEqual(['gap', 'gap'])
    })
  })

  describe('three sources', () => {
    const skewed = (series: BarSeries, rows: readonly number[], factor: number): BarSeries =>
      rows.reduce(
        (result, row) => editRow(result, row, { close: at('close', row) * factor, high: at('high', row) * Math.max(1, factor) }),
        series,
      )

    it('behavior: the median outvotes the primary on one bar and names the source it takes', () => {
      const { findings, daily } = assess([skewed(one, [300], 1.1), two, three])
      expect(findings.filter(({ source }) => source === 'one')).toEqual([
        expect.objectContaining({
          kind: 'sourcesDisagree',
          action: 'replaced',
          reference: at('close', 300),
          message: expect.stringContaining('of two'),
        }),
      ])
      expect(daily?.close).toEqual(one.close)
    })

    it('behavior: a primary that is outvoted today goes out as such', () => {
      const { findings, daily, isSingleSource } = assess([skewed(one, [LAST], 1.1), two, three])
      expect(findings[0]).toMatchObject({ kind: 'sourcesDisagree', severity: 'error', source: 'one', action: 'excluded' })
      expect({ source: daily?.source, isSingleSource }).toEqual({ source: 'two', isSingleSource: false })
    })

    it('behavior: a second source that is outvoted often goes out, the primary stays untouched', () => {
      const rows = Array.from({ length: 13 }, (_, i) => 20 + 30 * i)
      const { findings, daily } = assess([one, skewed(two, rows, 1.1), three])
      expect(findings).toEqual([expect.objectContaining({ source: 'two', observed: 13, reference: DAYS, action: 'excluded' })])
      expect(daily).toEqual(one)
    })

    it('behavior: weights decide the vote', () => {
      const limits = qualityConfigSchema.parse({ sourceWeights: { one: 5 } })
      const { daily, findings } = assess([skewed(one, [300], 1.1), two, three], [], limits)
      expect(daily?.close[300]).toBe(at('close', 300) * 1.1)
      expect(findings.some(({ source, action }) => source === 'one' && action === 'replaced')).toBe(false)
    })
  })

  it('error: BarAfterAsOfError on a bar that is not closed yet', () => {
    const early = (asOf: string) => () =>
      assessMarket({ market: 'test' as MarketId, asOf, assets: [{ asset: 'TEST', series: [one], failures: [] }], config })
    expect(early(new Date(Date.parse(AS_OF) - 1).toISOString())).toThrow(expect.objectContaining({ code: 'BAR_AFTER_AS_OF' }))
    expect(early(AS_OF)).not.toThrow()
  })

  it('error: QualityInputError where series contradict their labels', () => {
    const code = expect.objectContaining({ code: 'QUALITY_INPUT' })
    expect(() => assess([one, one])).toThrow(code)
    expect(() => assess([{ ...one, asset: 'OTHER' }])).toThrow(code)
    expect(() => assess([{ ...one, interval: '1h' }])).toThrow(code)
    expect(() => assess([{ ...one, high: one.high.slice(1) }])).toThrow(code)
    expect(() => assess([{ ...one, openTimesMs: [...one.openTimesMs].reverse() }])).toThrow(code)
    expect(() => assess([{ ...one, openTimesMs: one.openTimesMs.map((ms) => ms - 1e15) }])).toThrow(code)
    const asset = { asset: 'TEST', series: [one], failures: [] }
    expect(() => assessMarket({ market: 'test' as MarketId, asOf: AS_OF, assets: [asset, asset], config })).toThrow(code)
  })

  it('error: InvalidSeriesValueError on a price that is none, InvalidInputError on an instant that is none', () => {
    for (const bad of [0, -1, Number.NaN, Infinity]) {
      expect(() => assess([editRow(one, 5, { low: bad })])).toThrow(
        expect.objectContaining({ code: 'INVALID_SERIES_VALUE', index: 5 }),
      )
    }
    expect(() => assessMarket({ market: 'test' as MarketId, asOf: 'yesterday', assets: [], config })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT' }),
    )
  })

  it('property: whatever is broken, the snapshot keeps its schema, changes are named, and equal input gives equal output', () => {
    const edit = fc.record({
      source: fc.nat(2),
      row: fc.nat(LAST),
      column: fc.constantFrom('open', 'high', 'low', 'close'),
      factor: fc.constantFrom(1e-6, 0.3, 0.97, 1.03, 3.5, 1e6),
    })
    const holes = fc.array(fc.record({ source: fc.nat(2), row: fc.nat(LAST) }), { maxLength: 10 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.array(edit, { maxLength: 10 }), holes, (count, edits, missing) => {
        let series = [one, two, three]
        for (const { source, row, column, factor } of edits) {
          series = series.map((bars, i) =>
            i === source ? editRow(bars, row, { [column]: (bars[column as 'open'][row] as number) * factor }) : bars,
          )
        }
        series = series.map((bars, i) => keepRows(bars, (row) => !missing.some((hole) => hole.source === i && hole.row === row)))
        const run = () =>
          assessMarket({
            market: 'test' as MarketId,
            asOf: AS_OF,
            assets: [{ asset: 'TEST', series: series.slice(0, count), failures: [] }],
            config,
          })
        const snapshot = run()
        expect(marketSnapshotSchema.parse(snapshot)).toEqual(snapshot)
        expect(run()).toEqual(snapshot)
        const [asset] = snapshot.assets
        const { daily, findings, excludedBecause } = asset as NonNullable<typeof asset>
        expect(daily === null).toBe(excludedBecause !== null)
        if (daily === null) return
        const primary = series.find(({ source }) => source === daily.source) as BarSeries
        for (const [row, ms] of daily.openTimesMs.entries()) {
          const raw = primary.openTimesMs.indexOf(ms)
          const isHeld =
            (daily.high[row] as number) >= Math.max(daily.open[row] as number, daily.close[row] as number) * (1 - 1e-6)
          expect(isHeld).toBe(true)
          for (const column of ['open', 'high', 'low', 'close'] as const) {
            if (raw >= 0 && primary[column][raw] === daily[column][row]) continue
            const named = findings.some(({ at, action, kind, observed, field }) => {
              if (action !== 'replaced' || at === null) return false
              const from = Date.parse(at)
              if (kind === 'gap' || kind === 'stale') return ms >= from && ms < from + (observed ?? 0) * 86_400_000
              return from === ms && field === column
            })
            expect(named).toBe(true)
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})
