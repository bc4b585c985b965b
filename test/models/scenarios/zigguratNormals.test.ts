import { describe, expect, it } from '@jest/globals'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { normalCdf } from '../../../models/statistics/normal.js'
import { ZigguratNormals } from '../../../models/scenarios/zigguratNormals.js'
import { expectClose } from '../../support/expectClose.js'

const COUNT = 1_000_000
/** Normal quantile beyond which a fixed seed lands once in 16,000. */
const FOUR_SIGMA = 4

const sample = new Float64Array(COUNT)
const jumped = xoroshiro128plus(20_000)
jumped.jump()
new ZigguratNormals(jumped).fill(sample)
const moment = (power: number) => sample.reduce((sum, x) => sum + x ** power, 0) / COUNT
const share = (isIn: (x: number, i: number) => boolean) => sample.reduce((sum, x, i) => sum + (isIn(x, i) ? 1 : 0), 0) / COUNT
/** Standard error of a share. */
const errorOf = (p: number) => Math.sqrt((p * (1 - p)) / COUNT)

describe('ZigguratNormals', () => {
  it.each([
    // E x^p, and the variance of x^p: E x^2p - (E x^p)^2.
    [1, 0, 1],
    [2, 1, 2],
    [3, 0, 15],
    [4, 3, 96],
    [6, 15, 10_170],
  ])('default: moment %i is %i', (power, expected, variance) => {
    expect(Math.abs(moment(power) - expected)).toBeLessThan(FOUR_SIGMA * Math.sqrt(variance / COUNT))
  })

  it('behavior: Kolmogorov and Smirnov do not reject', () => {
    const sorted = sample.slice(0, 200_000).sort()
    const n = sorted.length
    let distance = 0
    sorted.forEach((x, i) => {
      const p = normalCdf(x)
      distance = Math.max(distance, p - i / n, (i + 1) / n - p)
    })
    // Critical value at 0.1 %: 1.949 / sqrt(n).
    expect(distance * Math.sqrt(n)).toBeLessThan(1.949)
  })

  it.each([0, 0.2152, 1, 2, 3, 3.6541528853610088, 4, 4.5])('behavior: share beyond %d, on both sides', (limit) => {
    const expected = normalCdf(-limit)
    expect(Math.abs(share((x) => x > limit) - expected)).toBeLessThan(FOUR_SIGMA * errorOf(expected))
    expect(Math.abs(share((x) => x < -limit) - expected)).toBeLessThan(FOUR_SIGMA * errorOf(expected))
  })

  it('behavior: the tail beyond the ziggurat has the right shape', () => {
    const r = 3.6541528853610088
    const stream = new ZigguratNormals(xoroshiro128plus(3))
    const beyond: number[] = []
    for (let i = 0; i < 4_000_000; i++) {
      const x = Math.abs(stream.next())
      if (x > r) beyond.push(normalCdf(-x) / normalCdf(-r))
    }
    // Uniform on (0, 1): a thousand of them or so.
    expect(beyond.length).toBeGreaterThan(800)
    const mean = beyond.reduce((sum, p) => sum + p, 0) / beyond.length
    expectClose(mean, 0.5, FOUR_SIGMA * Math.sqrt(1 / 12 / beyond.length))
    const sorted = beyond.sort((a, b) => a - b)
    const distance = Math.max(...sorted.map((p, i) => Math.max(p - i / sorted.length, (i + 1) / sorted.length - p)))
    expect(distance * Math.sqrt(sorted.length)).toBeLessThan(1.949)
  })

  it('behavior: 256 bins of equal probability, and pairs of neighbours, are filled evenly (chi-squared)', () => {
    const cells = new Float64Array(256)
    const pairs = new Float64Array(256)
    for (let i = 0; i + 1 < 400_000; i += 2) {
      const [p, q] = [normalCdf(sample[i] as number), normalCdf(sample[i + 1] as number)]
      cells[Math.min(255, Math.floor(p * 256))]!++
      pairs[Math.min(15, Math.floor(p * 16)) * 16 + Math.min(15, Math.floor(q * 16))]!++
    }
    for (const counts of [cells, pairs]) {
      const expected = 200_000 / 256
      const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
      // 255 degrees of freedom: mean 255, standard deviation 22.6.
      expect(Math.abs(statistic - 255)).toBeLessThan(FOUR_SIGMA * Math.sqrt(2 * 255))
    }
  })

  it('behavior: neither numbers nor their squares follow the one before', () => {
    const lagged = (of: (x: number) => number, variance: number) => {
      let sum = 0
      for (let i = 1; i < COUNT; i++) sum += of(sample[i] as number) * of(sample[i - 1] as number)
      return sum / COUNT / variance
    }
    expect(Math.abs(lagged((x) => x, 1))).toBeLessThan(FOUR_SIGMA / Math.sqrt(COUNT))
    expect(Math.abs(lagged((x) => x * x - 1, 2))).toBeLessThan(FOUR_SIGMA / Math.sqrt(COUNT))
  })

  it('behavior: filling is drawing one by one', () => {
    const stream = new ZigguratNormals(xoroshiro128plus(9))
    const filled = new Float64Array(1_000)
    new ZigguratNormals(xoroshiro128plus(9)).fill(filled)
    expect([...filled]).toEqual(Array.from({ length: 1_000 }, () => stream.next()))
  })

  it('behavior: uniform numbers lie in (0, 1]', () => {
    const stream = new ZigguratNormals(xoroshiro128plus(9))
    for (let i = 0; i < 10_000; i++) {
      const u = stream.uniform()
      expect(u > 0 && u <= 1).toBe(true)
    }
  })
})
