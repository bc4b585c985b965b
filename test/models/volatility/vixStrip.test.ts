import { describe, expect, it } from '@jest/globals'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { normalCdf } from '../../../models/statistics/normal.js'
import { vixIndex, yearsOfMinutes } from '../../../models/volatility/vixIndex.js'
import { type OptionQuotes, type OptionStrip, selectStrip, vixStrip } from '../../../models/volatility/vixStrip.js'
import fc from '../../support/fastCheck.js'
import { describeWithSharedData, readSharedCsv } from '../../support/sharedData.js'

const VARIANCE = 5e-10
const INDEX = 5e-7

describeWithSharedData("vixStrip on Cboe's worked example", () => {
  it('default: both expiries and the index', () => {
    const rows = readSharedCsv('vol/vix_strips.csv')
    const strip = (term: string, minutes: number, riskFreeRate: number, forward: number): OptionStrip => {
      const own = rows.filter((row) => row.term === term)
      return {
        strikes: own.map((row) => Number(row.strike)),
        mids: own.map((row) => Number(row.mid)),
        forward,
        atTheMoney: 1960,
        years: yearsOfMinutes(minutes),
        riskFreeRate,
      }
    }
    const near = { minutes: 34484, variance: vixStrip(strip('near', 34484, 0.00031664, 1962.89996)) }
    const next = { minutes: 44954, variance: vixStrip(strip('next', 44954, 0.00028797, 1962.40006)) }
    expect(Math.abs(near.variance - 0.019233906)).toBeLessThan(VARIANCE)
    expect(Math.abs(next.variance - 0.019423884)).toBeLessThan(VARIANCE)
    expect(Math.abs(vixIndex({ near, next }) - 13.927842)).toBeLessThan(INDEX)
  })
})

/** Quotes of Black's formula, a tick of spread around them. */
function blackQuotes({ forward, volatility, years, rate }: Record<'forward' | 'volatility' | 'years' | 'rate', number>) {
  const quotes: OptionQuotes[] = []
  for (let strike = 0.2 * forward; strike <= 5 * forward; strike += 0.005 * forward) {
    const deviation = volatility * Math.sqrt(years)
    const d1 = Math.log(forward / strike) / deviation + deviation / 2
    const discount = Math.exp(-rate * years)
    const call = discount * (forward * normalCdf(d1) - strike * normalCdf(d1 - deviation))
    const put = discount * (strike * normalCdf(deviation - d1) - forward * normalCdf(-d1))
    quotes.push({ strike, callBid: 0.99 * call, callAsk: 1.01 * call, putBid: 0.99 * put, putAsk: 1.01 * put })
  }
  return quotes
}

describe('selectStrip', () => {
  it("default: the strip of Black's formula implies its volatility and forward", () => {
    for (const volatility of [0.2, 0.6, 1]) {
      const quotes = blackQuotes({ forward: 2013, volatility, years: 30 / 365, rate: 0.04 })
      const strip = selectStrip({ quotes, years: 30 / 365, riskFreeRate: 0.04 })
      expect(Math.abs(strip.forward / 2013 - 1)).toBeLessThan(1e-9)
      expect(strip.atTheMoney).toBeLessThanOrEqual(strip.forward)
      // Strikes half a percent apart: the trapezoid overstates a convex strip by less than one percent of variance.
      expect(Math.abs(vixStrip(strip) / volatility ** 2 - 1)).toBeLessThan(0.01)
    }
  })

  it('behavior: options beyond two strikes without a bid are not read, a single one is left out', () => {
    const quote = (strike: number, putBid: number, callBid: number): OptionQuotes => {
      return { strike, putBid, putAsk: putBid + 0.2, callBid, callAsk: callBid + 0.2 }
    }
    const quotes = [
      quote(70, 1, 30),
      quote(75, 0, 25),
      quote(80, 0, 20),
      quote(85, 1, 15),
      quote(90, 0, 11),
      quote(95, 2, 7),
      quote(100, 4, 4),
      quote(105, 7, 2),
      quote(110, 11, 0),
      quote(115, 15, 1),
    ]
    const { strikes, forward, atTheMoney } = selectStrip({ quotes, years: 0.1, riskFreeRate: 0 })
    expect(strikes).toEqual([85, 95, 100, 105, 115])
    expect(forward).toBe(100)
    expect(atTheMoney).toBe(100)
  })

  it('error: each hostile input has its own error', () => {
    const good = blackQuotes({ forward: 100, volatility: 0.5, years: 0.1, rate: 0 })
    const select = (change: Partial<Parameters<typeof selectStrip>[0]>) => () =>
      selectStrip({ quotes: good, years: 0.1, riskFreeRate: 0, ...change })
    expect(select({ quotes: [] })).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT' }))
    expect(select({ quotes: [...good].reverse() })).toThrow(expect.objectContaining({ code: 'INVALID_SERIES_VALUE' }))
    expect(select({ quotes: good.map((q) => ({ ...q, callBid: -1 })) })).toThrow(
      expect.objectContaining({ code: 'INVALID_SERIES_VALUE' }),
    )
    expect(select({ years: 0 })).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
    expect(select({ riskFreeRate: Number.NaN })).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
  })
})

describe('vixStrip', () => {
  const strip: OptionStrip = {
    strikes: [90, 100, 110],
    mids: [1, 3, 1],
    forward: 101,
    atTheMoney: 100,
    years: 0.1,
    riskFreeRate: 0,
  }

  it('default: the sum by hand', () => {
    const sum = (10 / 8100) * 1 + (10 / 10000) * 3 + (10 / 12100) * 1
    expect(Math.abs(vixStrip(strip) / (20 * sum - 10 * 0.01 ** 2) - 1)).toBeLessThan(1e-12)
  })

  it('error: each hostile input has its own error', () => {
    const wrong = (change: Partial<OptionStrip>) => () => vixStrip({ ...strip, ...change })
    expect(wrong({ mids: [1] })).toThrow(expect.objectContaining({ code: 'MISALIGNED_SERIES' }))
    expect(wrong({ strikes: [1], mids: [1] })).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT' }))
    expect(wrong({ strikes: [90, 90, 110] })).toThrow(expect.objectContaining({ code: 'INVALID_SERIES_VALUE', index: 1 }))
    expect(wrong({ mids: [1, Number.NaN, 1] })).toThrow(expect.objectContaining({ code: 'INVALID_SERIES_VALUE', index: 1 }))
    expect(wrong({ mids: [0, 0, 0] })).toThrow(expect.objectContaining({ code: 'DEGENERATE_SERIES' }))
    for (const name of ['forward', 'atTheMoney', 'years'] as const) {
      for (const bad of [0, -1, Number.NaN, Infinity]) {
        expect(wrong({ [name]: bad })).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER', parameter: name }))
      }
    }
  })

  it('property: positive and finite, or a typed error', () => {
    const number = fc.oneof(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), fc.double())
    const rows = fc.array(fc.tuple(number, number), { maxLength: 8 })
    fc.assert(
      fc.property(rows, fc.tuple(number, number, number, number), (pairs, [forward, atTheMoney, years, riskFreeRate]) => {
        const sorted = [...pairs].sort((a, b) => a[0] - b[0])
        try {
          const [strikes, mids] = [sorted.map(([k]) => k), sorted.map(([, m]) => m)]
          const variance = vixStrip({ strikes, mids, forward, atTheMoney, years, riskFreeRate })
          expect(variance).toBeGreaterThan(0)
          expect(variance).toBeLessThan(Infinity)
        } catch (error) {
          if (!(error instanceof PlimsollError)) throw error
        }
      }),
    )
  })
})

describe('vixIndex', () => {
  it('default: equal expiries keep their level; the horizon of an expiry takes its variance alone', () => {
    const at = (minutes: number, variance: number) => ({ minutes, variance })
    expect(Math.abs(vixIndex({ near: at(30_000, 0.04), next: at(60_000, 0.04) }) - 20)).toBeLessThan(1e-12)
    expect(Math.abs(vixIndex({ near: at(43_200, 0.09), next: at(60_000, 0.01) }) - 30)).toBeLessThan(1e-12)
  })

  it('error: InvalidParameterError', () => {
    const good = { minutes: 30_000, variance: 0.04 }
    for (const next of [good, { ...good, minutes: Number.NaN }, { minutes: 60_000, variance: -1 }]) {
      expect(() => vixIndex({ near: good, next })).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
    }
    const falling = { near: { minutes: 10_000, variance: 1 }, next: { minutes: 11_000, variance: 0.01 } }
    expect(() => vixIndex(falling)).toThrow(expect.objectContaining({ parameter: 'horizonMinutes' }))
  })
})
