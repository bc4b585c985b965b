import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { alignReturns } from '../../../models/correlation/alignReturns.js'
import { ewmaCorrelation } from '../../../models/correlation/ewmaCorrelation.js'
import type { BarSeries } from '../../../models/data/barSeries.js'
import { dailySeries } from '../../support/dailySeries.js'

const RELATIVE = 1e-12
const DAY_MS = 86_400_000

function without(series: BarSeries, ...rows: number[]): BarSeries {
  const keep = <T>(column: T[]) => column.filter((_, i) => !rows.includes(i))
  const { openTimesMs, open, high, low, close, volumeUsd } = series
  return {
    ...series,
    openTimesMs: keep(openTimesMs),
    open: keep(open),
    high: keep(high),
    low: keep(low),
    close: keep(close),
    volumeUsd: keep(volumeUsd),
  }
}

describe('ewmaCorrelation', () => {
  it('default: agrees with the weighted sums of its definition', () => {
    const a = [0.01, -0.02, 0.03, 0.01]
    const b = [0.02, -0.01, -0.01, 0.02]
    const sum = (x: number[], y: number[]) => x.reduce((total, value, t) => total + 0.9 ** (3 - t) * value * (y[t] as number), 0)
    const [row] = ewmaCorrelation([a, b], 0.9) as [Float64Array]
    expect(Math.abs((row[1] as number) / (sum(a, b) / Math.sqrt(sum(a, a) * sum(b, b))) - 1)).toBeLessThan(RELATIVE)
  })

  it('behavior: an asset with itself is 1, with its mirror -1, with its multiple 1', () => {
    const a = [0.01, -0.02, 0.03]
    const matrix = ewmaCorrelation([a, a.map((x) => -x), a.map((x) => 1e-200 * x)], 0.97)
    const expected = [1, -1, 1, -1, 1, -1, 1, -1, 1]
    for (const [i, value] of matrix.flatMap((row) => [...row]).entries()) {
      expect(Math.abs(value - (expected[i] as number))).toBeLessThan(RELATIVE)
    }
  })

  it('behavior: no asset gives no row, one asset a 1', () => {
    expect(ewmaCorrelation([], 0.97)).toEqual([])
    expect(ewmaCorrelation([[0.1, 0.2]], 0.97)).toEqual([Float64Array.of(1)])
  })

  it('error: each hostile input has its own error', () => {
    const code = (value: string) => expect.objectContaining({ code: value })
    expect(() => ewmaCorrelation([[1, 2]], 1)).toThrow(code('INVALID_PARAMETER'))
    expect(() => ewmaCorrelation([[1, 2], [1]], 0.97)).toThrow(code('MISALIGNED_SERIES'))
    expect(() => ewmaCorrelation([[1], [1]], 0.97)).toThrow(code('SERIES_TOO_SHORT'))
    expect(() => ewmaCorrelation([[1, Number.NaN]], 0.97)).toThrow(code('INVALID_SERIES_VALUE'))
    expect(() =>
      ewmaCorrelation(
        [
          [1, 2],
          [0, 0],
        ],
        0.97,
      ),
    ).toThrow(code('DEGENERATE_SERIES'))
    // The only movement is so old that its weight has vanished.
    expect(() => ewmaCorrelation([[1, ...new Array(2_000).fill(0)]], 0.5)).toThrow(code('DEGENERATE_SERIES'))
  })

  it('property: symmetric, unit diagonal, within [-1, 1], positive semi-definite, following the order of assets', () => {
    const row = fc.array(fc.double({ min: -0.3, max: 0.3, noNaN: true }), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(fc.array(row, { minLength: 4, maxLength: 40 }), row, (rows, direction) => {
        const columns = [0, 1, 2].map((k) => rows.map((x, t) => (x[k] as number) + 0.01 * Math.sin(t * (k + 1) + 1)))
        const matrix = ewmaCorrelation(columns, 0.97)
        const at = (i: number, j: number) => matrix[i]?.[j] as number
        let form = 0
        for (const i of [0, 1, 2]) {
          expect(at(i, i)).toBe(1)
          for (const j of [0, 1, 2]) {
            expect(at(i, j)).toBe(at(j, i))
            expect(Math.abs(at(i, j))).toBeLessThanOrEqual(1)
            form += (direction[i] as number) * (direction[j] as number) * at(i, j)
          }
        }
        expect(form).toBeGreaterThan(-1e-12)
        expect(ewmaCorrelation([...columns].reverse(), 0.97)[0]?.[2]).toBe(at(2, 0))
      }),
    )
  })
})

describe('alignReturns', () => {
  it('default: returns of the common days, in the order of assets', () => {
    const a = dailySeries({ days: 5, asset: 'A', seed: 1, firstDay: '2020-01-01' })
    const b = dailySeries({ days: 5, asset: 'B', seed: 2, firstDay: '2020-01-03' })
    const { openTimesMs, returns } = alignReturns([a, b])
    expect(openTimesMs).toEqual(['2020-01-04', '2020-01-05'].map((day) => Date.parse(day)))
    const [first, second] = returns as [Float64Array, Float64Array]
    expect(Math.abs((first[0] as number) - Math.log((a.close[3] as number) / (a.close[2] as number)))).toBeLessThan(RELATIVE)
    expect(Math.abs((second[1] as number) - Math.log((b.close[2] as number) / (b.close[1] as number)))).toBeLessThan(RELATIVE)
  })

  it('behavior: no return spans a gap of any asset', () => {
    const a = dailySeries({ days: 6, asset: 'A' })
    const b = without(dailySeries({ days: 6, asset: 'B', seed: 2 }), 2)
    const days = alignReturns([a, b]).openTimesMs.map((at) => (at - (a.openTimesMs[0] as number)) / DAY_MS)
    expect(days).toEqual([1, 4, 5])
  })

  it('behavior: no series gives nothing', () => {
    expect(alignReturns([])).toEqual({ openTimesMs: [], returns: [] })
  })

  it('error: MisalignedSeriesError on mixed intervals and on no overlap', () => {
    const a = dailySeries({ days: 5, asset: 'A' })
    const apart = dailySeries({ days: 5, asset: 'B', firstDay: '2021-01-01' })
    expect(() => alignReturns([a, { ...a, interval: '1h' }])).toThrow(expect.objectContaining({ code: 'MISALIGNED_SERIES' }))
    expect(() => alignReturns([a, apart])).toThrow(/A, B/)
    expect(() => alignReturns([without(a, 1, 3)])).toThrow(expect.objectContaining({ code: 'MISALIGNED_SERIES' }))
  })
})
