import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { type FirstPassageInput, firstPassage } from '../../../models/book/firstPassage.js'
import { correlatedPaths } from '../../../models/scenarios/correlatedPaths.js'
import { expectClose, expectRelative } from '../../support/expectClose.js'

const REFERENCE_TOLERANCE = 1e-11
const IDENTITY_TOLERANCE = 1e-12

const loan: FirstPassageInput = { loanToValue: 0.7, threshold: 0.825, annualVolatility: 0.8, years: 30 / 365 }

describe('firstPassage', () => {
  it('default: reference, sigma 0.8, 30 of 365 days, 0.70 against 0.825', () => {
    expectRelative(firstPassage(loan), 0.512903614624, REFERENCE_TOLERANCE)
  })

  it('behavior: without log drift it is twice the end below the barrier (reflection)', () => {
    // Phi(-1) at a distance of one standard deviation.
    const input = { loanToValue: Math.exp(-0.2), threshold: 1, annualVolatility: 0.2, years: 1, annualDrift: 0 }
    expectClose(firstPassage(input), 2 * 0.15865525393145707, IDENTITY_TOLERANCE)
  })

  it('behavior: at the threshold or beyond it is 1; absurd drifts stay probabilities', () => {
    expect(firstPassage({ ...loan, loanToValue: 0.825 })).toBe(1)
    expect(firstPassage({ ...loan, loanToValue: 2 })).toBe(1)
    expect(firstPassage({ ...loan, annualDrift: -1e6 })).toBe(1)
    expect(firstPassage({ ...loan, annualDrift: 1e6 })).toBe(0)
    expect(firstPassage({ ...loan, annualVolatility: 1e-9 })).toBe(0)
  })

  it('property: a probability that falls with rarer looks and rises with the loan', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.82, noNaN: true }),
        fc.double({ min: 0.01, max: 3, noNaN: true }),
        fc.double({ min: 1e-3, max: 2, noNaN: true }),
        fc.integer({ min: 1, max: 1_000 }),
        (loanToValue, annualVolatility, years, looks) => {
          const input = { loanToValue, threshold: 0.825, annualVolatility, years }
          const always = firstPassage(input)
          const seldom = firstPassage({ ...input, looks })
          expect(seldom).toBeGreaterThanOrEqual(0)
          expect(seldom).toBeLessThanOrEqual(firstPassage({ ...input, looks: looks * 2 }))
          expect(seldom).toBeLessThanOrEqual(always)
          expect(always).toBeLessThanOrEqual(1)
          expect(firstPassage({ ...input, loanToValue: loanToValue * 0.99 })).toBeLessThanOrEqual(always)
        },
      ),
      { seed: 825, numRuns: 300 },
    )
  })

  it.each(['loanToValue', 'threshold', 'annualVolatility', 'years', 'looks'])('error: InvalidParameterError for %s', (name) => {
    for (const value of [0, -1, Number.NaN, Infinity]) {
      expect(() => firstPassage({ ...loan, [name]: value })).toThrow(
        expect.objectContaining({ code: 'INVALID_PARAMETER', parameter: name }),
      )
    }
    expect(() => firstPassage({ ...loan, annualDrift: Number.NaN })).toThrow(
      expect.objectContaining({ code: 'INVALID_PARAMETER', parameter: 'annualDrift' }),
    )
  })

  it('behavior: simulated minima reach the barrier as often', () => {
    const steps = 360
    const count = 40_000
    const dailyVolatility = 0.8 / Math.sqrt(365)
    const { logMinima } = correlatedPaths(
      {
        dailyVolatilities: [dailyVolatility],
        dailyDrifts: [-0.5 * dailyVolatility ** 2],
        correlation: [[1]],
        increments: { kind: 'normal' },
        horizonHours: 24 * 30,
        steps,
        seed: 30_365,
      },
      count,
    )
    const barrier = Math.log(0.7 / 0.825)
    const hits = (logMinima[0] as Float64Array).reduce((sum, lowest) => sum + (lowest <= barrier ? 1 : 0), 0) / count
    const expected = firstPassage({ ...loan, looks: steps })
    const standardError = Math.sqrt((expected * (1 - expected)) / count)
    expectClose(hits, expected, 3 * standardError)
    // Without the correction the difference is one that this sample shows.
    expect(Math.abs(hits - firstPassage(loan))).toBeGreaterThan(3 * standardError)
  })

  it('error: hostile input is refused, never NaN', () => {
    const hostile = { loanToValue: 0.7, threshold: 0.8, annualVolatility: 1e200, years: 1, annualDrift: 1e308 }
    const result = () => firstPassage(hostile)
    let value: number | undefined
    try {
      value = result()
    } catch (error) {
      expect(error).toMatchObject({ code: 'INVALID_PARAMETER' })
    }
    expect(value === undefined || (value >= 0 && value <= 1)).toBe(true)
    expect(() => firstPassage({ ...hostile, annualVolatility: 1, annualDrift: 0, looks: 0.5 })).toThrow(/whole number/)
  })
})
