import { describe, expect, it } from '@jest/globals'
import { standardisedMarket } from '../../../../bench/models/correlation/standardisedMarket.js'
import { venueBars } from '../../../../bench/models/marketData.js'
import { logReturns } from '../../../../models/data/logReturns.js'
import { ewmaVolatility } from '../../../../models/volatility/ewma.js'
import { describeWithSharedData } from '../../../support/sharedData.js'

describe('standardisedMarket', () => {
  it('behavior: no asset, no column', () => {
    expect(standardisedMarket([], 0.94)).toEqual({ daysMs: [], returns: [], volatilities: [], residuals: [] })
  })
})

describeWithSharedData('standardisedMarket of real bars', () => {
  it('default: common days, each return over the volatility of the days before it alone', () => {
    const [btc, link] = [venueBars('BTC', '1d'), venueBars('LINK', '1d')]
    const { daysMs, returns, volatilities, residuals } = standardisedMarket([btc, link], 0.94)
    const all = logReturns(link.close)
    expect(daysMs).toHaveLength(all.length - 60)
    for (const t of [0, 1, 700, daysMs.length - 1]) {
      const day = t + 60
      expect(daysMs[t]).toBe(link.openTimesMs[day + 1])
      expect(returns[1]?.[t]).toBe(all[day])
      const volatility = volatilities[1]?.[t] as number
      // The first one is the root of the mean square of the days that start the filter.
      if (t > 0) expect(volatility).toBe(ewmaVolatility(all.subarray(0, day), 0.94))
      expect(residuals[1]?.[t]).toBe((all[day] as number) / volatility)
    }
  })
})
