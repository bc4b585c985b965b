import { describe, expect, it } from '@jest/globals'
import { bps } from '../../../core/units/bps.js'
import { badDebtUsd } from '../../../models/book/lossSummary.js'
import type { Book, LiquidationRule } from '../../../models/book/book.js'
import { bonusesOf, thresholdsOf } from '../../../models/book/thresholds.js'
import { valuePositions } from '../../../models/book/valuePositions.js'
import { AAVE_V3_LIQUIDATION_RULE } from '../../../proposals/targets/aaveV3/aaveV3Rules.js'
import { expectRelative } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'
import { marketStateOf, RULE, type ShortPosition } from './marketStateOf.js'
import { healthOf, type NaiveAccount, naiveCall } from './naiveCalls.js'

const RELATIVE_TOLERANCE = 1e-9
const PRICES = { WETH: 1_500, WBTC: 30_000, LINK: 6, USDC: 1 } as const
const LT = { WETH: 0.8, WBTC: 0.75, LINK: 0.6, USDC: 0.85 } as const
const LB = { WETH: 1.05, WBTC: 1.1, LINK: 1.07, USDC: 1.04 } as const
const SLIPPAGE = 0.02
type Asset = keyof typeof PRICES
const ASSETS: readonly Asset[] = ['WETH', 'WBTC', 'LINK', 'USDC']
const SHOCKED = ['WETH', 'WBTC', 'LINK'] as const
type Shock = readonly [weth: number, wbtc: number, link: number]

function stateOf(positions: readonly ShortPosition[]): Book {
  return marketStateOf({
    reserves: ASSETS.map((asset) => ({
      asset,
      ltBps: LT[asset] * 10_000,
      lbBps: Math.round(LB[asset] * 10_000),
      priceUsd: PRICES[asset],
    })),
    positions,
  })
}

function inputOf(positions: readonly ShortPosition[], scenarios: readonly Shock[], slippage = SLIPPAGE) {
  const state = stateOf(positions)
  return {
    book: valuePositions(state),
    thresholds: thresholdsOf(state),
    bonuses: bonusesOf(state),
    slippage,
    shocks: SHOCKED.map((asset, i) => ({ asset, logReturns: Float64Array.from(scenarios, (shock) => shock[i] as number) })),
    count: scenarios.length,
  }
}

const badDebt = (...args: Parameters<typeof inputOf>) => [...badDebtUsd(inputOf(...args))]

/** One position at a time, straight from the definition; also what the sums round against. */
function naive(positions: readonly ShortPosition[], [weth, wbtc, link]: Shock, slippage = SLIPPAGE) {
  const price = {
    WETH: PRICES.WETH * Math.exp(weth),
    WBTC: PRICES.WBTC * Math.exp(wbtc),
    LINK: PRICES.LINK * Math.exp(link),
    USDC: 1,
  }
  const sum = (amounts: Readonly<Record<string, number>>, weight: (asset: Asset) => number) =>
    ASSETS.reduce((total, asset) => total + (amounts[asset] ?? 0) * price[asset] * weight(asset), 0)
  let usd = 0
  let owed = 0
  for (const { collateral, debt } of positions) {
    const owes = sum(debt, () => 1)
    owed += owes
    if (sum(collateral, (asset) => LT[asset]) < owes) {
      usd += Math.max(0, owes - sum(collateral, (asset) => (1 - slippage) / LB[asset]))
    }
  }
  return { usd, owed }
}

describe('badDebtUsd', () => {
  it('default', () => {
    const positions = [
      { collateral: { WETH: 10 }, debt: { USDC: 10_000 } },
      { collateral: { USDC: 10_000 }, debt: { WBTC: 0.2 } },
      { collateral: { WETH: 10, WBTC: 1 }, debt: { USDC: 25_000 } },
      { collateral: { WETH: 1 }, debt: {} },
    ]
    const [calm, crash, squeeze] = badDebt(positions, [
      [0, 0, 0],
      [Math.log(0.5), 0, 0],
      [0, Math.log(2), 0],
    ]) as [number, number, number]
    expect(calm).toBe(0)
    // WETH at 750: 7,500 of collateral bring 7,000 of 10,000; the mixed one still brings 33,727 of 25,000.
    expectRelative(crash, 10_000 - (7_500 * 0.98) / 1.05, RELATIVE_TOLERANCE)
    // WBTC at 60,000: 12,000 are owed against 10,000 of USDC.
    expectRelative(squeeze, 12_000 - (10_000 * 0.98) / 1.04, RELATIVE_TOLERANCE)
  })

  it('behavior: above its threshold a position leaves nothing, even where its collateral would not sell for its debt', () => {
    // Half of the price lost in the sale: 7,400 of debt against 7,143, at a health above 1.
    const positions = [{ collateral: { WETH: 10 }, debt: { USDC: 7_400 } }]
    expect(badDebt(positions, [[0, 0, 0]], 0.5)).toEqual([0])
    const [below] = badDebt(positions, [[Math.log(0.6), 0, 0]], 0.5) as [number]
    expectRelative(below, 7_400 - (9_000 * 0.5) / 1.05, RELATIVE_TOLERANCE)
  })

  it('behavior: uncovered on an interval of prices only', () => {
    // Collateral and debt in WETH: liquidatable below 1,500, covered again where the USDC suffices for what is left.
    const positions = [{ collateral: { WETH: 10 }, debt: { WETH: 7.5, USDC: 700 } }]
    const shocks = [0, -0.1, -1, -3, -6, 0.5].map((r): Shock => [r, 0, 0])
    const expected = shocks.map((shock) => naive(positions, shock, 0.4).usd)
    badDebt(positions, shocks, 0.4).forEach((usd, s) => {
      expect(Math.abs(usd - (expected[s] as number))).toBeLessThan(RELATIVE_TOLERANCE * 20_000)
    })
  })

  it('behavior: no positions, no scenarios, no shocks, no collateral, nothing owed', () => {
    expect(
      badDebt(
        [],
        [
          [0, 0, 0],
          [-1, -1, -1],
        ],
      ),
    ).toEqual([0, 0])
    expect(badDebt([{ collateral: { WETH: 1 }, debt: { USDC: 5_000 } }], [])).toEqual([])
    const { shocks: _, ...input } = inputOf(
      [{ collateral: { WETH: 1 }, debt: { USDC: 5_000 } }],
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
    )
    const uncovered = 5_000 - (1_500 * 0.98) / 1.05
    expect([...badDebtUsd({ ...input, shocks: [] })]).toEqual([uncovered, uncovered])
    expect(badDebt([{ collateral: {}, debt: { USDC: 5 } }], [[-3, 0, 0]])).toEqual([5])
    expect(
      badDebt(
        [{ collateral: {}, debt: { WETH: 1 } }],
        [
          [0, 0, 0],
          [-Infinity, 0, 0],
        ],
      ),
    ).toEqual([1_500, 0])
    expect(badDebt([{ collateral: { WETH: 0 }, debt: { WBTC: 1 } }], [[5, 0, 0]])).toEqual([30_000])
    expect(badDebt([{ collateral: { WETH: 1 }, debt: {} }], [[-5, 0, 0]])).toEqual([0])
  })

  it('behavior: collateral without a threshold brings nothing and needs no bonus', () => {
    const input = inputOf([{ collateral: { LINK: 1_000 }, debt: { USDC: 50 } }], [[0, 0, -2]])
    const thresholds = new Map([...input.thresholds, ['LINK', 0] as const])
    const bonuses = new Map([...input.bonuses, ['LINK', 0] as const])
    expect([...badDebtUsd({ ...input, thresholds, bonuses })]).toEqual([50])
  })

  it('behavior: a bonus below par counts as none: nobody pays more for collateral than it is worth', () => {
    const input = inputOf([{ collateral: { WETH: 1 }, debt: { USDC: 1_400 } }], [[Math.log(0.8), 0, 0]])
    const under = (lbBps: number) => badDebtUsd({ ...input, bonuses: new Map([['WETH', lbBps]]) })[0] as number
    expectRelative(under(10_000), 1_400 - 1_200 * 0.98, RELATIVE_TOLERANCE)
    for (const lbBps of [0, 1, 9_999]) expect(under(lbBps)).toBe(under(10_000))
    expect(under(10_001)).toBeGreaterThan(under(10_000))
  })

  it('behavior: in e-mode the threshold and the bonus are those of the category, also where the reserve is not collateral by itself', () => {
    const eModes = [{ id: 1, ltBps: 9_300, collateralAssets: ['WETH'] }]
    for (const reserve of [
      { ltBps: 8_000, lbBps: 10_500 },
      { ltBps: 0, lbBps: 0 },
    ]) {
      const state = marketStateOf({
        reserves: [
          { asset: 'WETH', priceUsd: 1_500, ...reserve },
          { asset: 'USDC', priceUsd: 1, lbBps: 10_450 },
        ],
        eModes,
        positions: [{ eModeCategory: 1, collateral: { WETH: 1 }, debt: { USDC: 1_300 } }],
      })
      const shocks = [{ asset: 'WETH', logReturns: Float64Array.of(0, Math.log(0.5)) }]
      const terms = { thresholds: thresholdsOf(state), bonuses: bonusesOf(state), slippage: 0.02 }
      const [calm, crash] = badDebtUsd({ book: valuePositions(state), ...terms, shocks, count: 2 }) as unknown as [number, number]
      expect(calm).toBe(0)
      // The category's bonus is 1 %.
      expectRelative(crash, 1_300 - (750 * 0.98) / 1.01, RELATIVE_TOLERANCE)
    }
  })

  it('behavior: bonuses that are proposed replace the live ones', () => {
    const state = stateOf([])
    expect(bonusesOf(state, new Map([['LINK', { lbBps: bps(11_000) }]])).get('LINK')).toBe(11_000)
    expect(bonusesOf(state).get('LINK')).toBe(10_700)
  })

  it('property: agrees with one position at a time, each scenario by itself', () => {
    const amount = fc.integer({ min: 0, max: 2_000 }).map((hundredths) => hundredths / 100)
    const holdings = fc.record(
      { WETH: amount, WBTC: amount, LINK: amount.map((n) => n * 100), USDC: amount.map((n) => n * 1_000) },
      { requiredKeys: [] },
    )
    const shock = fc.double({ min: -3, max: 3, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(fc.record({ collateral: holdings, debt: holdings }), { maxLength: 12 }),
        fc.array(fc.tuple(shock, shock, shock), { minLength: 1, maxLength: 20 }),
        fc.constantFrom(0, 0.02, 0.3, 1),
        (positions, scenarios, slippage) => {
          const result = badDebt(positions, scenarios, slippage)
          scenarios.forEach((scenario, s) => {
            const expected = naive(positions, scenario, slippage)
            const [weth, wbtc, link] = scenario
            const nudged = naive(positions, [weth + 1e-12, wbtc + 1e-12, link + 1e-12], slippage)
            const slack = RELATIVE_TOLERANCE * Math.max(1, expected.owed)
            // A position within rounding of 1 may fall on either side: only then may the sums differ.
            const isOnEdge = Math.abs(nudged.usd - expected.usd) > slack
            expect(isOnEdge || Math.abs((result[s] as number) - expected.usd) <= slack).toBe(true)
            expect(badDebt(positions, [scenario], slippage)).toEqual([result[s]])
          })
        },
      ),
      { seed: 20_220_613, numRuns: 200 },
    )
  })

  it.each([-0.01, 1.01, Number.NaN])('error: INVALID_PARAMETER for a slippage of %d', (slippage) => {
    expect(() => badDebt([], [], slippage)).toThrow(
      expect.objectContaining({ code: 'INVALID_PARAMETER', parameter: 'slippage', value: slippage }),
    )
  })

  it('property: a close factor, a health factor below which all may be closed and a ban on dust change nothing in what is left uncovered', () => {
    const cents = fc.integer({ min: 1, max: 1_000_000 }).map((n) => n / 100)
    const choice = fc.record({ from: fc.nat(2), into: fc.nat(1), share: fc.double({ min: 0.01, max: 1, noNaN: true }) })
    fc.assert(
      fc.property(
        fc.record({ LINK: cents, WETH: cents, USDC: cents }, { requiredKeys: ['WETH'] }),
        fc.array(cents, { minLength: 1, maxLength: 2 }),
        fc.array(choice, { maxLength: 6 }),
        fc.constantFrom<LiquidationRule>(RULE, AAVE_V3_LIQUIDATION_RULE),
        (held, owed, choices, rule) => {
          const account: NaiveAccount = {
            collateral: (['LINK', 'WETH', 'USDC'] as const).map((asset) => {
              return { usd: held[asset] ?? 0, threshold: LT[asset], bonus: LB[asset] }
            }),
            debt: [...owed],
          }
          if (healthOf(account) >= 1) return
          const tokens = Object.fromEntries(Object.entries(held).map(([asset, usd]) => [asset, usd / PRICES[asset as Asset]]))
          const debt = { USDC: owed[0] as number, ...(owed[1] === undefined ? {} : { WBTC: owed[1] / PRICES.WBTC }) }
          const [expected] = badDebt([{ collateral: tokens, debt }], [[0, 0, 0]], 0)
          for (const { from, into, share } of choices) {
            const owing = account.debt[into]
            if (owing !== undefined) naiveCall(rule, account, from, into, share * owing)
          }
          liquidateAll(rule, account)
          const isUnder = account.collateral.every(({ usd }) => usd === 0)
          const left = isUnder ? account.debt.reduce((sum, usd) => sum + usd, 0) : 0
          // Amounts keep six digits of a token, of which one WBTC is worth 30,000 USD.
          expect(Math.abs(left - (expected as number))).toBeLessThan(0.05)
        },
      ),
      { seed: 20_220_612, numRuns: 1_000 },
    )
  })

  it('error: INCONSISTENT_STATE without a bonus', () => {
    const input = inputOf([{ collateral: { WETH: 1 }, debt: { USDC: 1 } }], [[0, 0, 0]])
    for (const bonuses of [new Map(), new Map([['WETH', Number.NaN]])]) {
      expect(() => badDebtUsd({ ...input, bonuses })).toThrow(expect.objectContaining({ code: 'INCONSISTENT_STATE' }))
    }
  })

  it('error: shocks of another length or beyond numbers', () => {
    const input = inputOf([{ collateral: { WETH: 1 }, debt: { USDC: 1 } }], [[0, 0, 0]])
    expect(() => badDebtUsd({ ...input, count: 2 })).toThrow(expect.objectContaining({ code: 'MISALIGNED_SERIES' }))
    for (const r of [Number.NaN, Infinity, 101]) {
      expect(() => badDebt([], [[0, r, 0]])).toThrow(expect.objectContaining({ code: 'INVALID_SERIES_VALUE', index: 0 }))
    }
  })
})

/** Go on as liquidators may: call by call, until the account is healthy, nothing is left, or no call gets through. */
function liquidateAll(rule: LiquidationRule, account: NaiveAccount): void {
  const pairs = account.collateral.flatMap((_, from) => account.debt.map((_, into) => ({ from, into })))
  const isDone = () => {
    return pairs.every(({ from, into }) => {
      const owed = account.debt[into] as number
      const { usd, bonus } = account.collateral[from] as NaiveAccount['collateral'][number]
      const wanted = [owed, owed - rule.minimumLeftoverUsd, (usd - rule.minimumLeftoverUsd) / bonus]
      return wanted.every((amount) => amount <= 0 || naiveCall(rule, account, from, into, amount) === 0)
    })
  }
  for (let round = 0; round < 100; round++) if (isDone()) return
}
