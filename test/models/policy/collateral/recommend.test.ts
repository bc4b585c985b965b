import { describe, expect, it } from '@jest/globals'
import { canonicalJson } from '../../../../core/canonicalJson.js'
import { parse } from '../../../../core/schemas/parse.js'
import type { BarSeries } from '../../../../models/data/barSeries.js'
import { InconsistentStateError } from '../../../../models/errors.js'
import { assetForecast, type AssetForecast } from '../../../../models/policy/collateral/assetForecast.js'
import { guardedAssets } from '../../../../models/policy/collateral/guardedAssets.js'
import { guardrailConfigSchema } from '../../../../models/policy/collateral/guardrailConfig.js'
import { violations } from '../../../../models/policy/collateral/guardrails/violations.js'
import { type ModelConfig, modelConfigSchema } from '../../../../models/policy/modelConfig.js'
import { recommend, type RecommendInputs } from '../../../../models/policy/collateral/recommend.js'
import { changes, type Recommendation, recommendationSchema } from '../../../../models/policy/collateral/recommendation.js'
import { rangeVariances } from '../../../../models/volatility/realisedEstimators.js'
import fc from '../../../support/fastCheck.js'
import { runs } from '../../../support/runs.js'
import { marketStateOf } from '../../book/marketStateOf.js'
import { guardrailConfigs, marketStates } from './guardrails/arbitraries.js'
import { snapshotOf, syntheticSeries } from './snapshotOf.js'

const SEED = 20_220_612
const models: ModelConfig = parse(modelConfigSchema, { scenarioCount: 500, bandDraws: 40 }, 'Test models')

const inputs: RecommendInputs = {
  models,
  guardrails: parse(guardrailConfigSchema, {}, 'Test guardrails'),
  snapshot: snapshotOf([
    { asset: 'WBTC', daily: syntheticSeries({ asset: 'WBTC', seed: 1, days: 600, dailyVolatility: 0.03, lastFactor: 0.5 }) },
    { asset: 'WETH', daily: syntheticSeries({ asset: 'WETH', seed: 2, days: 620, dailyVolatility: 0.09 }) },
    { asset: 'LINK', daily: null },
  ]),
  state: marketStateOf({
    reserves: [
      { asset: 'WETH', ltvBps: 7_400, ltBps: 7_800 },
      { asset: 'WBTC', decimals: 8 },
      { asset: 'LINK', ltvBps: 5_300, ltBps: 6_800, lbBps: 10_700 },
      { asset: 'USDC', ltvBps: 7_700, ltBps: 8_000, lbBps: 10_450, priceUsd: 1, decimals: 6 },
    ],
    positions: [
      { collateral: { WETH: 10 }, debt: { USDC: 7_000 } },
      { collateral: { WETH: 10 }, debt: { USDC: 7_700 } },
      { collateral: { WBTC: 10 }, debt: { USDC: 7_000 } },
      { collateral: { USDC: 9_000 }, debt: { WETH: 5 } },
      { collateral: { LINK: 1 }, debt: { USDC: 690 } },
    ],
  }),
  assets: [
    { asset: 'WETH', isAdjustable: true, feedDeviationBps: 50 },
    { asset: 'WBTC', isAdjustable: true, feedDeviationBps: 50 },
    { asset: 'LINK', isAdjustable: true, feedDeviationBps: 50 },
    { asset: 'USDC', isAdjustable: false, feedDeviationBps: 25 },
  ],
}
const recommendation = recommend(inputs)
const of = (asset: string, from = recommendation) => {
  const found = from.assets.find((item) => item.asset === asset)
  if (found === undefined) throw new Error(`${asset} is missing`)
  return found
}
const codes = (asset: string, from = recommendation) => of(asset, from).reasons.map(({ code }) => code)

function fundOf({ insuranceFund }: Recommendation) {
  if ('notComputed' in insuranceFund) throw new Error(insuranceFund.notComputed)
  return insuranceFund
}

describe('recommend', () => {
  it('default', () => {
    expect(parse(recommendationSchema, recommendation, 'Recommendation')).toEqual(recommendation)
    expect(recommendation.assets.map(({ asset, direction }) => [asset, direction])).toEqual([
      ['LINK', 'keep'],
      ['USDC', 'keep'],
      ['WBTC', 'loosen'],
      ['WETH', 'tighten'],
    ])
    expect(of('WETH').proposed).toEqual({ ltvBps: 7_200, ltBps: 7_739, lbBps: 10_532 })
    expect(of('WETH').cuts.map(({ guardrail, parameter }) => [guardrail, parameter])).toEqual([
      ['stepLimit', 'ltBps'],
      ['madeLiquidatable', 'ltBps'],
      ['stepLimit', 'ltvBps'],
    ])
    expect(recommendation.madeLiquidatable).toEqual({ limitUsd: 0, usd: 0, accounts: [] })
    expect(recommendation.alreadyLiquidatable).toEqual({ usd: 690, accounts: 1 })
    expect(changes(recommendation)).not.toEqual([])
  })

  it('behavior: every number has its reason', () => {
    expect(codes('WETH')).toEqual([
      'dataFindings',
      'volatilityForecast',
      'tailLoss',
      'liquidationBonus',
      'liquidationThreshold',
      'loanToValue',
      'targetBand',
      'looseningGate',
    ])
    expect(codes('LINK')).toEqual(['dataFindings', 'excluded'])
    expect(codes('USDC')).toEqual(['notAllowed', 'noMarketData'])
    const figures = Object.assign({}, ...of('WETH').reasons.map((reason) => reason.figures))
    expect(figures.ltBps).toBe(of('WETH').target?.ltBps)
    expect(figures.ltvBps).toBe(of('WETH').target?.ltvBps)
    expect(Math.floor(10_000 * ((9_800 / figures.lbBps) * (Math.exp(-figures.logLoss) - 0.005)))).toBe(of('WETH').target?.ltBps)
  })

  it('behavior: every target has its band, and a looser one is proposed only where the band excludes the current value', () => {
    for (const { asset, target, band } of recommendation.assets) expect(band === null).toBe(target === null || asset === 'USDC')
    const { band, target } = of('WETH')
    expect(band !== null && band.ltBps.p05 <= (target?.ltBps ?? 0) && (target?.ltBps ?? 0) <= band.ltBps.p95).toBe(true)
    const uncertain = { ...inputs, guardrails: { ...inputs.guardrails, bandGate: 'all' as const } }
    const held = recommend({
      ...uncertain,
      state: marketStateOf({ reserves: [{ asset: 'WETH', ltBps: target?.ltBps ?? 0, ltvBps: 5_000 }] }),
      assets: inputs.assets.slice(0, 1),
    })
    expect(held.assets[0]?.proposed.ltBps).toBe(target?.ltBps)
  })

  it('behavior: the scenarios compare old and new parameters on the same draws', () => {
    const { scenarios } = recommendation
    expect(scenarios.correlation.assets).toEqual(['WBTC', 'WETH'])
    expect(scenarios.correlation.matrix[0]?.[1]).toBe(scenarios.correlation.matrix[1]?.[0])
    expect(scenarios.liquidatedUsdCurrent).toBeGreaterThan(0)
    const still = recommend({ ...inputs, assets: [] })
    expect(still.scenarios.liquidatedUsdProposed).toBe(still.scenarios.liquidatedUsdCurrent)
    expect(still.scenarios.liquidatedUsdCurrent).toBe(scenarios.liquidatedUsdCurrent)
    expect(still.scenarios.badDebt?.proposed).toEqual(still.scenarios.badDebt?.current)
    expect(still.scenarios.badDebt?.current).toEqual(scenarios.badDebt?.current)
    expect(scenarios.badDebt?.proposed).not.toEqual(scenarios.badDebt?.current)
    expect(changes(still)).toEqual([])
    expect(still.assets.every(({ target, reasons }) => target === null && reasons[0]?.code === 'notAllowed')).toBe(true)
  })

  it('behavior: a reserve that is held and not modelled is listed beside the scenarios', () => {
    const because = 'more than 5 of its last 30 bars are findings'
    expect(recommendation.scenarios.unmodelled).toEqual([{ asset: 'LINK', because, collateralUsd: 1_000, debtUsd: 0 }])
  })

  it('behavior: every day of history that the modelled assets share is replayed, and the fund covers the worst of them', () => {
    const { replays } = recommendation
    const insuranceFund = fundOf(recommendation)
    // 600 bars have 599 returns.
    expect(replays).toMatchObject({ assets: ['WBTC', 'WETH'], days: 599 })
    expect(replays.worstDays).toHaveLength(5)
    expect(insuranceFund.proposed.worstReplayUsd).toBe(replays.worstDays[0]?.proposed.badDebtUsd)
    expect(insuranceFund.proposed.usd).toBeGreaterThanOrEqual(1.1 * (replays.worstDays[0]?.proposed.badDebtUsd ?? Infinity))
    const fewer = recommend({ ...inputs, models: { ...models, replayWorstDays: 2, insuranceAccounts: 1, insuranceFactor: 2 } })
    expect(fewer.replays.worstDays).toEqual(replays.worstDays.slice(0, 2))
    expect(fundOf(fewer).proposed).toMatchObject({ factor: 2, accounts: insuranceFund.proposed.accounts.slice(0, 1) })
  })

  it('behavior: lists every constant', () => {
    const { constants } = recommendation
    expect(constants['models.tailProbability']).toBe(0.999)
    expect(constants['guardrails.bounds.lt.maxBps']).toBe(9_000)
    expect(constants['guardrails.tighten.cooldown']).toBe('3d')
    expect(constants['assets.USDC.isAdjustable']).toBe(false)
    expect(Object.keys(constants).filter((key) => key.startsWith('models.'))).toHaveLength(Object.keys(models).length)
  })

  it('behavior: the same input gives the same bytes, in whatever order it comes', () => {
    const { snapshot, state, assets } = inputs
    const shuffled = {
      ...inputs,
      snapshot: { ...snapshot, assets: snapshot.assets.toReversed() },
      state: { ...state, assets: state.assets.toReversed(), accounts: state.accounts.toReversed() },
      assets: assets.toReversed(),
    }
    expect(canonicalJson(recommend(inputs))).toBe(canonicalJson(recommendation))
    expect(canonicalJson(recommend(shuffled))).toBe(canonicalJson(recommendation))
  })

  it('behavior: the gate shuts while the fast forecast is above the slow one, on a finding in the last bar, and on bars without a range', () => {
    const wild = syntheticSeries({ asset: 'WBTC', seed: 1, days: 600, dailyVolatility: 0.02, lastFactor: 2 })
    const [wbtc, ...others] = inputs.snapshot.assets as [(typeof inputs.snapshot.assets)[number]]
    for (const change of [{ daily: wild }, { isLastBarFinding: true }, { unreadBars: 1 }]) {
      const shut = recommend({ ...inputs, snapshot: { ...inputs.snapshot, assets: [{ ...wbtc, ...change }, ...others] } })
      expect(of('WBTC', shut).direction).not.toBe('loosen')
      expect(of('WBTC', shut).cuts.some(({ guardrail }) => guardrail === 'loosenGate')).toBe(true)
    }
  })

  it('behavior: implied volatility is in the reasons with its figure; alone it shuts the gate and does not open it', () => {
    const [wbtc, ...others] = inputs.snapshot.assets as [(typeof inputs.snapshot.assets)[number]]
    const impliedModels = { ...models, volatilityModels: ['logHarImplied' as const] }
    const run = (daily: BarSeries, lastAnnual: number) => {
      const ranges = rangeVariances(daily, 20)
      // Each value but the last says what came the day after: nothing knows more than that, so the regression believes it.
      const annual = daily.close.map((_, day) => {
        const next = ranges[day + 1]
        return next === undefined ? lastAnnual : Math.sqrt(365 * next)
      })
      const implied = { source: 'dvol', horizonDays: 30, openTimesMs: daily.openTimesMs.slice(-400), annual: annual.slice(-400) }
      const snapshot = { ...inputs.snapshot, assets: [{ ...wbtc, daily, implied }, ...others] }
      const { reasons } = of('WBTC', recommend({ ...inputs, models: impliedModels, snapshot }))
      const figuresOf = (code: string) => reasons.find((reason) => reason.code === code)?.figures ?? {}
      const textOf = (code: string) => reasons.find((reason) => reason.code === code)?.text
      const { combinedDaily = Number.NaN, slowDaily = Number.NaN } = figuresOf('volatilityForecast')
      const { isOpen } = figuresOf('looseningGate')
      return { implied: figuresOf('impliedVolatility'), figuresOf, textOf, isFast: combinedDaily > slowDaily, slowDaily, isOpen }
    }
    const quiet = syntheticSeries({ asset: 'WBTC', seed: 1, days: 600, dailyVolatility: 0.03, lastFactor: 0.5 })
    const wild = syntheticSeries({ asset: 'WBTC', seed: 1, days: 600, dailyVolatility: 0.02, lastFactor: 2 })

    const agreed = run(quiet, 0.25)
    expect(agreed).toMatchObject({ isFast: false, isOpen: 1 })
    expect(agreed.textOf('impliedVolatility')).toMatch(/25\.00 % a year by dvol, 1\.31 % a day; 400 days of it were fitted/)
    expect(agreed.implied).toMatchObject({ impliedAnnual: 0.25, days: 400, horizonDays: 30 })

    const alarmed = run(quiet, 2)
    expect(alarmed).toMatchObject({ isFast: true, isOpen: 0 })
    expect(alarmed.implied.withoutDaily).toBeLessThan(alarmed.slowDaily)

    const soothed = run(wild, 0.1)
    expect(soothed).toMatchObject({ isFast: false, isOpen: 0 })
    expect(soothed.implied.withoutDaily).toBeGreaterThan(soothed.slowDaily)
    expect(soothed.textOf('looseningGate')).toContain('the 1-day volatility forecast without implied volatility is')
  })

  it('behavior: an asset whose series an estimator refuses keeps its parameters, with the reason, and stops nobody', () => {
    const flat = { ...syntheticSeries({ asset: 'WBTC', seed: 1, days: 600, dailyVolatility: 0 }) }
    const short = syntheticSeries({ asset: 'WBTC', seed: 1, days: 300, dailyVolatility: 0.03 })
    for (const daily of [flat, short]) {
      const snapshot = snapshotOf([{ asset: 'WBTC', daily }, ...inputs.snapshot.assets.filter(({ asset }) => asset !== 'WBTC')])
      const result = recommend({ ...inputs, snapshot })
      expect(codes('WBTC', result).at(-1)).toBe('modelFailed')
      expect(of('WBTC', result).target).toBeNull()
      expect(of('WETH', result)).toEqual(of('WETH'))
    }
  })

  it('behavior: parameters that the data do not tell apart are held, and histories that are refused are counted, by name', () => {
    const daily = syntheticSeries({ asset: 'WBTC', seed: 1, days: 600, dailyVolatility: 0.03 })
    // Returns of one size and either sign in the fitted window: alpha and beta of a GARCH say the same.
    const swing = daily.close.at(-130) as number
    const close = daily.close.map((value, day) => (day < 470 ? value : day % 2 === 0 ? swing : 1.03 * swing))
    const swinging = { ...daily, open: close, high: close.map((c) => c * 1.01), low: close.map((c) => c * 0.99), close }
    const snapshot = snapshotOf([
      { asset: 'WBTC', daily: swinging },
      ...inputs.snapshot.assets.filter(({ asset }) => asset !== 'WBTC'),
    ])
    const held = parse(
      modelConfigSchema,
      {
        scenarioCount: 100,
        bandDraws: 40,
        volatilityModels: ['garch', 'ewma94'],
        volatilityWindowDays: 120,
        volatilityWeights: 'equal',
      },
      'Models',
    )
    const band = of('WBTC', recommend({ ...inputs, models: held, snapshot })).reasons.find(({ code }) => code === 'targetBand')
    expect(band?.text).toMatch(
      /^Over 40 other histories .* The data do not distinguish the parameters of garch, so they are held fixed\.$/,
    )
    const forecasts = new Map(
      inputs.snapshot.assets.map((data): [string, AssetForecast] => {
        const forecast = assetForecast(data, models)
        if (!forecast.isModelled) return [data.asset, forecast]
        const { tail, protection } = forecast.draws
        return [data.asset, { ...forecast, draws: { tail: tail.subarray(3), protection: protection.subarray(3) } }]
      }),
    )
    const fewer = of('WETH', recommend({ ...inputs, forecasts })).reasons.find(({ code }) => code === 'targetBand')
    expect(fewer?.text).toMatch(/^Over 37 other histories .* The tail estimator refused 3 more\.$/)
    expect(fewer?.figures.histories).toBe(37)
  })

  it('behavior: no data at all and no positions give a recommendation to keep everything', () => {
    const result = recommend({ ...inputs, snapshot: snapshotOf([]), state: { ...inputs.state, accounts: [] } })
    expect(changes(result)).toEqual([])
    expect(result.scenarios).toMatchObject({ liquidatedUsdCurrent: 0, correlation: { assets: [], matrix: [] } })
  })

  it('behavior: a configured asset that is no reserve is named, and changes nothing else', () => {
    const gone = { asset: 'DOGE', isAdjustable: true, feedDeviationBps: 50 }
    const { constants: _, ...result } = recommend(inputs)
    const { constants, ...withGone } = recommend({ ...inputs, assets: [...inputs.assets, gone] })
    expect(withGone).toEqual({ ...result, notListed: ['DOGE'] })
    expect(constants['assets.DOGE.isAdjustable']).toBe(true)
  })

  it('behavior: where somebody owes and no asset is modelled, what rests on moving prices is not computed', () => {
    for (const assets of [[], inputs.snapshot.assets.map(({ asset }) => ({ asset, daily: null }))]) {
      const result = recommend({ ...inputs, snapshot: snapshotOf(assets) })
      expect(recommendationSchema.parse(result)).toEqual(result)
      expect(result.scenarios).toMatchObject({ liquidatedUsdCurrent: null, liquidatedUsdProposed: null, badDebt: null })
      expect(result.insuranceFund).toEqual({ notComputed: 'no asset is modelled, so no price moves' })
    }
  })

  it('error: InconsistentStateError', () => {
    const { snapshot, state } = inputs
    const refuse = (change: Partial<RecommendInputs>) => () => recommend({ ...inputs, ...change })
    const other = { ...snapshot, market: 'other-market' as typeof snapshot.market }
    expect(refuse({ snapshot: other })).toThrow(InconsistentStateError)
    expect(refuse({ snapshot: { ...snapshot, assets: [...snapshot.assets, ...snapshot.assets] } })).toThrow(/twice/)
    expect(refuse({ assets: [{ asset: 'DOGE', isAdjustable: true, feedDeviationBps: 50 }] })).toThrow(/DOGE/)
    expect(refuse({ state: { ...state, assets: [...state.assets, ...state.assets] } })).toThrow(/twice/)
  })

  it('property: every recommendation from random snapshots and states obeys every guardrail and is finite', () => {
    const quick = parse(
      modelConfigSchema,
      {
        scenarioCount: 100,
        minimumDays: 121,
        volatilityWindowDays: 120,
        volatilityWeights: 'equal',
        bandDraws: 20,
        slippage: 0.01,
        bonusFloor: 0.02,
      },
      'Test models',
    )
    let moved = 0
    const drawn = fc.tuple(marketStates, guardrailConfigs).chain(([state, guardrails]) => {
      const data = state.assets.map(({ asset }) =>
        fc.record({
          asset: fc.constant(asset),
          seed: fc.nat(1_000),
          days: fc.constantFrom(60, 125, 130, 200),
          dailyVolatility: fc.constantFrom(0, 0.001, 0.02, 0.05, 0.5, 5),
          lastFactor: fc.constantFrom(0, 0.3, 1, 4),
          isSingleSource: fc.boolean(),
          isLastBarFinding: fc.boolean(),
          isExcluded: fc.constantFrom(false, false, false, true),
          isAdjustable: fc.constantFrom(true, true, true, false),
          feedDeviationBps: fc.nat(300),
        }),
      )
      return fc.tuple(...data).map((assets) => ({ state, guardrails, assets }))
    })
    fc.assert(
      fc.property(drawn, ({ state, guardrails, assets }) => {
        const snapshot = snapshotOf(
          assets.map(({ isExcluded, isSingleSource, isLastBarFinding, ...series }) => ({
            asset: series.asset,
            daily: isExcluded ? null : syntheticSeries(series),
            isSingleSource,
            isLastBarFinding,
          })),
        )
        const result = recommend({ snapshot, state, models: quick, guardrails, assets })
        // Canonical JSON refuses what is not finite.
        expect(parse(recommendationSchema, JSON.parse(canonicalJson(result)), 'Recommendation')).toEqual(result)
        const guarded = guardedAssets({ snapshot, models: quick, assets })
        expect(violations({ state, recommendation: result, guardrails, assets: guarded })).toEqual([])
        moved += Number(changes(result).length > 0)
      }),
      { seed: SEED, numRuns: runs(300) },
    )
    expect(moved).toBeGreaterThan(runs(30))
  })
})
