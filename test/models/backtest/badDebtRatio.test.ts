import { describe, expect, it } from '@jest/globals'
import { badDebtRatio } from '../../../models/backtest/cohortBadDebt.js'
import {
  InvalidParameterError,
  InvalidSeriesValueError,
  MisalignedSeriesError,
  SeriesTooShortError,
} from '../../../models/errors.js'
import { expectClose } from '../../support/expectClose.js'

const baseline = Float64Array.from({ length: 200 }, (_, t) => (t % 50 < 10 ? (t % 7) / 100 : 0))
const settings = { meanBlock: 20, seed: 1 }

describe('badDebtRatio', () => {
  it('default: the ratio of the sums, within its band', () => {
    const policy = baseline.map((value, t) => value * (t < 100 ? 0.5 : 1))
    const { ratio, band } = badDebtRatio({ ...settings, policy, baseline })
    const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
    expectClose(ratio as number, sum(policy) / sum(baseline), 1e-14)
    expect(band?.p05).toBeLessThan(ratio as number)
    expect(band?.p95).toBeGreaterThan(ratio as number)
    expect(badDebtRatio({ ...settings, policy, baseline })).toEqual({ ratio, band })
  })

  it('behavior: a policy in proportion to its baseline has that ratio in every resample', () => {
    const { ratio, band } = badDebtRatio({ ...settings, policy: baseline.map((value) => 0.5 * value), baseline })
    expect({ ratio, band }).toEqual({ ratio: 0.5, band: { p05: 0.5, p50: 0.5, p95: 0.5 } })
  })

  it('behavior: a baseline without bad debt has no ratio', () => {
    expect(badDebtRatio({ ...settings, policy: [1, 0, 0], baseline: [0, 0, 0] })).toEqual({ ratio: null, band: null })
  })

  it('error: SeriesTooShortError, MisalignedSeriesError, InvalidSeriesValueError, InvalidParameterError', () => {
    expect(() => badDebtRatio({ ...settings, policy: [], baseline: [] })).toThrow(SeriesTooShortError)
    expect(() => badDebtRatio({ ...settings, policy: [1], baseline: [] })).toThrow(MisalignedSeriesError)
    expect(() => badDebtRatio({ ...settings, policy: [Number.NaN], baseline: [1] })).toThrow(InvalidSeriesValueError)
    expect(() => badDebtRatio({ ...settings, policy: [1], baseline: [1], replications: 0 })).toThrow(InvalidParameterError)
    expect(() => badDebtRatio({ ...settings, policy: [1], baseline: [1], meanBlock: 0 })).toThrow(InvalidParameterError)
  })
})
