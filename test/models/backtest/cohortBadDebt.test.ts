import { describe, expect, it } from '@jest/globals'
import { cohortBadDebt, type Cohorts, lastOpening, REFERENCE_TERMS } from '../../../models/backtest/cohortBadDebt.js'
import { InvalidParameterError, InvalidSeriesValueError, MisalignedSeriesError } from '../../../models/errors.js'
import { expectClose } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'

const TERMS = { lifeHours: 4, delayHours: 2, slippage: 0.02 }

function cohorts(prices: readonly number[], change: Partial<Cohorts> = {}): Cohorts {
  return {
    prices: Float64Array.from(prices),
    thresholds: new Float64Array(prices.length).fill(0.8),
    loanToValues: new Float64Array(prices.length).fill(0.77),
    opensAt: [0],
    terms: TERMS,
    ...change,
  }
}

describe('cohortBadDebt', () => {
  it('default: the sale after the delay covers what it covers', () => {
    // 0.96 x 0.8 is below 0.77 at hour 1; hour 3 pays 0.7 x 0.98 / 1.05 of each unit for 0.77 of debt.
    const [share] = cohortBadDebt(cohorts([1, 0.96, 0.9, 0.7, 1, 1, 1]))
    expectClose(share as number, 1 - (0.7 * 0.98) / (1.05 * 0.77), 1e-14)
  })

  it('behavior: a breach after the life of the loan, or a price that recovers by the sale, costs nothing', () => {
    expect([...cohortBadDebt(cohorts([1, 1, 1, 1, 1, 0.1, 0.1]))]).toEqual([0])
    expect([...cohortBadDebt(cohorts([1, 0.5, 0.5, 0.9, 1, 1, 1]))]).toEqual([0])
  })

  it('behavior: a threshold that is lowered under an open loan liquidates it', () => {
    const thresholds = Float64Array.of(0.8, 0.8, 0.7, 0.7, 0.7, 0.7, 0.7)
    const [share] = cohortBadDebt(cohorts([1, 1, 1, 1, 0.5, 1, 1], { thresholds }))
    expectClose(share as number, 1 - (0.5 * 0.98) / (1.05 * 0.77), 1e-14)
  })

  it('behavior: the liquidator gets the bonus in force at the sale, and nobody borrows at a loan-to-value of 0', () => {
    const prices = [1, 0.96, 0.9, 0.7, 1, 1, 1]
    const bonuses = Float64Array.of(0, 0, 0, 0.2, 0, 0, 0)
    expectClose(cohortBadDebt(cohorts(prices, { bonuses }))[0] as number, 1 - (0.7 * 0.98) / (1.2 * 0.77), 1e-14)
    expect([...cohortBadDebt(cohorts(prices, { loanToValues: new Float64Array(7) }))]).toEqual([0])
  })

  it('behavior: daily bars stand for 24 hours each', () => {
    expect(lastOpening(40, REFERENCE_TERMS, 24)).toBe(40 - 1 - 30 - 1)
    const terms = { lifeHours: 96, delayHours: 48, slippage: 0.02 }
    const prices = [1, 0.96, 0.9, 0.7, 1, 1, 1]
    expect(cohortBadDebt(cohorts(prices, { terms, barHours: 24 }))).toEqual(cohortBadDebt(cohorts(prices)))
  })

  it('property: equals a walk over each position that knows nothing of the other code', () => {
    const price = fc.double({ min: 0.2, max: 2, noNaN: true })
    const level = fc.double({ min: 0.5, max: 0.9, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(price, level), { minLength: 7, maxLength: 30 }), (rows) => {
        const prices = Float64Array.from(rows, ([p]) => p)
        const thresholds = Float64Array.from(rows, ([, lt]) => lt)
        const loanToValues = thresholds.map((lt) => lt - 0.03)
        const opensAt = Array.from({ length: lastOpening(rows.length, TERMS) + 1 }, (_, i) => i)
        const shares = cohortBadDebt({ prices, thresholds, loanToValues, opensAt, terms: TERMS })
        for (const open of opensAt) {
          const collateral = 1 / ((loanToValues[open] as number) * (prices[open] as number))
          const breach = [1, 2, 3, 4].find(
            (h) => collateral * (prices[open + h] as number) * (thresholds[open + h] as number) < 1,
          )
          const paid = breach === undefined ? 1 : (collateral * (prices[open + breach + 2] as number) * 0.98) / 1.05
          expectClose(shares[open] as number, Math.max(0, 1 - paid), 1e-12)
        }
      }),
    )
  })

  it('error: InvalidParameterError, MisalignedSeriesError, InvalidSeriesValueError', () => {
    expect(() => cohortBadDebt(cohorts([1, 1, 1, 1, 1, 1, 1], { opensAt: [1] }))).toThrow(InvalidParameterError)
    expect(() => cohortBadDebt(cohorts([1, 1], { opensAt: [], terms: { ...TERMS, slippage: 1 } }))).toThrow(InvalidParameterError)
    expect(() => cohortBadDebt(cohorts([1, 1], { terms: { ...TERMS, delayHours: 0.5 } }))).toThrow(InvalidParameterError)
    expect(() => cohortBadDebt(cohorts([1, 1], { thresholds: Float64Array.of(1) }))).toThrow(MisalignedSeriesError)
    for (const bad of [Number.NaN, -1e-9, Infinity]) {
      const column = Float64Array.of(0.05, 0.05, bad, 0.05, 0.05, 0.05, 0.05)
      expect(() => cohortBadDebt(cohorts([1, 1, 1, 1, 1, 1, 1], { bonuses: column }))).toThrow(InvalidSeriesValueError)
      expect(() => cohortBadDebt(cohorts([1, 1, 1, 1, 1, 1, 1], { loanToValues: column }))).toThrow(InvalidSeriesValueError)
    }
    for (const bad of [Number.NaN, 0, -1, Infinity]) {
      expect(() => cohortBadDebt(cohorts([1, bad, 1, 1, 1, 1, 1]))).toThrow(InvalidSeriesValueError)
    }
  })
})
