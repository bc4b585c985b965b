import { describe, expect, it } from '@jest/globals'
import { computeStress } from '../../../activities/compute/computeStress.js'
import { inlineCompute } from '../../../activities/compute/inlineCompute.js'
import { canonicalJson } from '../../../core/canonicalJson.js'
import { parse } from '../../../core/schemas/parse.js'
import type { Book } from '../../../models/book/book.js'
import { assetForecast } from '../../../models/policy/collateral/assetForecast.js'
import { modelConfigSchema } from '../../../models/policy/modelConfig.js'
import { scenarioOutcome } from '../../../models/policy/collateral/scenarioOutcome.js'
import { scenarioPaths } from '../../../models/policy/collateral/scenarioShocks.js'
import { correlatedPaths } from '../../../models/scenarios/correlatedPaths.js'
import type { PriceShock } from '../../../models/scenarios/jointScenarios.js'
import { marketStateOf } from '../../models/book/marketStateOf.js'
import { naiveLosses } from '../../models/book/naiveLosses.js'
import { marketStates } from '../../models/policy/collateral/guardrails/arbitraries.js'
import { snapshotOf, syntheticSeries } from '../../models/policy/collateral/snapshotOf.js'
import { expectRelative } from '../../support/expectClose.js'
import fc from '../../support/fastCheck.js'

const RELATIVE_TOLERANCE = 1e-9
const models = parse(modelConfigSchema, { scenarioCount: 2_000, bandDraws: 20, insuranceProbability: 0.995 }, 'Test models')
const forecasts = ['WBTC', 'WETH'].map((asset, i) => {
  const daily = syntheticSeries({ asset, seed: i + 1, days: 600, dailyVolatility: 0.06 + 0.03 * i })
  const forecast = assetForecast(snapshotOf([{ asset, daily }]).assets[0], models)
  if (!forecast.isModelled) throw new Error(forecast.because)
  return { asset, forecast }
})
const state = marketStateOf({
  reserves: [
    { asset: 'WBTC', priceUsd: 30_000, ltBps: 7_800 },
    { asset: 'WETH', priceUsd: 1_500, ltBps: 8_300 },
    { asset: 'GHOST', priceUsd: 1, ltvBps: 0, ltBps: 0, lbBps: 0 },
    { asset: 'USDC', priceUsd: 1, ltBps: 8_000, lbBps: 10_450 },
  ],
  positions: [
    { collateral: { WETH: 10 }, debt: { USDC: 11_000 } },
    { collateral: { WBTC: 1, WETH: 3 }, debt: { USDC: 25_000 } },
    { collateral: { USDC: 10_000 }, debt: { WETH: 4.5 } },
    { collateral: { GHOST: 10, WETH: 2 }, debt: { USDC: 2_600 } },
    { collateral: { WETH: 50 }, debt: {} },
  ],
})
const stress = (of: Book = state, shocks: readonly PriceShock[] = [], modelled = forecasts) =>
  computeStress({ pool: inlineCompute(), state: of, forecasts: modelled, models, shocks })

describe('computeStress', () => {
  it('default: losses on the paths are those of one account at a time', async () => {
    const { paths, borrowers, debtUsd, now } = await stress()
    const drawn = correlatedPaths(
      scenarioPaths(
        forecasts.map(({ forecast }) => forecast),
        models,
      ),
      models.scenarioCount,
    )
    const losses = Array.from({ length: models.scenarioCount }, (_, path) => {
      const at = new Map(forecasts.map(({ asset }, i) => [asset, Math.exp(drawn.logReturns[i]?.[path] ?? Number.NaN)]))
      return naiveLosses(state, at, models.slippage)
    })
    const mean = (pick: (of: (typeof losses)[number]) => number) =>
      losses.reduce((sum, each) => sum + pick(each), 0) / losses.length
    expect(paths).toMatchObject({ count: 2_000, steps: 24, horizonHours: 24, seed: 1, probability: 0.99 })
    expectRelative(
      paths.badDebt.meanUsd,
      mean(({ badDebtUsd }) => badDebtUsd),
      RELATIVE_TOLERANCE,
    )
    expectRelative(
      paths.liquidated.meanUsd,
      mean(({ liquidatedUsd }) => liquidatedUsd),
      RELATIVE_TOLERANCE,
    )
    expect(paths.liquidatedOnTheWay.meanUsd).toBeGreaterThan(paths.liquidated.meanUsd)
    expect(borrowers).toBe(4)
    expectRelative(debtUsd, 11_000 + 25_000 + 4.5 * 1_500 + 2_600, RELATIVE_TOLERANCE)
    expectRelative(now.liquidatedUsd, 2_600, RELATIVE_TOLERANCE)
    expect(now.badDebtUsd).toBe(0)
  })

  it('behavior: the insurance fund is the one that a recalibration names for the current parameters', async () => {
    const { insuranceFund } = await stress()
    const outcome = scenarioOutcome({ state, proposed: new Map(), forecasts, models })
    expect(insuranceFund).toEqual(outcome.insuranceFund.current)
    expect(insuranceFund.expectedShortfallUsd).toBeGreaterThan(0)
  })

  it('behavior: days of history and given shocks, under the live parameters', async () => {
    const shocks: PriceShock[] = [
      [{ asset: 'WETH', percent: -40 }],
      [
        { asset: 'WETH', percent: -40 },
        { asset: 'WBTC', percent: -30 },
      ],
      [{ asset: 'USDC', percent: -100 }],
      [{ asset: 'WETH', percent: 100 }],
    ]
    const { replays, shocks: found, insuranceFund } = await stress(state, shocks)
    expect(found.map(({ moves }) => moves)).toEqual(shocks)
    found.forEach(({ liquidatedUsd, badDebtUsd }, i) => {
      const at = new Map(shocks[i]?.map(({ asset, percent }) => [asset, 1 + percent / 100]))
      const expected = naiveLosses(state, at, models.slippage)
      expectRelative(liquidatedUsd, expected.liquidatedUsd, RELATIVE_TOLERANCE)
      expectRelative(badDebtUsd, expected.badDebtUsd, RELATIVE_TOLERANCE)
    })
    expect(replays).toMatchObject({ assets: ['WBTC', 'WETH'], days: 599 })
    expect(replays.worstDays).toHaveLength(5)
    for (const { logReturns, liquidatedUsd, badDebtUsd } of replays.worstDays) {
      const at = new Map(replays.assets.map((asset, i) => [asset, Math.exp(logReturns[i] ?? Number.NaN)]))
      const expected = naiveLosses(state, at, models.slippage)
      expectRelative(liquidatedUsd, expected.liquidatedUsd, RELATIVE_TOLERANCE)
      expectRelative(badDebtUsd, expected.badDebtUsd, RELATIVE_TOLERANCE)
    }
    expect(insuranceFund.worstReplayUsd).toBe(replays.worstDays[0]?.badDebtUsd)
  })

  it('behavior: nobody who owes, no asset that is modelled', async () => {
    const empty = await stress({ ...state, accounts: state.accounts.slice(4) }, [[{ asset: 'WETH', percent: -90 }]])
    expect(empty).toMatchObject({ borrowers: 0, debtUsd: 0, shocks: [{ liquidatedUsd: 0, badDebtUsd: 0 }] })
    expect(empty.insuranceFund).toMatchObject({ usd: 0, bindingPart: null })
    const still = await stress(state, [[{ asset: 'WETH', percent: -90 }]], [])
    expect(still.replays).toMatchObject({ days: 0, worstDays: [] })
    expect(still.paths.liquidated.worstUsd).toBe(still.now.liquidatedUsd)
    expect(still.shocks[0]?.badDebtUsd).toBeGreaterThan(0)
  })

  it('property: every figure of any book that the schema lets through is finite and none is negative', async () => {
    const quick = { ...models, scenarioCount: 100 }
    await fc.assert(
      fc.asyncProperty(marketStates, fc.double({ min: -100, max: 1e6, noNaN: true }), async (random, percent) => {
        const assets = random.assets.map(({ asset }) => asset)
        const found = await computeStress({
          pool: inlineCompute(),
          state: random,
          forecasts: forecasts.map(({ forecast }, i) => ({ asset: assets[i] ?? 'unheld', forecast })),
          models: quick,
          shocks: [assets.map((asset) => ({ asset, percent }))],
        })
        // Canonical JSON refuses what is not finite.
        const figures = canonicalJson({
          ...found,
          replays: { ...found.replays, worstDays: [] },
          shocks: found.shocks.map(({ moves: _, ...losses }) => losses),
        })
        expect(figures).not.toMatch(/:-/)
      }),
      { numRuns: 100 },
    )
  })
})
