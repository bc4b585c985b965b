import { describe, expect, it } from '@jest/globals'
import { barAt, toBarSeries } from '../../../models/data/barRows.js'
import { type Bar, barSeriesSchema } from '../../../models/data/barSeries.js'
import fc from '../../support/fastCheck.js'

const price = fc.double({ min: 1e-9, max: 1e9, noNaN: true })
const rows = fc
  .array(
    fc.record({ open: price, high: price, low: price, close: price, volumeUsd: fc.double({ min: 0, max: 1e12, noNaN: true }) }),
  )
  .map((bars): Bar[] => bars.map((bar, i) => ({ openTimeMs: i * 86_400_000, ...bar })))
const labels = { asset: 'WETH', source: 'one', interval: '1d', isSynthetic: false } as const

describe('barRows', () => {
  it('property: rows that become columns are the same rows again, bit for bit', () => {
    fc.assert(
      fc.property(rows, (bars) => {
        const series = barSeriesSchema.parse(toBarSeries(bars, labels))
        expect(bars.map((_, i) => barAt(series, i))).toEqual(bars)
      }),
    )
  })
})
