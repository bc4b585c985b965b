import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { normalSource } from '../../../models/scenarios/zigguratNormals.js'
import { REALISED_ESTIMATORS, type RealisedEstimatorName } from '../../../models/volatility/realisedEstimators.js'
import { realisedVariance } from '../../../models/volatility/realisedVariance.js'
import { describeWithSharedData, readSharedCsv } from '../../support/sharedData.js'

const DIGITS_GIVEN = 5e-7
const RELATIVE = 1e-12
const NAMES = Object.keys(REALISED_ESTIMATORS) as RealisedEstimatorName[]

describeWithSharedData('realisedVariance on the S&P 500', () => {
  // Recomputed with numpy on garch/arch_sp500.csv.gz: the last 252 days, annualised, percent.
  const expected = {
    closeClose: 17.04354,
    parkinson: 14.233248,
    garmanKlass: 13.814393,
    rogersSatchell: 13.637274,
    yangZhang: 15.48274,
  }

  it('default: every estimator', () => {
    const rows = readSharedCsv('garch/arch_sp500.csv.gz')
    const column = (name: string) => rows.map((row) => Number(row[name]))
    const bars = { open: column('Open'), high: column('High'), low: column('Low'), close: column('Close') }
    for (const estimator of NAMES) {
      const annual = 100 * Math.sqrt(252 * realisedVariance({ bars, window: 252, estimator }))
      expect(Math.abs(annual - expected[estimator])).toBeLessThan(DIGITS_GIVEN)
    }
  })
})

/** Bars of a driftless diffusion of the given daily volatility, looked at 1000 times a day, that jumps overnight. */
function diffusion({ days, volatility, jump, seed }: { days: number; volatility: number; jump: number; seed: number }) {
  const normal = normalSource(seed)
  const bars = { open: [] as number[], high: [] as number[], low: [] as number[], close: [] as number[] }
  let log = 0
  for (let day = 0; day < days; day++) {
    log += jump * normal()
    let [high, low] = [log, log]
    bars.open.push(Math.exp(log))
    for (let step = 0; step < 1000; step++) {
      log += (volatility / Math.sqrt(1000)) * normal()
      high = Math.max(high, log)
      low = Math.min(low, log)
    }
    bars.high.push(Math.exp(high))
    bars.low.push(Math.exp(low))
    bars.close.push(Math.exp(log))
  }
  return bars
}

describe('realisedVariance', () => {
  it('default: estimates of a diffusion agree with its variance; those of the range miss the jump overnight', () => {
    const bars = diffusion({ days: 401, volatility: 0.03, jump: 0.01, seed: 21 })
    for (const estimator of NAMES) {
      const truth = estimator === 'closeClose' || estimator === 'yangZhang' ? 0.001 : 0.0009
      const variance = realisedVariance({ bars, window: 400, estimator })
      // Four standard errors of the least efficient (close-close, sqrt(2 / 400)), and 5 % for ranges seen at 1000 instants.
      expect(Math.abs(variance / truth - 1)).toBeLessThan(0.33)
    }
    expect(realisedVariance({ bars, window: 400, estimator: 'rogersSatchell' })).toBeLessThan(
      realisedVariance({ bars, window: 400, estimator: 'yangZhang' }),
    )
  })

  it('default: Rogers-Satchell and Parkinson by hand', () => {
    const bars = { open: [1, 100, 100], high: [1, 110, 104], low: [1, 95, 99], close: [1, 105, 101] }
    const rs = (o: number, h: number, l: number, c: number) =>
      Math.log(h / c) * Math.log(h / o) + Math.log(l / c) * Math.log(l / o)
    const expected = (rs(100, 110, 95, 105) + rs(100, 104, 99, 101)) / 2
    expect(Math.abs(realisedVariance({ bars, window: 2, estimator: 'rogersSatchell' }) / expected - 1)).toBeLessThan(RELATIVE)
    const range = (Math.log(110 / 95) ** 2 + Math.log(104 / 99) ** 2) / (8 * Math.log(2))
    expect(Math.abs(realisedVariance({ bars, window: 2, estimator: 'parkinson' }) / range - 1)).toBeLessThan(RELATIVE)
  })

  it('behavior: a steady trend has no variance for the estimators that do not read the close-to-close move', () => {
    const close = Array.from({ length: 30 }, (_, day) => Math.exp(0.01 * (day + 1)))
    const open = close.map((price) => price * Math.exp(-0.01))
    const bars = { open, high: close, low: open, close }
    expect(Math.abs(realisedVariance({ bars, window: 20, estimator: 'rogersSatchell' }))).toBeLessThan(1e-17)
    expect(Math.abs(realisedVariance({ bars, window: 20, estimator: 'yangZhang' }))).toBeLessThan(1e-17)
  })

  it('error: window, length, columns, prices and inconsistent bars', () => {
    const still = { open: [1, 1, 1], high: [1, 1, 1], low: [1, 1, 1], close: [1, 1, 1] }
    for (const estimator of NAMES) {
      expect(realisedVariance({ bars: still, window: 2, estimator })).toBe(0)
      for (const window of [1, 0, 2.5, Number.NaN]) {
        expect(() => realisedVariance({ bars: still, window, estimator })).toThrow(
          expect.objectContaining({ code: 'INVALID_PARAMETER' }),
        )
      }
      expect(() => realisedVariance({ bars: still, window: 3, estimator })).toThrow(
        expect.objectContaining({ code: 'SERIES_TOO_SHORT', required: 4 }),
      )
      for (const bad of [0, -1, Number.NaN, Infinity]) {
        expect(() => realisedVariance({ bars: { ...still, close: [1, 1, bad] }, window: 2, estimator })).toThrow(
          expect.objectContaining({ code: 'INVALID_SERIES_VALUE' }),
        )
      }
    }
    expect(() => realisedVariance({ bars: { ...still, open: [1] }, window: 2, estimator: 'yangZhang' })).toThrow(
      expect.objectContaining({ code: 'MISALIGNED_SERIES' }),
    )
    const inverted = { ...still, close: [1, 9, 1] }
    expect(() => realisedVariance({ bars: inverted, window: 2, estimator: 'garmanKlass' })).toThrow(
      expect.objectContaining({ code: 'DEGENERATE_SERIES' }),
    )
  })

  it('property: finite and unchanged by the unit of price for consistent bars; a typed error for anything else', () => {
    const price = fc.oneof(fc.double({ min: 1, max: 1e6, noNaN: true }), fc.constantFrom(5e-324, 1e300, 0, Number.NaN, Infinity))
    const bars = fc.array(fc.tuple(price, price, price, price), { maxLength: 12 })
    fc.assert(
      fc.property(bars, fc.integer({ min: 2, max: 10 }), fc.constantFrom(...NAMES), (rows, window, estimator) => {
        const column = (pick: (row: number[]) => number) => rows.map((row) => pick(row))
        const consistent = {
          open: column((row) => row[0] as number),
          high: column((row) => Math.max(...row)),
          low: column((row) => Math.min(...row)),
          close: column((row) => row[1] as number),
        }
        try {
          const variance = realisedVariance({ bars: consistent, window, estimator })
          expect(variance).toBeGreaterThanOrEqual(0)
          expect(variance).toBeLessThan(Infinity)
        } catch (error) {
          if (!(error instanceof PlimsollError)) throw error
        }
      }),
    )
  })
})
