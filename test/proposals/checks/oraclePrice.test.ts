import { oraclePrice } from '../../../proposals/checks/oraclePrice.js'
import { describe, expect, it } from '@jest/globals'
import { edit, testCheck } from '../support/checkTests.js'
import { context } from '../support/fixture.js'

const twoDays = edit(({ live }) => {
  live.block.timestampSeconds += 2 * 86_400
  live.market.reserves[0]!.price = '147900000000'
})

testCheck(oraclePrice, [
  {
    name: 'an oracle 3.5 % off at once',
    severity: 'error',
    says: /1479 USD for WETH, 3.52 %/,
    change: edit(({ live }) => {
      live.market.reserves[0]!.price = '147900000000'
    }),
  },
  { name: '3.5 % in two days is a warning', severity: 'warning', says: /1479 USD for WETH/, change: twoDays },
  {
    name: 'a price that no time explains',
    severity: 'error',
    says: /LINK/,
    change: edit(({ live }) => {
      live.block.timestampSeconds += 2 * 86_400
      live.market.reserves[1]!.price = '100000'
    }),
  },
])

describe('oraclePrice', () => {
  it('behavior: 2 % itself is within the limit, and an excluded asset is not compared', () => {
    const change = edit(({ live, snapshot }) => {
      live.market.reserves[0]!.price = String(Math.round(153289000000 * 1.0199))
      snapshot.assets[1]!.daily = null as never
      live.market.reserves[1]!.price = '1'
    })
    expect(oraclePrice.run(change(structuredClone(context) as typeof context)).map(({ severity }) => severity)).toEqual(['info'])
  })
})
