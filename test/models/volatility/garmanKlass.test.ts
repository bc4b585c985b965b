import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { garmanKlass } from '../../../models/volatility/realisedEstimators.js'
import { describeWithSharedData, readSharedCsv } from '../../support/sharedData.js'

const RELATIVE = 1e-12

describe('garmanKlass', () => {
  it('default: the formula by hand', () => {
    const [value] = garmanKlass({ open: [100], high: [110], low: [95], close: [105] })
    const expected = 0.5 * Math.log(110 / 95) ** 2 - (2 * Math.log(2) - 1) * Math.log(105 / 100) ** 2
    expect(Math.abs((value as number) / expected - 1)).toBeLessThan(RELATIVE)
  })

  it('behavior: a bar that did not move has no variance, an inconsistent one can be negative', () => {
    expect([...garmanKlass({ open: [5], high: [5], low: [5], close: [5] })]).toEqual([0])
    expect(garmanKlass({ open: [5], high: [5], low: [5], close: [9] })[0]).toBeLessThan(0)
  })

  it('error: MisalignedSeriesError and InvalidSeriesValueError', () => {
    expect(() => garmanKlass({ open: [], high: [1], low: [1], close: [1] })).toThrow(
      expect.objectContaining({ code: 'MISALIGNED_SERIES' }),
    )
    for (const bad of [0, -1, Number.NaN, Infinity]) {
      expect(() => garmanKlass({ open: [1], high: [1], low: [bad], close: [1] })).toThrow(
        expect.objectContaining({ code: 'INVALID_SERIES_VALUE' }),
      )
    }
  })

  it('property: never negative for a consistent bar, unchanged by the unit of price and by turning the bar upside down', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(
        part,
        part,
        fc.double({ min: 1e-3, max: 1, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        (o, c, range, unit) => {
          const bar = (open: number, close: number, scale: number) => ({
            open: [scale * Math.exp(range * open)],
            high: [scale * Math.exp(range)],
            low: [scale],
            close: [scale * Math.exp(range * close)],
          })
          const value = garmanKlass(bar(o, c, 1))[0] as number
          expect(value).toBeGreaterThan(0)
          expect(Math.abs((garmanKlass(bar(o, c, unit))[0] as number) / value - 1)).toBeLessThan(1e-9)
          expect(Math.abs((garmanKlass(bar(1 - o, 1 - c, 1))[0] as number) / value - 1)).toBeLessThan(1e-9)
        },
      ),
    )
  })
})

describeWithSharedData('garmanKlass on the S&P 500', () => {
  // Recomputed with numpy on garch/arch_sp500.csv.gz: the root of 252 times the mean of the last 252 days, percent.
  const EXPECTED = 13.814393
  const DIGITS_GIVEN = 5e-7

  it('default: the mean of the last 252 days', () => {
    const rows = readSharedCsv('garch/arch_sp500.csv.gz')
    const column = (name: string) => rows.map((row) => Number(row[name]))
    const variances = garmanKlass({
      open: column('Open'),
      high: column('High'),
      low: column('Low'),
      close: column('Close'),
    }).subarray(-252)
    const annual = 100 * Math.sqrt(variances.reduce((sum, value) => sum + value, 0))
    expect(Math.abs(annual - EXPECTED)).toBeLessThan(DIGITS_GIVEN)
  })
})
