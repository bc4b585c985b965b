import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { localAccounts } from '../../../local/accounts.js'
import { readPrices } from '../../../local/feeds/readPrices.js'
import { feedToUsd, setPrices, usdToFeed } from '../../../local/feeds/setPrices.js'
import { pricesUsd, startTestMarket } from '../support/testMarket.js'

let market: Awaited<ReturnType<typeof startTestMarket>>
beforeAll(async () => {
  market = await startTestMarket()
})
afterAll(() => market.stop())

describe('setPrices', () => {
  it('default', async () => {
    await setPrices(market.client, market.deployment, { WETH: 1434.84, LINK: 6.27 })
    expect(await readPrices(market.client, market.deployment)).toEqual({ ...pricesUsd, WETH: 1434.84, LINK: 6.27 })
  })

  it('error: RangeError for a symbol that the market lacks, and nothing is set', async () => {
    const before = await readPrices(market.client, market.deployment)
    await expect(setPrices(market.client, market.deployment, { WETH: 1, DOGE: 1 })).rejects.toThrow('has no DOGE')
    expect(await readPrices(market.client, market.deployment)).toEqual(before)
  })

  it('error: another account than the keeper is refused', async () => {
    const set = setPrices(market.client, market.deployment, { WETH: 1 }, localAccounts().deployer)
    await expect(set).rejects.toThrow(/keeper/i)
  })
})

describe('usdToFeed', () => {
  it('default', () => {
    expect(usdToFeed(1532.89)).toBe(1532_89000000n)
    expect(feedToUsd(usdToFeed(0.00000001))).toBe(0.00000001)
  })

  it('error: RangeError', () => {
    for (const price of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e9, 1e-9])
      expect(() => usdToFeed(price)).toThrow(RangeError)
  })
})
