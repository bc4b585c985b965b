import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { draftOnChain } from '../../proposals/support/draftOnChain.js'
import { marketOnChain } from '../../proposals/support/marketOnChain.js'
import { simulateOnChain } from '../../proposals/support/simulateOnChain.js'

/** The chain divides with rounding twice on the way to a health factor; 1e-12 is far above that and far below one basis point. */
const ROUNDING = 1e-12

describe('simulate', () => {
  let market: Awaited<ReturnType<typeof marketOnChain>>
  let drafted: Awaited<ReturnType<typeof draftOnChain>>
  let result: Awaited<ReturnType<typeof simulateOnChain>>

  beforeAll(async () => {
    market = await marketOnChain()
    drafted = await draftOnChain(market)
    result = await simulateOnChain(market, drafted.proposal)
  })
  afterAll(() => market?.stop())

  it('default: every borrower and every reserve, in both copies', () => {
    expect(result).toMatchObject({ outcome: 'executed', failure: null, phase: 'signing' })
    expect(result.accounts.map(({ account }) => account)).toEqual(drafted.state.positions.map(({ account }) => account))
    const subjects = new Set(result.parameters.map(({ subject }) => subject))
    expect([...subjects]).toEqual(['market', ...drafted.state.reserves.map(({ asset }) => asset)])
  })

  it('behavior: the wait alone lets debts grow, and so does the control copy', () => {
    const owed = drafted.state.positions.map(({ debt }) =>
      debt.reduce((sum, { asset, amount }) => {
        const reserve = drafted.state.reserves.find((one) => one.asset === asset)
        return (
          sum + (Number(amount) / 10 ** (reserve?.decimals ?? 0)) * (Number(reserve?.price) / 10 ** (reserve?.priceDecimals ?? 0))
        )
      }, 0),
    )
    const grown = result.accounts.map(({ debtUsd }, i) => debtUsd / (owed[i] ?? Number.NaN) - 1)
    // Two days at a few percent a year.
    for (const rate of grown) {
      expect(rate).toBeGreaterThan(0)
      expect(rate).toBeLessThan(0.002)
    }
  })

  it("property: a borrower on one collateral loses health exactly as that collateral's threshold falls", () => {
    let compared = 0
    drafted.state.positions.forEach(({ collateral }, i) => {
      const [only, ...others] = collateral
      const change = drafted.proposal.changes.find(({ subject, parameter }) => subject === only?.asset && parameter === 'ltBps')
      if (others.length > 0) return
      const { healthFactorControl, healthFactorAfter } = result.accounts[i]!
      const expected = change === undefined ? 1 : Number(change.to) / Number(change.from)
      const ratio = Number(healthFactorAfter) / Number(healthFactorControl)
      expect(Math.abs(ratio / expected - 1)).toBeLessThan(ROUNDING)
      compared += 1
    })
    expect(compared).toBeGreaterThan(20)
  })
})
