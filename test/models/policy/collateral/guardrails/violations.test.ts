import { describe, expect, it } from '@jest/globals'
import { parse } from '../../../../../core/schemas/parse.js'
import {
  type CollateralParameters,
  collateralAssetsOf,
  collateralParametersSchema,
} from '../../../../../models/policy/collateral/parameter.js'
import { guardrailConfigSchema } from '../../../../../models/policy/collateral/guardrailConfig.js'
import type { TargetBand } from '../../../../../models/policy/collateral/recommendation.js'
import type { GuardedAsset } from '../../../../../models/policy/collateral/guardrails/limit.js'
import { violations } from '../../../../../models/policy/collateral/guardrails/violations.js'
import { BLOCK_SECONDS, marketStateOf, type ShortPosition, type ShortReserve } from '../../../book/marketStateOf.js'

const DAY = 86_400
const triple = (ltvBps: number, ltBps: number, lbBps: number): CollateralParameters =>
  parse(collateralParametersSchema, { ltvBps, ltBps, lbBps }, 'Test parameters')

interface Case {
  readonly live?: Partial<ShortReserve>
  readonly proposed: readonly [number, number, number]
  readonly asset?: Partial<GuardedAsset> | null
  readonly guardrails?: unknown
  readonly positions?: readonly ShortPosition[]
  readonly band?: TargetBand | null
}

/** Names of the rules that a handmade change of WETH from 73 %, 78 %, 105 % breaks. */
function broken({ live, proposed, asset, guardrails, positions = [], band = null }: Case): string[] {
  const reserves = [
    { asset: 'WETH', ...live },
    { asset: 'USDC', priceUsd: 1 },
  ]
  const state = marketStateOf({ reserves, positions })
  const current = collateralAssetsOf(state)[0]!.parameters
  const guarded: GuardedAsset = {
    asset: 'WETH',
    isAdjustable: true,
    isSingleSource: false,
    looseningGate: { isOpen: true, because: 'calm' },
    ...asset,
  }
  return violations({
    state,
    recommendation: { assets: [{ asset: 'WETH', current, target: current, band, proposed: triple(...proposed) }] },
    guardrails: parse(guardrailConfigSchema, guardrails ?? {}, 'Test guardrails'),
    assets: asset === null ? [] : [guarded],
  }).map(({ guardrail }) => guardrail)
}

describe('violations', () => {
  it('default', () => {
    expect(broken({ proposed: [7_200, 7_700, 10_550] })).toEqual([])
    expect(broken({ proposed: [7_400, 7_900, 10_450] })).toEqual([])
    expect(broken({ proposed: [7_300, 7_800, 10_500] })).toEqual([])
  })

  it('behavior: names a move of an asset that is not allowed', () => {
    expect(broken({ proposed: [7_200, 7_700, 10_500], asset: null })).toEqual(['notAllowed'])
    expect(broken({ proposed: [7_200, 7_700, 10_500], asset: { isAdjustable: false } })).toEqual(['notAllowed'])
  })

  it('behavior: names a move of a reserve that is not live collateral', () => {
    for (const live of [{ isActive: false }, { isFrozen: true }, { isPaused: true }]) {
      expect(broken({ live, proposed: [7_200, 7_700, 10_500] })).toEqual(['notAdjustable'])
    }
    expect(
      broken({
        live: { ltvBps: 0 },
        proposed: [100, 7_800, 10_500],
        guardrails: { bounds: { ltv: { minBps: 0, maxBps: 9_000 } } },
      }),
    ).toEqual(['notAdjustable'])
  })

  it('behavior: names each loosening of a single source and through a shut gate', () => {
    for (const proposed of [
      [7_400, 7_800, 10_500],
      [7_300, 7_900, 10_500],
      [7_300, 7_800, 10_450],
    ] as const) {
      expect(broken({ proposed, asset: { isSingleSource: true } })).toEqual(['singleSource'])
      expect(broken({ proposed, asset: { looseningGate: { isOpen: false, because: 'wild' } } })).toEqual(['loosenGate'])
    }
    expect(broken({ proposed: [7_200, 7_700, 10_550], asset: { isSingleSource: true } })).toEqual([])
  })

  it('behavior: names a change within the cooldown of its direction', () => {
    const changed = (days: number) => ({ lastChangedAtSeconds: BLOCK_SECONDS - days * DAY })
    // Each parameter that moves has its own.
    expect(broken({ live: changed(2.9), proposed: [7_200, 7_700, 10_500] })).toEqual(['cooldown', 'cooldown'])
    expect(broken({ live: changed(2.9), proposed: [7_300, 7_700, 10_500] })).toEqual(['cooldown'])
    const threshold = { lastChangedAtSeconds: { ltvBps: null, ltBps: BLOCK_SECONDS - 2.9 * DAY, lbBps: null } }
    expect(broken({ live: threshold, proposed: [7_200, 7_700, 10_500] })).toEqual(['cooldown'])
    expect(broken({ live: threshold, proposed: [7_200, 7_800, 10_550] })).toEqual([])
    // A loosening waits for the last change of any of the three.
    expect(broken({ live: threshold, proposed: [7_350, 7_800, 10_500] })).toEqual(['cooldown'])
    expect(broken({ live: changed(3), proposed: [7_200, 7_700, 10_500] })).toEqual([])
    expect(broken({ live: changed(6.9), proposed: [7_300, 7_900, 10_500] })).toEqual(['cooldown'])
    expect(broken({ live: changed(7), proposed: [7_300, 7_900, 10_500] })).toEqual([])
    expect(broken({ live: changed(2), proposed: [7_200, 7_900, 10_500] })).toEqual(['cooldown', 'cooldown'])
    // A change in the future of the block can only be a wrong state: it cools down.
    expect(broken({ live: changed(-1), proposed: [7_300, 7_700, 10_500] })).toEqual(['cooldown'])
  })

  it('behavior: names a value outside its bounds, but not a way back', () => {
    const bounds = {
      lt: { minBps: 7_750, maxBps: 7_850 },
      ltv: { minBps: 7_250, maxBps: 7_350 },
      lb: { minBps: 10_450, maxBps: 10_550 },
    }
    expect(broken({ proposed: [7_300, 7_700, 10_500], guardrails: { bounds } })).toEqual(['absoluteBound'])
    expect(broken({ proposed: [7_200, 7_900, 10_600], guardrails: { bounds } })).toEqual([
      'absoluteBound',
      'absoluteBound',
      'absoluteBound',
    ])
    expect(broken({ live: { ltBps: 8_200 }, proposed: [7_300, 8_050, 10_500], guardrails: { bounds } })).toEqual([])
    expect(broken({ live: { ltBps: 8_200 }, proposed: [7_300, 8_250, 10_500], guardrails: { bounds } })).toEqual([
      'absoluteBound',
    ])
  })

  it('behavior: names a step that is too long and one that is too short', () => {
    expect(broken({ proposed: [7_099, 7_800, 10_500] })).toEqual(['stepLimit'])
    expect(broken({ proposed: [7_099, 7_599, 10_601] })).toEqual(['stepLimit', 'stepLimit', 'stepLimit'])
    expect(broken({ proposed: [7_300, 7_901, 10_399] })).toEqual(['stepLimit', 'stepLimit'])
    expect(broken({ proposed: [7_300, 7_776, 10_500] })).toEqual(['minimumMove'])
    expect(broken({ proposed: [7_276, 7_800, 10_524] })).toEqual(['minimumMove', 'minimumMove'])
  })

  it('behavior: names LTV too close below the threshold, but not where it stands so already', () => {
    expect(broken({ live: { ltvBps: 7_450 }, proposed: [7_550, 7_800, 10_500] })).toEqual(['ltvBuffer', 'ltvBuffer'])
    expect(broken({ live: { ltvBps: 7_450 }, proposed: [7_450, 7_700, 10_500] })).toEqual(['ltvBuffer'])
    expect(broken({ live: { ltvBps: 7_600 }, proposed: [7_500, 7_700, 10_500] })).toEqual([])
    expect(broken({ live: { ltvBps: 7_600 }, proposed: [7_500, 7_650, 10_500] })).toEqual(['ltvBuffer'])
    expect(broken({ live: { ltvBps: 7_600 }, proposed: [7_650, 7_850, 10_500] })).toEqual(['ltvBuffer'])
  })

  it("behavior: names a product above the chain's limit, rounded half up as the chain does", () => {
    const live = { ltvBps: 8_500, ltBps: 9_500, lbBps: 10_500 }
    const guardrails = { bounds: { lt: { minBps: 0, maxBps: 9_900 } }, minimumMoveBps: 1 }
    // 9,500 x 10,526 = 99,997,000 and x 10,527 = 100,006,500, which rounds up to 10,001.
    expect(broken({ live, proposed: [8_500, 9_500, 10_526], guardrails })).toEqual([])
    expect(broken({ live, proposed: [8_500, 9_500, 10_527], guardrails })).toEqual(['chainProductLimit'])
  })

  it('behavior: names a value that the chain reads as none', () => {
    const guardrails = {
      bounds: { ltv: { minBps: 0, maxBps: 9_000 }, lt: { minBps: 0, maxBps: 9_000 }, lb: { minBps: 0, maxBps: 11_000 } },
    }
    expect(broken({ live: { ltvBps: 100 }, proposed: [0, 7_800, 10_500], guardrails })).toEqual(['neverToZero'])
    expect(broken({ live: { lbBps: 10_050 }, proposed: [7_300, 7_800, 10_000], guardrails })).toEqual(['neverToZero'])
    expect(broken({ live: { ltvBps: 0, ltBps: 100 }, proposed: [0, 0, 10_500], guardrails })).toEqual([
      'ltvBuffer',
      'neverToZero',
    ])
  })

  it('behavior: names a change that makes too much debt liquidatable', () => {
    const positions = [
      { collateral: { WETH: 1 }, debt: { USDC: 770 } },
      { collateral: { WETH: 1 }, debt: { USDC: 775 } },
    ]
    expect(broken({ positions, proposed: [7_200, 7_700, 10_500] })).toEqual(['madeLiquidatable'])
    expect(broken({ positions, proposed: [7_200, 7_700, 10_500], guardrails: { maxMadeLiquidatableUsd: 775 } })).toEqual([])
    expect(broken({ positions, proposed: [7_200, 7_750, 10_500] })).toEqual([])
  })

  it('behavior: names a move whose band includes the current value', () => {
    const around = (p05: number, p95: number) => ({ p05, p50: p05, p95 })
    const band = { ltvBps: around(7_000, 7_400), ltBps: around(7_700, 7_900), lbBps: around(10_400, 10_600) }
    const away = { ltvBps: around(7_000, 7_400), ltBps: around(7_500, 7_700), lbBps: around(10_510, 10_600) }
    const all = { bandGate: 'all' }
    const three = ['withinBand', 'withinBand', 'withinBand']
    expect(broken({ proposed: [7_200, 7_700, 10_550], band, guardrails: all })).toEqual(three)
    expect(broken({ proposed: [7_200, 7_700, 10_550], band: away, guardrails: all })).toEqual([])
    expect(broken({ proposed: [7_200, 7_700, 10_550], band })).toEqual([])
    expect(broken({ proposed: [7_400, 7_900, 10_450], band })).toEqual(three)
    expect(broken({ proposed: [7_400, 7_900, 10_450], band, guardrails: { bandGate: 'none' } })).toEqual([])
  })

  it('behavior: LTV may rise on the band of a threshold that may rise, not on that of one that may only fall', () => {
    const around = (p05: number, p95: number) => ({ p05, p50: p05, p95 })
    const above = { ltvBps: around(7_000, 7_400), ltBps: around(7_810, 8_100), lbBps: around(10_400, 10_600) }
    const below = { ...above, ltBps: around(7_500, 7_790) }
    for (const bandGate of ['loosening', 'all']) {
      expect(broken({ proposed: [7_350, 7_800, 10_500], band: above, guardrails: { bandGate } })).toEqual([])
      expect(broken({ proposed: [7_350, 7_800, 10_500], band: below, guardrails: { bandGate } })).toEqual(['withinBand'])
      expect(broken({ proposed: [7_250, 7_800, 10_500], band: below, guardrails: { bandGate } })).toEqual([])
      const apart = { ...below, ltvBps: around(7_310, 7_600) }
      expect(broken({ proposed: [7_350, 7_800, 10_500], band: apart, guardrails: { bandGate } })).toEqual([])
    }
  })

  it('behavior: names a recommendation that is not about this state', () => {
    const state = marketStateOf({ reserves: [{ asset: 'WETH' }] })
    const guardrails = parse(guardrailConfigSchema, {}, 'Test guardrails')
    const [live, other] = [triple(7_300, 7_800, 10_500), triple(7_200, 7_700, 10_500)]
    const names = (assets: Parameters<typeof violations>[0]['recommendation']['assets']) =>
      violations({ state, recommendation: { assets }, guardrails, assets: [] }).map(({ guardrail }) => guardrail)
    expect(names([{ asset: 'DOGE', current: live, target: live, band: null, proposed: live }])).toEqual(['inconsistent'])
    expect(names([{ asset: 'WETH', current: other, target: live, band: null, proposed: live }])).toEqual(['inconsistent'])
    const same = { asset: 'WETH', current: live, target: live, band: null, proposed: live }
    expect(names([same, same])).toEqual(['inconsistent'])
    expect(names([{ asset: 'WETH', current: live, target: null, band: null, proposed: other }])).toEqual([
      'noTarget',
      'notAllowed',
    ])
  })
})
