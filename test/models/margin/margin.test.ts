import { describe, expect, it } from '@jest/globals'
import { InvalidParameterError, InvalidSeriesValueError } from '../../../models/errors.js'
import { liquidationIncentiveFactor } from '../../../models/margin/liquidationIncentiveFactor.js'
import { scaledInitialMarginPpm } from '../../../models/margin/openInterestScaling.js'
import { SPAN_SCENARIOS, spanScanRisk } from '../../../models/margin/spanScanRisk.js'
import { expectClose } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'
import { hostileNumber } from '../../support/hostileNumbers.js'
import { orTyped } from '../../support/orTyped.js'

describe('scaledInitialMarginPpm', () => {
  const tier = { baseInitialMarginPpm: 200_000, lowerCap: 1_000_000n, upperCap: 2_000_000n }

  // dYdX v4's own integers: base 20 %, caps of 1 and 2 million.
  it.each([
    [0n, 200_000],
    [1_000_000n, 200_000],
    [1_234_567n, 387_653],
    [1_500_000n, 600_000],
    [2_000_000n, 1_000_000],
    [9n ** 40n, 1_000_000],
  ])('default: %s gives %i ppm', (openNotional, expected) => {
    expect(scaledInitialMarginPpm(openNotional, tier)).toBe(expected)
  })

  it('property: never falls as the market grows, and stays between the base and 100 %', () => {
    const notional = fc.bigInt({ min: 0n, max: 10n ** 30n })
    fc.assert(
      fc.property(notional, notional, notional, notional, fc.integer({ min: 1, max: 1_000_000 }), (a, b, c, width, base) => {
        const any = { baseInitialMarginPpm: base, lowerCap: c, upperCap: c + width + 1n }
        const [small, large] = a < b ? [a, b] : [b, a]
        const [low, high] = [scaledInitialMarginPpm(small, any), scaledInitialMarginPpm(large, any)]
        expect(base <= low && low <= high && high <= 1_000_000).toBe(true)
      }),
    )
  })

  it('error: InvalidParameterError', () => {
    for (const baseInitialMarginPpm of [0, 1.5, 1_000_001, Number.NaN]) {
      expect(() => scaledInitialMarginPpm(1n, { ...tier, baseInitialMarginPpm })).toThrow(InvalidParameterError)
    }
    expect(() => scaledInitialMarginPpm(-1n, tier)).toThrow(InvalidParameterError)
    expect(() => scaledInitialMarginPpm(1n, { ...tier, upperCap: 1_000_000n })).toThrow(InvalidParameterError)
  })
})

describe('liquidationIncentiveFactor', () => {
  it('default: the values of two markets, and the cap', () => {
    expectClose(liquidationIncentiveFactor(0.86), 1.043841336117, 1e-12)
    expectClose(liquidationIncentiveFactor(0.915), 1.026167265264, 1e-12)
    expect(liquidationIncentiveFactor(0.1)).toBe(1.15)
  })

  it('error: InvalidParameterError', () => {
    for (const lltv of [0, 1, -0.5, Number.NaN]) expect(() => liquidationIncentiveFactor(lltv)).toThrow(InvalidParameterError)
  })
})

describe('spanScanRisk', () => {
  it('default: sixteen scenarios: seven price moves with volatility up and down, and two extreme ones', () => {
    expect(SPAN_SCENARIOS).toHaveLength(16)
    const moves = SPAN_SCENARIOS.filter(({ weight }) => weight === 1).map(({ priceMove }) => Math.round(3 * priceMove))
    expect(moves.toSorted((a, b) => a - b)).toEqual([-3, -3, -2, -2, -1, -1, 0, 0, 1, 1, 2, 2, 3, 3])
    const volatilities = SPAN_SCENARIOS.filter(({ weight }) => weight === 1).map(({ volatilityMove }) => volatilityMove)
    expect(volatilities).toEqual(Array.from({ length: 14 }, (_, i) => (i % 2 === 0 ? 1 : -1)))
    const extremes = SPAN_SCENARIOS.slice(14)
    expect(extremes).toEqual([2, -2].map((priceMove) => ({ priceMove, volatilityMove: 0, weight: 0.35 })))
  })

  it('behavior: a future loses the range, a straddle its volatility, a far option the extreme move at 35 %', () => {
    const ranges = { priceScanRange: 90, volatilityScanRange: 0.05 }
    expect(spanScanRisk({ ...ranges, lossOf: (price) => -10 * price })).toBe(900)
    expect(spanScanRisk({ ...ranges, lossOf: (_, volatility) => -200 * volatility })).toBe(10)
    // Sold 100 away from the money: nothing within the range, 80 beyond it at twice the range.
    expectClose(spanScanRisk({ ...ranges, lossOf: (price) => Math.max(0, price - 100) }), 28, 1e-12)
    expect(spanScanRisk({ ...ranges, lossOf: () => -5 })).toBe(0)
  })

  it('error: InvalidParameterError, InvalidSeriesValueError', () => {
    const lossOf = () => 1
    expect(() => spanScanRisk({ lossOf, priceScanRange: -1, volatilityScanRange: 0 })).toThrow(InvalidParameterError)
    expect(() => spanScanRisk({ lossOf, priceScanRange: 1, volatilityScanRange: Number.NaN })).toThrow(InvalidParameterError)
    expect(() => spanScanRisk({ lossOf: () => Number.NaN, priceScanRange: 1, volatilityScanRange: 1 })).toThrow(
      InvalidSeriesValueError,
    )
  })
})

describe('margins on anything', () => {
  it('property: a number in its range, or a typed error', () => {
    fc.assert(
      fc.property(hostileNumber, hostileNumber, hostileNumber, (a, b, c) => {
        const factor = orTyped(() => liquidationIncentiveFactor(a))
        if (factor !== null) expect(factor >= 1 && factor <= 1.15).toBe(true)
        const risk = orTyped(() =>
          spanScanRisk({ lossOf: (price, volatility) => c * price + volatility, priceScanRange: a, volatilityScanRange: b }),
        )
        if (risk !== null) expect(risk >= 0 && risk < Infinity).toBe(true)
        const ppm = orTyped(() => scaledInitialMarginPpm(5n, { baseInitialMarginPpm: a, lowerCap: 1n, upperCap: 9n }))
        if (ppm !== null) expect(Number.isInteger(ppm) && ppm <= 1_000_000).toBe(true)
      }),
    )
  })
})
