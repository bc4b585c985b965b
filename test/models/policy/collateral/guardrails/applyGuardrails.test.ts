import { describe, expect, it } from '@jest/globals'
import { parse } from '../../../../../core/schemas/parse.js'
import { type CollateralParameters, collateralParametersSchema } from '../../../../../models/policy/collateral/parameter.js'
import { guardrailConfigSchema } from '../../../../../models/policy/collateral/guardrailConfig.js'
import type { TargetBand } from '../../../../../models/policy/collateral/recommendation.js'
import { applyGuardrails, type Guarded } from '../../../../../models/policy/collateral/guardrails/applyGuardrails.js'
import { BLOCK_SECONDS, marketStateOf, type ShortPosition, type ShortReserve } from '../../../book/marketStateOf.js'

type Triple = readonly [ltv: number, lt: number, lb: number]
const DAY = 86_400
const triple = ([ltvBps, ltBps, lbBps]: Triple): CollateralParameters =>
  parse(collateralParametersSchema, { ltvBps, ltBps, lbBps }, 'Test parameters')

/** Guard wishes on reserves that stand at 73 %, 78 %, 105 % unless given otherwise, with everything open. */
function guard({
  wishes,
  live = {},
  positions = [],
  eModes = [],
  guardrails = {},
  ltvGapBps = 0,
  band = null,
}: {
  wishes: Readonly<Record<string, Triple>>
  live?: Readonly<Record<string, Partial<ShortReserve>>>
  positions?: readonly ShortPosition[]
  eModes?: Parameters<typeof marketStateOf>[0]['eModes']
  guardrails?: unknown
  ltvGapBps?: number
  band?: TargetBand | null
}): (asset: string) => { proposed: Triple; cuts: string[] } {
  const names = Object.keys(wishes)
  const state = marketStateOf({
    reserves: [...names.map((asset) => ({ asset, ...live[asset] })), { asset: 'USDC', priceUsd: 1 }],
    positions,
    eModes,
  })
  const outcome = applyGuardrails({
    state,
    // The cases count to the last basis point; the margin above 1 has its own.
    guardrails: parse(guardrailConfigSchema, { healthFactorMarginBps: 0, ...(guardrails as object) }, 'Test guardrails'),
    assets: names.map((asset) => ({
      asset,
      isAdjustable: true,
      isSingleSource: false,
      looseningGate: { isOpen: true, because: 'calm' },
    })),
    wishes: new Map(names.map((asset) => [asset, { target: triple(wishes[asset] as Triple), ltvGapBps, band }])),
  })
  return (asset) => {
    const { proposed, cuts } = outcome.get(asset) as Guarded
    return {
      proposed: [proposed.ltvBps, proposed.ltBps, proposed.lbBps],
      cuts: cuts.map(({ guardrail, parameter, fromBps, toBps }) => `${guardrail} ${parameter} ${fromBps} -> ${toBps}`),
    }
  }
}

describe('applyGuardrails', () => {
  it('behavior: a threshold rises to that of the lowest e-mode of the reserve and no further', () => {
    const eMode = (id: number, ltBps: number, asset = 'WETH') => ({ id, ltBps, collateralAssets: [asset] })
    const rise = { wishes: { WETH: [7_600, 8_300, 10_500] as Triple } }
    const outcome = guard({ ...rise, eModes: [eMode(1, 7_850), eMode(2, 7_830), eMode(3, 7_800, 'USDC')] })('WETH')
    expect(outcome.proposed[1]).toBe(7_830)
    expect(outcome.cuts).toContain('eModeCeiling ltBps 8300 -> 7830')
    expect(guard({ ...rise, eModes: [eMode(1, 7_000)] })('WETH').proposed[1]).toBe(7_800)
    expect(guard({ wishes: { WETH: [6_500, 7_050, 10_500] }, eModes: [eMode(1, 7_000)] })('WETH').proposed[1]).toBe(7_600)
  })

  it('default', () => {
    const outcome = guard({ wishes: { WETH: [6_500, 7_050, 10_500] } })
    expect(outcome('WETH')).toEqual({
      proposed: [7_100, 7_600, 10_500],
      cuts: ['stepLimit ltBps 7050 -> 7600', 'stepLimit ltvBps 6500 -> 7100'],
    })
    expect(outcome('USDC')).toEqual({ proposed: [7_300, 7_800, 10_500], cuts: [] })
  })

  it('behavior: loosening takes shorter steps than tightening', () => {
    expect(guard({ wishes: { WETH: [7_900, 8_500, 10_300] } })('WETH').proposed).toEqual([7_400, 7_900, 10_400])
  })

  it('behavior: a cooldown ends when it is over, to the second', () => {
    const at = (seconds: number, wish: Triple) =>
      guard({ wishes: { WETH: wish }, live: { WETH: { lastChangedAtSeconds: BLOCK_SECONDS - seconds } } })('WETH')
    expect(at(3 * DAY, [7_200, 7_700, 10_500]).proposed).toEqual([7_200, 7_700, 10_500])
    expect(at(3 * DAY - 1, [7_200, 7_700, 10_500])).toEqual({
      proposed: [7_300, 7_800, 10_500],
      cuts: ['cooldown ltBps 7700 -> 7800', 'cooldown ltvBps 7200 -> 7300'],
    })
    expect(at(7 * DAY, [7_400, 7_900, 10_400]).proposed).toEqual([7_400, 7_900, 10_400])
    expect(at(7 * DAY - 1, [7_400, 7_900, 10_600]).proposed).toEqual([7_300, 7_800, 10_600])
  })

  it('behavior: the threshold stops where an account would become liquidatable, LTV is cut all the same', () => {
    const positions = [{ collateral: { WETH: 1 }, debt: { USDC: 772.5 } }]
    expect(guard({ wishes: { WETH: [7_100, 7_600, 10_500] }, positions })('WETH')).toEqual({
      proposed: [7_100, 7_725, 10_500],
      cuts: ['madeLiquidatable ltBps 7600 -> 7725'],
    })
  })

  it('behavior: a margin above 1 leaves room for the interest until the execution; who the change does not touch never counts', () => {
    const positions = [
      { collateral: { WETH: 1 }, debt: { USDC: 772.5 } },
      { collateral: { LINK: 1 }, debt: { USDC: 779 } },
    ]
    const at = (healthFactorMarginBps: number) =>
      guard({
        wishes: { WETH: [7_100, 7_600, 10_500], LINK: [7_300, 7_800, 10_500] },
        positions,
        guardrails: { healthFactorMarginBps },
      })('WETH').proposed[1]
    // 772.5 x 1.005 is 776.4 USD of 1,000.
    expect([0, 50].map(at)).toEqual([7_725, 7_764])
  })

  it('behavior: a limit in USD lets that much become liquidatable', () => {
    const positions = [
      { collateral: { WETH: 1 }, debt: { USDC: 770 } },
      { collateral: { WETH: 1 }, debt: { USDC: 765 } },
    ]
    const at = (maxMadeLiquidatableUsd: number) =>
      guard({ wishes: { WETH: [7_100, 7_600, 10_500] }, positions, guardrails: { maxMadeLiquidatableUsd } })('WETH').proposed[1]
    expect([769, 770, 1_534, 1_535].map(at)).toEqual([7_700, 7_650, 7_650, 7_600])
  })

  it('behavior: two assets share the room of an account by the same fraction of their steps', () => {
    const positions = [{ collateral: { WETH: 1, LINK: 1 }, debt: { USDC: 1_550 } }]
    const outcome = guard({ wishes: { WETH: [7_100, 7_600, 10_500], LINK: [7_100, 7_700, 10_500] }, positions })
    // 10 USD of room at 1,000 USD each is 100 bps: 67 of 200 and, rounded down, 33 of 100.
    expect(outcome('WETH').proposed[1]).toBe(7_733)
    expect(outcome('LINK').proposed[1]).toBe(7_767)
  })

  it('behavior: a rise of one threshold makes room for a cut of another', () => {
    const positions = [{ collateral: { WETH: 1, LINK: 1 }, debt: { USDC: 1_560 } }]
    const outcome = guard({ wishes: { WETH: [7_100, 7_600, 10_500], LINK: [7_300, 7_900, 10_500] }, positions })
    expect(outcome('LINK').proposed[1]).toBe(7_900)
    expect(outcome('WETH').proposed[1]).toBe(7_700)
  })

  it('behavior: a move below the minimum is not made, also where accounts leave room for no more', () => {
    expect(guard({ wishes: { WETH: [7_290, 7_776, 10_480] } })('WETH')).toEqual({
      proposed: [7_300, 7_800, 10_500],
      cuts: ['minimumMove lbBps 10480 -> 10500', 'minimumMove ltBps 7776 -> 7800', 'minimumMove ltvBps 7290 -> 7300'],
    })
    const positions = [{ collateral: { WETH: 1 }, debt: { USDC: 778 } }]
    expect(guard({ wishes: { WETH: [7_300, 7_600, 10_500] }, positions })('WETH').proposed[1]).toBe(7_800)
  })

  it('behavior: LTV is pushed below a threshold that falls, by the minimum move at least', () => {
    expect(guard({ wishes: { WETH: [7_300, 7_600, 10_500] }, live: { WETH: { ltvBps: 7_310 } } })('WETH')).toEqual({
      proposed: [7_285, 7_600, 10_500],
      cuts: ['ltvBuffer ltvBps 7300 -> 7285'],
    })
  })

  it('behavior: LTV rises only as far as the gap below the threshold that is proposed', () => {
    const outcome = guard({ wishes: { WETH: [7_900, 8_500, 10_500] }, ltvGapBps: 550 })
    expect(outcome('WETH')).toEqual({
      proposed: [7_350, 7_900, 10_500],
      cuts: ['stepLimit ltBps 8500 -> 7900', 'ltvBuffer ltvBps 7900 -> 7350'],
    })
  })

  it('behavior: a threshold goes no lower than LTV can follow', () => {
    const guardrails = { bounds: { ltv: { minBps: 7_400, maxBps: 8_500 } } }
    expect(guard({ wishes: { WETH: [7_000, 7_600, 10_500] }, live: { WETH: { ltvBps: 7_500 } }, guardrails })('WETH')).toEqual({
      proposed: [7_400, 7_700, 10_500],
      cuts: ['ltvBuffer ltBps 7600 -> 7700', 'absoluteBound ltvBps 7000 -> 7400'],
    })
  })

  it("behavior: a bonus rises only as far as the chain's product allows with the threshold that is proposed", () => {
    const live = { WETH: { ltvBps: 8_500, ltBps: 9_500, lbBps: 10_450 } }
    const guardrails = { bounds: { lt: { minBps: 1_500, maxBps: 9_900 } } }
    const positions = [{ collateral: { WETH: 1 }, debt: { USDC: 950 } }]
    expect(guard({ wishes: { WETH: [8_500, 9_300, 10_550] }, live, guardrails })('WETH').proposed).toEqual([8_500, 9_300, 10_550])
    expect(guard({ wishes: { WETH: [8_500, 9_300, 10_550] }, live, guardrails, positions })('WETH')).toEqual({
      proposed: [8_500, 9_500, 10_526],
      cuts: ['madeLiquidatable ltBps 9300 -> 9500', 'chainProductLimit lbBps 10550 -> 10526'],
    })
  })

  it('behavior: an LTV of 0 stays 0 while the threshold moves', () => {
    expect(guard({ wishes: { WETH: [7_000, 7_700, 10_500] }, live: { WETH: { ltvBps: 0 } } })('WETH')).toEqual({
      proposed: [0, 7_700, 10_500],
      cuts: ['notAdjustable ltvBps 7000 -> 0'],
    })
  })

  it('behavior: what no chain would have is left as it is', () => {
    for (const live of [{ lbBps: 9_000 }, { ltBps: 0, ltvBps: 0, lbBps: 0 }, { ltBps: 9_900, lbBps: 12_000 }]) {
      const { proposed } = guard({ wishes: { WETH: [7_200, 7_700, 10_450] }, live: { WETH: live } })('WETH')
      expect(proposed).toEqual([live.ltvBps ?? 7_300, live.ltBps ?? 7_800, live.lbBps])
    }
  })

  it('behavior: each cut says value, limit and cause in a sentence', () => {
    const state = marketStateOf({ reserves: [{ asset: 'WETH', lastChangedAtSeconds: BLOCK_SECONDS - DAY }] })
    const outcome = applyGuardrails({
      state,
      guardrails: parse(guardrailConfigSchema, {}, 'Test guardrails'),
      assets: [{ asset: 'WETH', isAdjustable: true, isSingleSource: true, looseningGate: { isOpen: true, because: '' } }],
      wishes: new Map([['WETH', { target: triple([7_400, 7_700, 10_500]), ltvGapBps: 0, band: null }]]),
    })
    expect(outcome.get('WETH')?.cuts.map(({ text }) => text)).toEqual([
      'The liquidation threshold is held at 78.00 % instead of 77.00 %: the liquidation threshold of WETH last changed 24 h ago and may tighten again only 3d after a change.',
      'The loan-to-value is held at 73.00 % instead of 74.00 %: only one source carries WETH, so it is never loosened.',
    ])
  })

  describe('behavior: a move whose band includes the current value is not made', () => {
    const around = (p05: number, p95: number) => ({ p05, p50: (p05 + p95) / 2, p95 })
    const wide = { ltvBps: around(6_500, 7_600), ltBps: around(7_000, 8_100), lbBps: around(10_400, 10_600) }
    const narrow = { ltvBps: around(6_900, 7_600), ltBps: around(7_500, 7_790), lbBps: around(10_510, 10_600) }

    const all = { bandGate: 'all' }

    it('default: nothing moves, and the cut says why', () => {
      const outcome = guard({ wishes: { WETH: [7_100, 7_600, 10_550] }, band: wide, guardrails: all })
      expect(outcome('WETH')).toEqual({
        proposed: [7_300, 7_800, 10_500],
        cuts: ['withinBand lbBps 10550 -> 10500', 'withinBand ltBps 7600 -> 7800', 'withinBand ltvBps 7100 -> 7300'],
      })
    })

    it('behavior: LTV follows a threshold that may move', () => {
      const outcome = guard({ wishes: { WETH: [7_100, 7_600, 10_550] }, band: narrow, guardrails: all })
      expect(outcome('WETH')).toEqual({ proposed: [7_100, 7_600, 10_550], cuts: [] })
    })

    it.each(['loosening', 'all'])(
      'behavior: LTV rises on a threshold that may rise, not on one that may only fall: %s',
      (bandGate) => {
        const above = { ltvBps: around(7_200, 7_600), ltBps: around(7_810, 8_100), lbBps: around(10_400, 10_600) }
        const risen = guard({ wishes: { WETH: [7_400, 7_900, 10_500] }, band: above, guardrails: { bandGate } })
        expect(risen('WETH')).toEqual({ proposed: [7_400, 7_900, 10_500], cuts: [] })
        const below = { ...above, ltBps: around(7_500, 7_790) }
        const fallen = guard({ wishes: { WETH: [7_400, 7_700, 10_500] }, band: below, guardrails: { bandGate } })
        expect(fallen('WETH')).toEqual({ proposed: [7_300, 7_700, 10_500], cuts: ['withinBand ltvBps 7400 -> 7300'] })
        const apart = { ...below, ltvBps: around(7_310, 7_600) }
        const known = guard({
          wishes: { WETH: [7_400, 7_700, 10_500] },
          band: apart,
          guardrails: { bandGate, ltvBufferBps: 100 },
        })
        expect(known('WETH').proposed).toEqual([7_400, 7_700, 10_500])
      },
    )

    it('behavior: where loosening alone is held, tightening goes on', () => {
      const tightened = guard({ wishes: { WETH: [7_100, 7_600, 10_550] }, band: wide })
      expect(tightened('WETH')).toEqual({ proposed: [7_100, 7_600, 10_550], cuts: [] })
      const loosened = guard({ wishes: { WETH: [7_400, 7_900, 10_450] }, band: wide })
      expect(loosened('WETH').proposed).toEqual([7_300, 7_800, 10_500])
      expect(
        guard({ wishes: { WETH: [7_400, 7_900, 10_450] }, band: wide, guardrails: { bandGate: 'none' } })('WETH').cuts,
      ).toEqual([])
    })
  })
})
