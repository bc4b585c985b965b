import { describe, expect, it } from '@jest/globals'
import { parse } from '../../../../core/schemas/parse.js'
import { canonicalJson } from '../../../../core/canonicalJson.js'
import { lossTermsOf } from '../../../../models/book/lossForms.js'
import { valuePositions } from '../../../../models/book/valuePositions.js'
import type { Book } from '../../../../models/book/book.js'
import type { CollateralParameters } from '../../../../models/policy/collateral/parameter.js'
import { historicalReplay, historicalReplaySchema } from '../../../../models/policy/collateral/historicalReplay.js'
import { dailySeries } from '../../../support/dailySeries.js'
import fc from '../../../support/fastCheck.js'
import { marketStateOf } from '../../book/marketStateOf.js'
import { naiveLosses } from '../../book/naiveLosses.js'
import { marketStates } from './guardrails/arbitraries.js'

const SLIPPAGE = 0.02
const RELATIVE_TOLERANCE = 1e-9
/** The book holds whole units of the oracle's currency: six digits or more after the point. */
const ROUNDING_USD = 1e-4

const state = marketStateOf({
  reserves: [
    { asset: 'WBTC', priceUsd: 30_000, decimals: 8, ltBps: 7_800 },
    { asset: 'WETH', priceUsd: 1_500, ltBps: 8_300 },
    { asset: 'GHOST', priceUsd: 1, ltBps: 0, lbBps: 0, ltvBps: 0 },
    { asset: 'USDC', priceUsd: 1, decimals: 6, ltBps: 8_000, lbBps: 10_450 },
  ],
  positions: [
    { collateral: { WETH: 10 }, debt: { USDC: 11_000 } },
    { collateral: { WBTC: 1, WETH: 3 }, debt: { USDC: 25_000 } },
    { collateral: { USDC: 10_000 }, debt: { WETH: 4.5 } },
    { collateral: { GHOST: 1_000, WETH: 1 }, debt: { USDC: 1_150 } },
    { collateral: { WETH: 50 }, debt: {} },
  ],
})
const assets = [
  { asset: 'WBTC', daily: dailySeries({ days: 400, seed: 3, volatility: () => 0.06 }) },
  { asset: 'WETH', daily: dailySeries({ days: 420, seed: 4, volatility: () => 0.09, firstDay: '2019-12-01' }) },
]
const TIGHTER = { ltvBps: 7_000, ltBps: 7_600, lbBps: 10_800 } as CollateralParameters
const proposed = new Map([['WETH', TIGHTER]])

const replayOf = (of: Book, series: typeof assets, worstDays = 5) =>
  historicalReplay({
    book: valuePositions(of),
    terms: { current: lossTermsOf(of, SLIPPAGE), proposed: lossTermsOf(of, SLIPPAGE, proposed) },
    assets: series,
    worstDays,
  })

/** Every day, evaluated one account at a time at the day's closes over the closes before. */
function naiveDays(of: Book, series: typeof assets) {
  const first = series[0]?.daily.openTimesMs ?? []
  return first.flatMap((at) => {
    const multipliers = new Map<string, number>()
    for (const { asset, daily } of series) {
      const i = daily.openTimesMs.indexOf(at)
      const before = daily.openTimesMs.indexOf(at - 86_400_000)
      if (i < 0 || before < 0) return []
      multipliers.set(asset, (daily.close[i] as number) / (daily.close[before] as number))
    }
    return [
      {
        day: new Date(at).toISOString().slice(0, 10),
        current: naiveLosses(of, multipliers, SLIPPAGE),
        proposed: naiveLosses(of, multipliers, SLIPPAGE, proposed),
      },
    ]
  })
}

describe('historicalReplay', () => {
  const replay = replayOf(state, assets)

  it('default: what one account at a time comes to, day by day', () => {
    const naive = naiveDays(state, assets)
    expect(parse(historicalReplaySchema, replay, 'Replay')).toEqual(replay)
    expect(replay).toMatchObject({
      assets: ['WBTC', 'WETH'],
      days: naive.length,
      firstDay: naive[0]?.day,
      lastDay: naive.at(-1)?.day,
    })
    expect(naive.some(({ current, proposed: then }) => current.isOnEdge || then.isOnEdge)).toBe(false)
    const worst = naive
      .toSorted(
        (a, b) =>
          b.proposed.badDebtUsd - a.proposed.badDebtUsd ||
          b.proposed.liquidatedUsd - a.proposed.liquidatedUsd ||
          (a.day < b.day ? -1 : 1),
      )
      .slice(0, 5)
    expect(replay.worstDays.map(({ day }) => day)).toEqual(worst.map(({ day }) => day))
    replay.worstDays.forEach((day, i) => {
      for (const under of ['current', 'proposed'] as const) {
        for (const figure of ['liquidatedUsd', 'badDebtUsd'] as const) {
          const expected = worst[i]?.[under]
          expect(Math.abs(day[under][figure] - (expected?.[figure] ?? Number.NaN))).toBeLessThanOrEqual(
            RELATIVE_TOLERANCE * (expected?.owedUsd ?? 0),
          )
        }
      }
    })
    expect(replay.worstDays[0]?.proposed.badDebtUsd).toBeGreaterThan(0)
    expect(replay.worstDays[0]?.proposed.badDebtUsd).toBe(replay.worstBadDebtUsd.proposed)
    const mostNow = Math.max(...naive.map(({ current }) => current.badDebtUsd))
    expect(Math.abs(replay.worstBadDebtUsd.current - mostNow)).toBeLessThanOrEqual(RELATIVE_TOLERANCE * mostNow)
  })

  it('behavior: the bonus that is proposed counts, not only the threshold', () => {
    // The bad debt of a day on which the same accounts are liquidated is larger by the larger bonus alone.
    const crash = replay.worstDays.find(({ current, proposed: then }) => current.liquidatedUsd === then.liquidatedUsd)
    expect(crash?.proposed.badDebtUsd).toBeGreaterThan(crash?.current.badDebtUsd ?? Infinity)
  })

  it('behavior: an asset that is not among the series keeps its price', () => {
    const only = replayOf(state, assets.slice(0, 1), 1)
    expect(only.assets).toEqual(['WBTC'])
    // The account on WETH alone is never touched.
    expect(only.worstDays[0]?.current.liquidatedUsd ?? 0).toBeLessThanOrEqual(25_000)
  })

  it('behavior: nobody who owes, or no asset', () => {
    expect(replayOf({ ...state, accounts: [] }, assets)).toMatchObject({
      days: replay.days,
      worstDays: [],
      worstBadDebtUsd: { current: 0, proposed: 0 },
    })
    expect(replayOf({ ...state, accounts: state.accounts.slice(4) }, assets).worstDays).toEqual([])
    expect(replayOf(state, [])).toEqual({
      assets: [],
      days: 0,
      firstDay: null,
      lastDay: null,
      worstBadDebtUsd: { current: 0, proposed: 0 },
      worstDays: [],
    })
  })

  it('property: any book that the schema lets through gives what one account at a time gives, and only finite figures', () => {
    fc.assert(
      fc.property(marketStates, fc.nat(1_000), (random, seed) => {
        const moving = random.assets.slice(0, 3).map(({ asset }, i) => ({
          asset,
          daily: dailySeries({ days: 12, seed: seed + i, volatility: () => 0.3 }),
        }))
        const result = replayOf(random, moving, 20)
        expect(parse(historicalReplaySchema, JSON.parse(canonicalJson(result)), 'Replay')).toEqual(result)
        for (const naive of naiveDays(random, moving)) {
          if (naive.current.isOnEdge || naive.proposed.isOnEdge) continue
          const found = result.worstDays.find(({ day }) => day === naive.day)
          // A day that is not listed leaves nothing under the proposed parameters.
          const nothing = { liquidatedUsd: 0, badDebtUsd: 0 }
          const pairs = [
            [found?.proposed ?? nothing, naive.proposed],
            ...(found === undefined ? [] : [[found.current, naive.current] as const]),
          ] as const
          for (const [figures, expected] of pairs) {
            const slack = RELATIVE_TOLERANCE * expected.owedUsd + ROUNDING_USD
            expect(Math.abs(figures.badDebtUsd - expected.badDebtUsd)).toBeLessThanOrEqual(slack)
            expect(Math.abs(figures.liquidatedUsd - expected.liquidatedUsd)).toBeLessThanOrEqual(slack)
          }
        }
      }),
      { numRuns: 200 },
    )
  })
})
