import { describe, expect, it } from '@jest/globals'
import { parse } from '../../../../core/schemas/parse.js'
import type { Book } from '../../../../models/book/book.js'
import type { CollateralParameters } from '../../../../models/policy/collateral/parameter.js'
import { assetForecast } from '../../../../models/policy/collateral/assetForecast.js'
import { type ModelConfig, modelConfigSchema } from '../../../../models/policy/modelConfig.js'
import { scenarioCorrelation } from '../../../../models/policy/collateral/scenarioShocks.js'
import { scenarioOutcome } from '../../../../models/policy/collateral/scenarioOutcome.js'
import { jointScenarios } from '../../../../models/scenarios/jointScenarios.js'
import { expectRelative } from '../../../support/expectClose.js'
import { accountOf, marketStateOf } from '../../book/marketStateOf.js'
import { naiveLosses } from '../../book/naiveLosses.js'
import { snapshotOf, syntheticSeries } from './snapshotOf.js'

const RELATIVE_TOLERANCE = 1e-9
const models: ModelConfig = parse(
  modelConfigSchema,
  { scenarioCount: 2_000, bandDraws: 20, scenarioProbability: 0.98, insuranceProbability: 0.995, insuranceAccounts: 2 },
  'Test models',
)
const forecasts = snapshotOf([
  { asset: 'WBTC', daily: syntheticSeries({ asset: 'WBTC', seed: 1, days: 600, dailyVolatility: 0.05 }) },
  { asset: 'WETH', daily: syntheticSeries({ asset: 'WETH', seed: 2, days: 600, dailyVolatility: 0.09 }) },
]).assets.map((data) => {
  const forecast = assetForecast(data, models)
  if (!forecast.isModelled) throw new Error(forecast.because)
  return { asset: data.asset, forecast }
})
const state = marketStateOf({
  reserves: [
    { asset: 'WBTC', priceUsd: 30_000, ltBps: 7_800 },
    { asset: 'WETH', priceUsd: 1_500, ltBps: 8_300 },
    { asset: 'GHOST', priceUsd: 1, ltvBps: 0, ltBps: 0, lbBps: 0 },
    { asset: 'USDC', priceUsd: 1, ltBps: 8_000, lbBps: 10_450 },
  ],
  eModes: [{ id: 1, ltBps: 9_000, collateralAssets: ['WETH', 'GHOST'] }],
  positions: [
    { collateral: { WETH: 10 }, debt: { USDC: 11_000 } },
    { collateral: { WBTC: 1, WETH: 3 }, debt: { USDC: 25_000 } },
    { collateral: { USDC: 10_000 }, debt: { WETH: 4.5 } },
    { eModeCategory: 1, collateral: { WETH: 4, GHOST: 2_000 }, debt: { USDC: 6_500 } },
    { collateral: { GHOST: 10, WETH: 2 }, debt: { USDC: 2_000 } },
    { collateral: { WETH: 50 }, debt: {} },
  ],
})
const proposed = new Map([['WETH', { ltvBps: 7_500, ltBps: 8_000, lbBps: 10_700 } as CollateralParameters]])
const outcome = scenarioOutcome({ state, proposed, forecasts, models })

/** The same scenarios, one account at a time. */
function naive(of: Book, parameters?: typeof proposed) {
  const returns = jointScenarios({
    dailyVolatilities: forecasts.map(({ forecast }) => forecast.volatility.combinedDaily),
    correlation: scenarioCorrelation(
      forecasts.map(({ forecast }) => forecast.daily),
      models,
    ),
    degreesOfFreedom: models.scenarioDegreesOfFreedom,
    horizonHours: 24,
    count: models.scenarioCount,
    seed: models.seed,
  })
  return Array.from({ length: models.scenarioCount }, (_, s) => {
    const multipliers = new Map(forecasts.map(({ asset }, i) => [asset, Math.exp(returns[i]?.[s] ?? Number.NaN)]))
    return naiveLosses(of, multipliers, models.slippage, parameters)
  })
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const worst = (values: readonly number[], count: number) => mean(values.toSorted((a, b) => b - a).slice(0, count))

describe('scenarioOutcome', () => {
  it.each([
    ['current', new Map()],
    ['proposed', proposed],
  ] as const)('default: bad debt is what one account at a time comes to, under the %s parameters', (under, parameters) => {
    const losses = naive(state, parameters)
    expect(losses.some(({ isOnEdge }) => isOnEdge)).toBe(false)
    const badDebt = losses.map(({ badDebtUsd }) => badDebtUsd)
    const found = outcome.scenarios.badDebt[under]
    expectRelative(found.meanUsd, mean(badDebt), RELATIVE_TOLERANCE)
    expectRelative(found.worstUsd, Math.max(...badDebt), RELATIVE_TOLERANCE)
    // The worst 2 % of 2,000 are 40.
    expectRelative(found.expectedShortfallUsd, worst(badDebt, 40), RELATIVE_TOLERANCE)
    // Type 7: between the 40th and the 41st worst, at 0.98 x 1,999 = 1,959.02 from the smallest.
    const sorted = badDebt.toSorted((a, b) => a - b) as [number, ...number[]]
    expectRelative(found.quantileUsd, 0.98 * (sorted[1_959] as number) + 0.02 * (sorted[1_960] as number), RELATIVE_TOLERANCE)
    expect(found.meanUsd).toBeGreaterThan(0)
  })

  it.each([
    ['current', new Map()],
    ['proposed', proposed],
  ] as const)('default: the insurance fund and its parts, under the %s parameters', (under, parameters) => {
    const fund = outcome.insuranceFund[under]
    const shortfall = (of: Book) =>
      worst(
        naive(of, parameters).map(({ badDebtUsd }) => badDebtUsd),
        10,
      )
    expectRelative(fund.expectedShortfallUsd, shortfall(state), RELATIVE_TOLERANCE)
    expect(fund.accounts.map(({ account, debtUsd }) => [account, debtUsd])).toEqual([
      [accountOf(1), 25_000],
      [accountOf(0), 11_000],
    ])
    const alone = [1, 0].map((i) => shortfall({ ...state, accounts: state.accounts.slice(i, i + 1) }))
    expectRelative(fund.largestAccountsUsd, (alone[0] ?? 0) + (alone[1] ?? 0), RELATIVE_TOLERANCE)
    expect(fund.worstReplayUsd).toBe(outcome.replays.worstBadDebtUsd[under])
    expect(fund.usd).toBe(1.1 * Math.max(fund.expectedShortfallUsd, fund.largestAccountsUsd, fund.worstReplayUsd))
  })

  it('behavior: what is proposed is compared on the same draws', () => {
    const same = scenarioOutcome({ state, proposed: new Map(), forecasts, models })
    expect(same.scenarios.badDebt.proposed).toEqual(same.scenarios.badDebt.current)
    expect(same.scenarios.badDebt.current).toEqual(outcome.scenarios.badDebt.current)
    expect(same.insuranceFund.proposed).toEqual(same.insuranceFund.current)
    expect(outcome.scenarios.badDebt.proposed).not.toEqual(outcome.scenarios.badDebt.current)
  })

  it('behavior: without modelled assets prices stand still', () => {
    const still = scenarioOutcome({ state, proposed, forecasts: [], models })
    expect(still.replays).toMatchObject({ days: 0, worstDays: [] })
    expect(still.scenarios.badDebt.current).toEqual({ meanUsd: 0, quantileUsd: 0, expectedShortfallUsd: 0, worstUsd: 0 })
    expect(still.insuranceFund.current).toMatchObject({ usd: 0, bindingPart: null })
  })

  it('behavior: where nobody owes anything every loss is 0, whatever is held', () => {
    const nobody = scenarioOutcome({ state: { ...state, accounts: state.accounts.slice(5) }, proposed, forecasts, models })
    expect(nobody.scenarios).toMatchObject({ liquidatedUsdCurrent: 0, liquidatedUsdProposed: 0 })
    expect(nobody.scenarios.badDebt.proposed).toEqual({ meanUsd: 0, quantileUsd: 0, expectedShortfallUsd: 0, worstUsd: 0 })
    expect(nobody.scenarios.correlation).toEqual(outcome.scenarios.correlation)
    expect(nobody.insuranceFund.proposed).toMatchObject({ usd: 0, accounts: [], bindingPart: null })
    expect(nobody.replays).toMatchObject({ days: outcome.replays.days, worstDays: [] })
  })
})
