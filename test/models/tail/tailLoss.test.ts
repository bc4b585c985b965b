import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { modelConfigSchema } from '../../../models/policy/modelConfig.js'
import { tailLoss } from '../../../models/tail/tailLoss.js'
import { sampleSeries } from '../../support/sampleSeries.js'
import { describeWithSharedData } from '../../support/sharedData.js'

const config = modelConfigSchema.parse({})
const RELATIVE = 1e-12

/** A price path with the given log returns. */
const path = (returns: readonly number[]) => {
  const logs = [0]
  for (const r of returns) logs.push((logs.at(-1) as number) + r)
  return logs.map(Math.exp)
}
const wave = (n: number) => Array.from({ length: n }, (_, i) => 0.03 * Math.sin(i * 1.7) + 0.02 * Math.cos(i * i))

/** The same model from its definition, term by term, with sums instead of recursions. */
function naive(closes: readonly number[], p: number, lambda: number) {
  const r = closes.slice(1).map((close, i) => Math.log(close / (closes[i] as number)))
  const volatility = (t: number) => {
    let variance = (lambda ** (t - 60) / 60) * r.slice(0, 60).reduce((sum, x) => sum + x * x, 0)
    for (let s = 60; s < t; s++) variance += (1 - lambda) * lambda ** (t - 1 - s) * (r[s] as number) ** 2
    return Math.sqrt(variance)
  }
  const at = (values: number[]) => {
    const sorted = [...values].sort((a, b) => a - b)
    const position = (1 - p) * (values.length - 1)
    const [low, high] = [sorted[Math.floor(position)] as number, sorted[Math.ceil(position)] as number]
    return low + (high - low) * (position % 1)
  }
  return {
    filtered: -at(r.slice(60).map((x, i) => x / volatility(60 + i))) * volatility(r.length),
    longRun: -at(r),
  }
}

describe('tailLoss', () => {
  it('default: agrees with a naive implementation', () => {
    const closes = path(wave(700))
    const loss = tailLoss({ closes, config })
    const expected = naive(closes, 0.999, 0.99)
    expect(Math.abs(loss.filteredLogLoss / expected.filtered - 1)).toBeLessThan(1e-9)
    expect(Math.abs(loss.longRunLogLoss / expected.longRun - 1)).toBeLessThan(1e-9)
    expect(loss.logLoss).toBe(0.5 * loss.filteredLogLoss + 0.5 * loss.longRunLogLoss)
    expect(loss.observations).toBe(700)
  })

  it('behavior: weight 1 and 0 give the parts', () => {
    const closes = path(wave(600))
    const filtered = tailLoss({ closes, config: { ...config, tailFilteredWeight: 1 } })
    const longRun = tailLoss({ closes, config: { ...config, tailFilteredWeight: 0 } })
    expect(filtered.logLoss).toBe(filtered.filteredLogLoss)
    expect(longRun.logLoss).toBe(longRun.longRunLogLoss)
  })

  it('behavior: a shorter horizon scales by the root of time', () => {
    const closes = path(wave(600))
    const day = tailLoss({ closes, config })
    const sixHours = tailLoss({ closes, config: { ...config, horizonHours: 6 } })
    expect(Math.abs(sixHours.logLoss / (day.logLoss / 2) - 1)).toBeLessThan(RELATIVE)
  })

  it('behavior: a series that only rises has no loss', () => {
    const loss = tailLoss({ closes: path(Array.from({ length: 600 }, (_, i) => 0.01 + 0.001 * (i % 3))), config })
    expect(loss).toMatchObject({ filteredLogLoss: 0, longRunLogLoss: 0, logLoss: 0 })
  })

  it('error: SeriesTooShortError below minimumDays, and below twice the start whatever minimumDays', () => {
    expect(() => tailLoss({ closes: path(wave(498)), config })).toThrow(
      expect.objectContaining({ code: 'SERIES_TOO_SHORT', required: 500 }),
    )
    expect(tailLoss({ closes: path(wave(499)), config }).observations).toBe(499)
    const short = { ...config, minimumDays: 60 }
    expect(() => tailLoss({ closes: path(wave(100)), config: short })).toThrow(expect.objectContaining({ required: 121 }))
  })

  it('error: DegenerateSeriesError on constant closes and on a start without movement', () => {
    expect(() => tailLoss({ closes: new Array(600).fill(7), config })).toThrow(
      expect.objectContaining({ code: 'DEGENERATE_SERIES' }),
    )
    const frozen = path([...new Array(60).fill(0), ...wave(600)])
    expect(() => tailLoss({ closes: frozen, config })).toThrow(expect.objectContaining({ code: 'DEGENERATE_SERIES' }))
  })

  it('error: InvalidSeriesValueError on a price that is none', () => {
    for (const bad of [0, -1, Number.NaN, Infinity]) {
      const closes = path(wave(600))
      closes[300] = bad
      expect(() => tailLoss({ closes, config })).toThrow(expect.objectContaining({ code: 'INVALID_SERIES_VALUE', index: 300 }))
    }
  })

  it('property: finite, not negative, and unchanged by the unit of price', () => {
    const returns = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 130, maxLength: 200 })
    fc.assert(
      fc.property(returns, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (r, unit) => {
        const noise = r.map((x, i) => x + 0.001 * Math.sin(i + 1))
        const loose = { ...config, minimumDays: 121 }
        const loss = tailLoss({ closes: path(noise), config: loose })
        const scaled = tailLoss({ closes: path(noise).map((x) => x * unit), config: loose })
        for (const value of Object.values(loss)) expect(Number.isFinite(value) && value >= 0).toBe(true)
        expect(Math.abs(scaled.logLoss - loss.logLoss)).toBeLessThanOrEqual(1e-9 * (1 + loss.logLoss))
      }),
    )
  })
})

describeWithSharedData('tailLoss on the sample', () => {
  // Published with the reference policy to one decimal of a percent; the start of the filter was found by this table.
  const POINTS = 0.1
  it.each([
    ['BTC', 0.05, 79.9],
    ['ETH', 0.05, 70.5],
    ['LINK', 0.07, 60.3],
    ['AAVE', 0.075, 65.8],
  ])('default: the threshold of %s on the eve of the crash of June 2022', (asset, bonus, expected) => {
    const series = sampleSeries('spot', asset, '2022-06-11')
    const { logLoss } = tailLoss({ closes: series?.close ?? [], config })
    const threshold = ((1 - 0.02) / (1 + bonus)) * (Math.exp(-logLoss) - 0.005)
    expect(Math.abs(100 * threshold - expected)).toBeLessThan(POINTS)
  })
})
