import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { referenceMarket } from '../../../local/aave/referenceMarket.js'
import { drawPositions, priceFactorAtBorrowing } from '../../../local/borrowers/drawPositions.js'
import { pricesUsd } from '../support/testMarket.js'

const options = { market: referenceMarket, pricesUsd, count: 80, seed: 1, totalCollateralUsd: 200e6 }
const reserveOf = (symbol: string) => referenceMarket.reserves.find((reserve) => reserve.symbol === symbol)!
const usdOf = ({ symbol, amount }: { symbol: string; amount: bigint }): number =>
  (Number(amount) / 10 ** reserveOf(symbol).decimals) * pricesUsd[symbol as keyof typeof pricesUsd]
const relativeTolerance = 1e-4

describe('drawPositions', () => {
  it('default', () => {
    const positions = drawPositions(options)
    expect(positions).toHaveLength(80)
    expect(positions.filter(({ collateral }) => collateral.length === 2).length).toBeGreaterThan(10)
    const debts = positions.map(({ debt }) => debt.symbol)
    expect(new Set(debts)).toEqual(new Set(['USDC', 'WETH']))
    expect(debts.filter((symbol) => symbol === 'USDC').length).toBeGreaterThan(50)
  })

  it('behavior: equal seeds give equal positions, others do not', () => {
    expect(drawPositions(options)).toEqual(drawPositions(options))
    expect(drawPositions({ ...options, seed: 2 })).not.toEqual(drawPositions(options))
  })

  it('property: health factors, sizes and loan-to-value hold for every seed', () => {
    const factor = priceFactorAtBorrowing(referenceMarket)
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 60, max: 200 }), (seed, count) => {
        const positions = drawPositions({ ...options, seed, count })
        const total = positions.flatMap(({ collateral }) => collateral.map(usdOf)).reduce((a, b) => a + b, 0)
        expect(total).toBeLessThanOrEqual(200e6)
        expect(total).toBeGreaterThan(100e6)
        for (const { collateral, debt, healthFactor } of positions) {
          const weighted = (key: 'ltBps' | 'ltvBps') =>
            collateral.reduce((sum, part) => sum + (usdOf(part) * reserveOf(part.symbol)[key]) / 10_000, 0)
          expect(healthFactor).toBeGreaterThanOrEqual(1.04)
          expect(Math.abs(weighted('ltBps') / usdOf(debt) / healthFactor - 1)).toBeLessThan(relativeTolerance)
          expect(usdOf(debt)).toBeLessThan(weighted('ltvBps') * (debt.symbol === 'USDC' ? factor : 1))
        }
      }),
      { numRuns: 50 },
    )
  })

  it('behavior: no supply cap is more than half used, however low the prices', () => {
    const cheap = { ...pricesUsd, LINK: 0.05, AAVE: 0.5 }
    const positions = drawPositions({ ...options, pricesUsd: cheap })
    for (const { symbol, supplyCap, decimals } of referenceMarket.reserves) {
      const supplied = positions.flatMap(({ collateral }) => collateral.filter((part) => part.symbol === symbol))
      const tokens = supplied.reduce((sum, { amount }) => sum + Number(amount) / 10 ** decimals, 0)
      expect(tokens).toBeLessThanOrEqual(supplyCap / 2)
    }
  })

  it('error: RangeError without USDC', () => {
    const market = { ...referenceMarket, reserves: referenceMarket.reserves.filter(({ symbol }) => symbol !== 'USDC') }
    expect(() => drawPositions({ ...options, market })).toThrow('no USDC')
  })

  it('error: RangeError without a price', () => {
    for (const LINK of [0, Number.NaN, -1]) {
      expect(() => drawPositions({ ...options, pricesUsd: { ...pricesUsd, LINK } })).toThrow(RangeError)
    }
  })
})
