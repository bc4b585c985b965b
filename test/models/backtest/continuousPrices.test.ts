import { describe, expect, it } from '@jest/globals'
import { barsUntil } from '../../../models/backtest/barsUntil.js'
import { continuousPrices } from '../../../models/backtest/continuousPrices.js'
import { SeriesTooShortError } from '../../../models/errors.js'
import { dailySeries } from '../../support/dailySeries.js'

const DAY_MS = 86_400_000
const series = dailySeries({ days: 10 })
const first = series.openTimesMs[0] as number

describe('barsUntil', () => {
  it('default: a bar is known at its close, not before', () => {
    expect(barsUntil(series, first + 3 * DAY_MS).close).toEqual(series.close.slice(0, 3))
    expect(barsUntil(series, first + 3 * DAY_MS - 1).close).toEqual(series.close.slice(0, 2))
    expect(barsUntil(series, first).openTimesMs).toEqual([])
    expect(barsUntil(series, Infinity)).toEqual(series)
  })
})

describe('continuousPrices', () => {
  it('default: the closes between two instants', () => {
    const { closes, firstCloseMs, barMs } = continuousPrices(series, first + 3 * DAY_MS, first + 5 * DAY_MS)
    expect({ closes: [...closes], firstCloseMs, barMs }).toEqual({
      closes: series.close.slice(2, 5),
      firstCloseMs: first + 3 * DAY_MS,
      barMs: DAY_MS,
    })
  })

  it('behavior: a missing bar repeats the close before it', () => {
    const kept = [0, 1, 4, 5]
    const column = (values: number[]) => kept.map((i) => values[i] as number)
    const { openTimesMs, open, high, low, close, volumeUsd } = series
    const holed = {
      ...series,
      openTimesMs: column(openTimesMs),
      open: column(open),
      high: column(high),
      low: column(low),
      close: column(close),
      volumeUsd: column(volumeUsd),
    }
    const at = (i: number) => series.close[i] as number
    expect([...continuousPrices(holed, -Infinity, Infinity).closes]).toEqual([at(0), at(1), at(1), at(1), at(4), at(5)])
  })

  it('error: SeriesTooShortError', () => {
    expect(() => continuousPrices(series, first + 20 * DAY_MS, Infinity)).toThrow(SeriesTooShortError)
  })
})
