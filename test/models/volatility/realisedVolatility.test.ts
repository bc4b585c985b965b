import { describe, expect, it } from '@jest/globals'
import { logReturns } from '../../../models/data/logReturns.js'
import { realisedVolatility } from '../../../models/volatility/realisedEstimators.js'
import { describeWithSharedData, readSharedCsv } from '../../support/sharedData.js'

describe('realisedVolatility', () => {
  it('default: the root of the mean square of the last returns, not demeaned', () => {
    expect(realisedVolatility(Float64Array.of(9, 3, 4), 2)).toBe(Math.sqrt(12.5))
    expect(realisedVolatility(new Float64Array(30), 30)).toBe(0)
  })

  it('error: SeriesTooShortError and InvalidParameterError', () => {
    expect(() => realisedVolatility(Float64Array.of(1), 2)).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT' }))
    for (const window of [0, 1.5, -1, Number.NaN]) {
      expect(() => realisedVolatility(Float64Array.of(1), window)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
    }
  })
})

describeWithSharedData('realisedVolatility on the S&P 500', () => {
  // Recomputed with numpy on garch/arch_sp500.csv.gz: sqrt(252 mean r^2) of the last 252 log returns, percent.
  const EXPECTED = 17.04354
  const DIGITS_GIVEN = 5e-7

  it('default: close to close over the last 252 days', () => {
    const closes = readSharedCsv('garch/arch_sp500.csv.gz').map((row) => Number(row['Adj Close']))
    const annual = 100 * Math.sqrt(252) * realisedVolatility(logReturns(closes), 252)
    expect(Math.abs(annual - EXPECTED)).toBeLessThan(DIGITS_GIVEN)
  })
})
