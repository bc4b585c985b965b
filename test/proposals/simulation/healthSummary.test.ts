import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { healthSummary } from '../../../proposals/simulation/healthSummary.js'
import { account } from '../support/accounts.js'

const ONE = 10n ** 18n
const borrower = (name: string, debtUsd: number, control: bigint, after: bigint) => ({
  account: account(name),
  debtUsd,
  healthFactorControl: control.toString(),
  healthFactorAfter: after.toString(),
})

describe('healthSummary', () => {
  it('default', () => {
    const crossed = borrower('crossed', 100, ONE, ONE - 1n)
    const thinner = borrower('thinner', 50, ONE + 5n, ONE / 2n)
    const below = borrower('below', 7, ONE - 1n, ONE - 2n)
    const healed = borrower('healed', 3, ONE - 1n, ONE)
    const summary = healthSummary([crossed, thinner, below, healed])
    expect(summary).toEqual({
      borrowers: 4,
      liquidatableControl: { accounts: 2, usd: 10 },
      liquidatableAfter: { accounts: 3, usd: 157 },
      madeLiquidatable: { accounts: 2, usd: 150, list: [thinner, crossed] },
      minHealthFactorControl: (ONE - 1n).toString(),
      minHealthFactorAfter: (ONE / 2n).toString(),
    })
  })

  it('behavior: nobody', () => {
    expect(healthSummary([])).toMatchObject({ borrowers: 0, minHealthFactorControl: null, minHealthFactorAfter: null })
  })

  it('property: who is liquidatable after the change was so before, was made so, and nobody is both', () => {
    const factor = fc.bigInt({ min: 0n, max: 2n * ONE })
    const borrowers = fc.array(fc.record({ debtUsd: fc.nat(1_000_000), control: factor, after: factor }), { maxLength: 50 })
    fc.assert(
      fc.property(borrowers, (drawn) => {
        const accounts = drawn.map(({ debtUsd, control, after }, i) => borrower(String(i), debtUsd, control, after))
        const { liquidatableAfter, madeLiquidatable } = healthSummary(accounts)
        const stayed = drawn.filter(({ control, after }) => control < ONE && after < ONE)
        expect(liquidatableAfter.accounts).toBe(stayed.length + madeLiquidatable.accounts)
        expect(liquidatableAfter.usd).toBe(stayed.reduce((sum, { debtUsd }) => sum + debtUsd, madeLiquidatable.usd))
      }),
    )
  })
})
