import { describe, expect, it } from '@jest/globals'
import { z2PValue } from '../../../../bench/models/tails/z2PValue.js'

describe('z2PValue', () => {
  it('default: -0.7 is the 5 % critical value of 250 days at 97.5 % (Acerbi and Szekely 2014), and far beyond it of 1,500', () => {
    const sample = { observed: -0.7, violationProbability: 0.025, seed: 3 }
    const p = z2PValue({ ...sample, days: 250 })
    expect(p).toBeGreaterThan(0.035)
    expect(p).toBeLessThan(0.07)
    expect(z2PValue({ ...sample, days: 1_500 })).toBeLessThan(0.002)
  })

  it('behavior: one seed, one value; the expected statistic is in the middle', () => {
    const sample = { observed: 0, days: 500, violationProbability: 0.025, seed: 1 }
    const p = z2PValue(sample)
    expect(z2PValue(sample)).toBe(p)
    expect(Math.abs(p - 0.5)).toBeLessThan(0.06)
  })
})
