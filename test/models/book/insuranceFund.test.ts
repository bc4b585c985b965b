import { describe, expect, it } from '@jest/globals'
import type { Address } from 'viem'
import { insuranceFund, insuranceFundSchema } from '../../../models/book/insuranceFund.js'
import fc from '../../support/fastCheck.js'

const ACCOUNT: Address = '0x00000000000000000000000000000000000000AA'
const account = (stressedLossUsd: number) => ({ account: ACCOUNT, debtUsd: 1_000, stressedLossUsd })
/** The mean of the worst five of a hundred is 50. */
const losses = Float64Array.from({ length: 100 }, (_, i) => (i >= 90 ? 50 : 0))
const input = { badDebtUsd: losses, accounts: [account(20), account(15)], worstReplayUsd: 30, probability: 0.95, factor: 1.1 }

describe('insuranceFund', () => {
  it('default', () => {
    const fund = insuranceFund(input)
    expect(insuranceFundSchema.parse(fund)).toEqual(fund)
    expect(fund).toEqual({
      usd: 1.1 * 50,
      factor: 1.1,
      probability: 0.95,
      bindingPart: 'expectedShortfall',
      expectedShortfallUsd: 50,
      // Ten of a hundred are at the quantile or beyond it, and all alike.
      expectedShortfallErrorUsd: 0,
      largestAccountsUsd: 35,
      accounts: [account(20), account(15)],
      worstReplayUsd: 30,
    })
  })

  it('behavior: whichever part is the largest binds; of equal ones the first', () => {
    const binding = (change: Partial<typeof input>) => insuranceFund({ ...input, ...change })
    expect(binding({ accounts: [account(51)] })).toMatchObject({ bindingPart: 'largestAccounts', usd: 1.1 * 51 })
    expect(binding({ worstReplayUsd: 52 })).toMatchObject({ bindingPart: 'worstReplay', usd: 1.1 * 52 })
    expect(binding({ worstReplayUsd: 50, accounts: [account(50)] }).bindingPart).toBe('expectedShortfall')
    expect(binding({ worstReplayUsd: 60, accounts: [account(60)] }).bindingPart).toBe('largestAccounts')
  })

  it('behavior: nothing to lose needs no fund', () => {
    const none = insuranceFund({ ...input, badDebtUsd: new Float64Array(3), accounts: [], worstReplayUsd: 0 })
    expect(none).toMatchObject({ usd: 0, bindingPart: null, expectedShortfallUsd: 0, largestAccountsUsd: 0 })
  })

  it('property: the fund is the factor times the largest part, and never falls as a part rises', () => {
    const usd = fc.double({ min: 0, max: 1e12, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(usd, { minLength: 1, maxLength: 50 }),
        fc.array(usd, { maxLength: 3 }),
        usd,
        usd,
        (all, own, worst, more) => {
          const drawn = { ...input, badDebtUsd: Float64Array.from(all), accounts: own.map(account) }
          const fund = insuranceFund({ ...drawn, worstReplayUsd: worst })
          const parts = [fund.expectedShortfallUsd, fund.largestAccountsUsd, fund.worstReplayUsd]
          expect(fund.usd).toBe(1.1 * Math.max(...parts))
          expect(insuranceFund({ ...drawn, worstReplayUsd: worst + more }).usd).toBeGreaterThanOrEqual(fund.usd)
        },
      ),
    )
  })

  it.each([
    ['factor', { factor: 0.99 }],
    ['factor', { factor: Number.NaN }],
    ['factor', { factor: Infinity }],
    ['p', { probability: 1 }],
    ['worstReplay', { worstReplayUsd: -1 }],
    ['worstReplay', { worstReplayUsd: Infinity }],
    ['largestAccounts', { accounts: [account(Number.NaN)] }],
    ['expectedShortfall', { badDebtUsd: Float64Array.of(-5) }],
  ])('error: INVALID_PARAMETER of %s', (parameter, change) => {
    expect(() => insuranceFund({ ...input, ...change })).toThrow(
      expect.objectContaining({ code: 'INVALID_PARAMETER', parameter }),
    )
  })

  it('error: no scenario, or a loss that is not a number', () => {
    expect(() => insuranceFund({ ...input, badDebtUsd: new Float64Array() })).toThrow(
      expect.objectContaining({ code: 'SERIES_TOO_SHORT' }),
    )
    expect(() => insuranceFund({ ...input, badDebtUsd: Float64Array.of(Number.NaN) })).toThrow(
      expect.objectContaining({ code: 'INVALID_SERIES_VALUE' }),
    )
  })
})
