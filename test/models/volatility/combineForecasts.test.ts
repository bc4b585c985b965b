import { describe, expect, it } from '@jest/globals'
import { combineForecasts, discountedQlikeWeights } from '../../../models/volatility/combineForecasts.js'
import fc from '../../support/fastCheck.js'

const RELATIVE = 1e-12
const variance = fc.double({ min: 1e-12, max: 1e12, noNaN: true })

describe('combineForecasts', () => {
  it('default: the geometric mean, weighted where weights are given', () => {
    expect(Math.abs(combineForecasts({ variances: [1, 4] }) / 2 - 1)).toBeLessThan(RELATIVE)
    expect(Math.abs(combineForecasts({ variances: [1, 16], weights: [0.75, 0.25] }) / 2 - 1)).toBeLessThan(RELATIVE)
  })

  it('error: each hostile input has its own error', () => {
    expect(() => combineForecasts({ variances: [] })).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT' }))
    expect(() => combineForecasts({ variances: [1], weights: [] })).toThrow(
      expect.objectContaining({ code: 'MISALIGNED_SERIES' }),
    )
    for (const bad of [0, -1, Number.NaN, Infinity]) {
      expect(() => combineForecasts({ variances: [1, bad] })).toThrow(
        expect.objectContaining({ code: 'INVALID_SERIES_VALUE', index: 1 }),
      )
    }
    for (const weights of [
      [0.5, 0.6],
      [-0.5, 1.5],
      [Number.NaN, 1],
    ]) {
      expect(() => combineForecasts({ variances: [1, 1], weights })).toThrow(
        expect.objectContaining({ code: 'INVALID_PARAMETER' }),
      )
    }
  })

  it('property: between the smallest and the largest, and of the same degree', () => {
    fc.assert(
      fc.property(fc.array(variance, { minLength: 1, maxLength: 8 }), (variances) => {
        const combined = combineForecasts({ variances })
        expect(combined).toBeGreaterThanOrEqual(Math.min(...variances) * (1 - RELATIVE))
        expect(combined).toBeLessThanOrEqual(Math.max(...variances) * (1 + RELATIVE))
        const doubled = combineForecasts({ variances: variances.map((v) => 2 * v) })
        expect(Math.abs(doubled / (2 * combined) - 1)).toBeLessThan(1e-10)
      }),
    )
  })
})

describe('discountedQlikeWeights', () => {
  it('default: inverse discounted losses by hand', () => {
    const realised = [1, 2, 0.5]
    const forecasts = [
      [1.5, 1.5, 1.5],
      [1, 1.9, 0.9],
    ]
    const qlike = (v: number, h: number) => v / h - Math.log(v / h) - 1
    const losses = forecasts.map((model) =>
      model.reduce((sum, h, t) => sum + 0.9 ** (2 - t) * qlike(realised[t] as number, h), 0),
    ) as [number, number]
    const weights = discountedQlikeWeights({ forecasts, realised, discount: 0.9 })
    const expected = losses[1] / (losses[0] + losses[1])
    expect(Math.abs((weights[0] as number) / expected - 1)).toBeLessThan(RELATIVE)
  })

  it('behavior: sharpness 0 is the plain mean; without a loss takes all', () => {
    const realised = [1, 2]
    const forecasts = [realised, [2, 1], realised]
    expect([...discountedQlikeWeights({ forecasts, realised })]).toEqual([0.5, 0, 0.5])
    for (const weight of discountedQlikeWeights({ forecasts, realised, sharpness: 0 })) {
      expect(Math.abs(weight - 1 / 3)).toBeLessThan(RELATIVE)
    }
  })

  it('error: each hostile input has its own error', () => {
    const weigh = (change: object) => () => discountedQlikeWeights({ forecasts: [[1]], realised: [1], ...change })
    expect(weigh({ forecasts: [] })).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT' }))
    expect(weigh({ forecasts: [[]], realised: [] })).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT' }))
    expect(weigh({ forecasts: [[1, 2]] })).toThrow(expect.objectContaining({ code: 'MISALIGNED_SERIES' }))
    expect(weigh({ realised: [0] })).toThrow(expect.objectContaining({ code: 'INVALID_SERIES_VALUE' }))
    for (const discount of [0, 1.1, Number.NaN])
      expect(weigh({ discount })).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
    for (const sharpness of [-1, Infinity, Number.NaN])
      expect(weigh({ sharpness })).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
  })

  it('property: weights are shares, whatever the size of the variances', () => {
    const wild = fc.oneof(variance, fc.constantFrom(5e-324, 1e300))
    const rows = fc.array(fc.tuple(wild, wild, wild, wild), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(rows, fc.double({ min: 0, max: 5, noNaN: true }), (drawn, sharpness) => {
        const column = (k: number) => drawn.map((row) => row[k] as number)
        const weights = discountedQlikeWeights({ forecasts: [column(0), column(1), column(2)], realised: column(3), sharpness })
        expect(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1)).toBeLessThan(RELATIVE)
        for (const weight of weights) expect(weight).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
