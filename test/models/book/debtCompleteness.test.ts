import { describe, expect, it } from '@jest/globals'
import { debtCompleteness, isDebtComplete } from '../../../models/book/book.js'
import { state } from '../../proposals/support/fixture.js'
import fc from '../../support/fastCheck.js'

const RAY = 10n ** 27n
const ceilMul = (scaled: bigint, index: bigint) => (scaled * index + RAY - 1n) / RAY
const halfUpMul = (scaled: bigint, index: bigint) => (scaled * index + RAY / 2n) / RAY

function owing(debts: readonly bigint[], totalDebt: bigint): Parameters<typeof debtCompleteness>[0] {
  const [position] = state.positions
  const [, , usdc] = state.reserves
  return {
    assets: [{ ...usdc!, totalDebt: totalDebt.toString() }],
    accounts: debts.map((amount) => ({ ...position!, debt: [{ asset: 'USDC', amount: amount.toString() }] })),
  }
}

describe('debtCompleteness', () => {
  it('default', () => {
    expect(debtCompleteness(owing([7n, 5n], 12n))).toEqual([
      { asset: 'USDC', knownDebt: '12', totalDebt: '12', debtors: 2, isComplete: true },
    ])
  })

  it('behavior: without debtors the total must be zero to the unit', () => {
    expect(isDebtComplete(owing([], 0n))).toBe(true)
    expect(isDebtComplete(owing([], 1n))).toBe(false)
  })

  it('property: all debtors are complete by either rounding, and without one that owes more than the tolerance they are not', () => {
    const scaled = fc.array(fc.bigInt({ min: 1n, max: 10n ** 24n }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(scaled, fc.bigInt({ min: RAY, max: 5n * RAY }), (balances, index) => {
        for (const multiply of [ceilMul, halfUpMul]) {
          const total = multiply(
            balances.reduce((sum, balance) => sum + balance, 0n),
            index,
          )
          const debts = balances.map((balance) => multiply(balance, index))
          expect(isDebtComplete(owing(debts, total))).toBe(true)
          const missing = debts[0] as bigint
          if (missing > 2n * BigInt(debts.length)) expect(isDebtComplete(owing(debts.slice(1), total))).toBe(false)
        }
      }),
      { numRuns: 500 },
    )
  })
})
