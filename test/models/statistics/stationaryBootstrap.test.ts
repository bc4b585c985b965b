import { describe, expect, it } from '@jest/globals'
import { bootstrapDistribution, quantileBand, stationaryBootstrap } from '../../../models/statistics/bootstrap.js'
import fc from '../../support/fastCheck.js'

describe('stationaryBootstrap', () => {
  it('default: blocks have the mean length asked for, and every index is as likely', () => {
    const length = 50
    const draw = stationaryBootstrap({ length, meanBlock: 5, seed: 7 })
    const counts = new Float64Array(length)
    let breaks = 0
    const replications = 4000
    for (let replication = 0; replication < replications; replication++) {
      const indices = draw()
      for (const [t, index] of indices.entries()) {
        counts[index] = (counts[index] as number) + 1
        if (t > 0 && index !== ((indices[t - 1] as number) + 1) % length) breaks++
      }
    }
    // A fresh start lands on the next index once in 50: blocks end with probability 1/5 x 49/50. Three standard errors.
    const steps = replications * (length - 1)
    const p = (1 / 5) * (49 / 50)
    expect(Math.abs(breaks / steps - p)).toBeLessThan(3 * Math.sqrt((p * (1 - p)) / steps))
    // Indices of a block are dependent: the variance of a count is at most that of independent ones times 2 x block - 1.
    const sigma = Math.sqrt(replications * 9)
    for (const count of counts) expect(Math.abs(count - replications)).toBeLessThan(4.5 * sigma)
  })

  it('behavior: the same seed draws the same resamples, another seed others', () => {
    const first = (seed: number) => [...stationaryBootstrap({ length: 100, meanBlock: 10, seed })()]
    expect(first(3)).toEqual(first(3))
    expect(first(3)).not.toEqual(first(4))
  })

  it('behavior: one observation can only be drawn again', () => {
    expect([...stationaryBootstrap({ length: 1, meanBlock: 3, seed: 1 })()]).toEqual([0])
  })

  it('error: InvalidParameterError', () => {
    for (const wrong of [{ length: 0 }, { length: 2.5 }, { length: Number.NaN }, { meanBlock: 0.5 }, { meanBlock: Infinity }]) {
      expect(() => stationaryBootstrap({ length: 10, meanBlock: 2, seed: 1, ...wrong })).toThrow(
        expect.objectContaining({ code: 'INVALID_PARAMETER' }),
      )
    }
  })

  it('property: indices are in range and consecutive within a block', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 1, max: 1e9, noNaN: true }),
        fc.integer(),
        (length, block, seed) => {
          const indices = stationaryBootstrap({ length, meanBlock: block, seed })()
          expect(indices).toHaveLength(length)
          expect(indices.every((index) => index >= 0 && index < length)).toBe(true)
        },
      ),
    )
  })
})

describe('bootstrapDistribution', () => {
  // The mean of the series under the bootstrap has, in closed form, the variance of Politis and Romano's lemma 1.
  it('default: the variance of the mean agrees with its closed form', () => {
    const n = 40
    const values = Float64Array.from({ length: n }, (_, t) => Math.sin(t / 3) + (t % 7) / 7)
    const mean = values.reduce((sum, value) => sum + value, 0) / n
    const covariance = (lag: number) =>
      values.reduce((sum, value, t) => sum + (value - mean) * ((values[(t + lag) % n] as number) - mean), 0) / n
    const meanBlock = 6
    let expected = covariance(0)
    for (let lag = 1; lag < n; lag++) expected += 2 * (1 - lag / n) * (1 - 1 / meanBlock) ** lag * covariance(lag)
    expected /= n
    const replications = 20_000
    const average = (sample: Float64Array) => sample.reduce((sum, value) => sum + value, 0) / n
    const draws = bootstrapDistribution({ values, statistic: average, replications, meanBlock, seed: 11 })
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / replications
    // Four standard errors of the variance of a near-normal statistic.
    expect(Math.abs(variance / expected - 1)).toBeLessThan(4 * Math.sqrt(2 / replications))
  })

  it('error: no replication, an empty series, a value that is not finite', () => {
    const run = (values: number[], replications = 2) =>
      bootstrapDistribution({ values, statistic: (sample) => sample[0] as number, replications, meanBlock: 1, seed: 1 })
    expect(() => run([1], 0)).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
    expect(() => run([])).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
    expect(() => run([1, Number.NaN])).toThrow(expect.objectContaining({ code: 'INVALID_SERIES_VALUE', index: 1 }))
    expect([...run([5])]).toEqual([5, 5])
  })
})

describe('quantileBand', () => {
  it('default', () => {
    expect(quantileBand(Float64Array.from({ length: 101 }, (_, i) => 100 - i))).toEqual({ p05: 5, p50: 50, p95: 95 })
  })

  it('error: SeriesTooShortError', () => {
    expect(() => quantileBand([])).toThrow(expect.objectContaining({ code: 'SERIES_TOO_SHORT' }))
  })
})
