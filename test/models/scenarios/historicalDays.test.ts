import { describe, expect, it } from '@jest/globals'
import { historicalDays } from '../../../models/scenarios/historicalDays.js'
import { dailySeries } from '../../support/dailySeries.js'
import { expectClose } from '../../support/expectClose.js'

const TOLERANCE = 1e-14

describe('historicalDays', () => {
  it('default: the close against the close before, by the day that it closes', () => {
    const series = dailySeries({ days: 4, firstDay: '2020-03-10' })
    const { days, logReturns } = historicalDays([series])
    expect(days).toEqual(['2020-03-11', '2020-03-12', '2020-03-13'])
    const [, first, second] = series.close as [number, number, number]
    expectClose(logReturns[0]?.[1] ?? Number.NaN, Math.log(second / first), TOLERANCE)
  })

  it('behavior: the days that all have, from the youngest asset on', () => {
    const old = dailySeries({ days: 30, firstDay: '2020-03-01' })
    const young = dailySeries({ days: 10, firstDay: '2020-03-15', seed: 2 })
    const { days, logReturns } = historicalDays([old, young])
    expect([days[0], days.at(-1), days.length]).toEqual(['2020-03-16', '2020-03-24', 9])
    expect(logReturns.map(({ length }) => length)).toEqual([9, 9])
    expectClose(logReturns[0]?.[0] ?? Number.NaN, Math.log((old.close[15] as number) / (old.close[14] as number)), TOLERANCE)
  })

  it('behavior: no asset, no day; a move beyond every price is cut', () => {
    expect(historicalDays([])).toEqual({ days: [], logReturns: [] })
    const wild = { ...dailySeries({ days: 3 }), close: [1e-300, 1e300, 1e-300] }
    expect(historicalDays([wild]).logReturns).toEqual([Float64Array.of(20, -20)])
  })

  it('error: MISALIGNED_SERIES without a day in common', () => {
    const series = [dailySeries({ days: 5 }), dailySeries({ days: 5, firstDay: '2022-01-01' })]
    expect(() => historicalDays(series)).toThrow(expect.objectContaining({ code: 'MISALIGNED_SERIES' }))
  })
})
