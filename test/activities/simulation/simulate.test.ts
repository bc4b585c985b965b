import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { draftOnChain } from '../../proposals/support/draftOnChain.js'
import { marketOnChain } from '../../proposals/support/marketOnChain.js'
import { simulateOnChain } from '../../proposals/support/simulateOnChain.js'

describe('simulate', () => {
  let market: Awaited<ReturnType<typeof marketOnChain>>
  beforeAll(async () => {
    market = await marketOnChain()
  }, 120_000)
  afterAll(() => market?.stop())

  it('default', async () => {
    const { proposal, state } = await draftOnChain(market)
    const result = await simulateOnChain(market, proposal)
    expect(result.outcome).toBe('executed')
    expect(result.accounts).toHaveLength(state.positions.length)
  }, 60_000)
})
