import { COLLATERAL_PARAMETERS, type Parameter } from '../../../models/policy/collateral/parameter.js'
import { describe, expect, it } from '@jest/globals'
import { parse } from '../../../core/schemas/parse.js'
import { bps } from '../../../core/units/bps.js'
import { marketIdSchema } from '../../../core/units/marketId.js'
import type { ReplayImplied, ReplayInput } from '../../../models/backtest/replayInput.js'
import { replayPolicy } from '../../../models/backtest/replayPolicy.js'
import { snapshotAt } from '../../../models/backtest/snapshotAt.js'
import type { ReplayStep } from '../../../models/backtest/startReplay.js'
import type { BarSeries } from '../../../models/data/barSeries.js'
import { impliedLimitsSchema } from '../../../models/data/impliedConfig.js'
import { InvalidParameterError, InvalidSeriesValueError } from '../../../models/errors.js'
import { guardrailConfigSchema } from '../../../models/policy/collateral/guardrailConfig.js'
import { modelConfigSchema } from '../../../models/policy/modelConfig.js'
import { qualityConfigSchema } from '../../../models/quality/qualityConfig.js'
import { dailySeries } from '../../support/dailySeries.js'

const DAY_MS = 86_400_000
const FROM_MS = Date.parse('2020-01-01') + 220 * DAY_MS
const daily = (asset: string, seed: number) => {
  const series = dailySeries({ asset, seed, days: 300, volatility: (day) => (day < 240 ? 0.02 : 0.06) })
  return [series, { ...series, source: 'two' }]
}
const initial = { ltvBps: bps(7_500), ltBps: bps(7_800), lbBps: bps(10_500) }
const input: ReplayInput = {
  market: parse(marketIdSchema, 'replay', 'Market'),
  models: parse(modelConfigSchema, { minimumDays: 150, volatilityWindowDays: 150, bandDraws: 20, scenarioCount: 100 }, 'Models'),
  guardrails: parse(guardrailConfigSchema, {}, 'Guardrails'),
  quality: parse(qualityConfigSchema, { minimumDays: 150, windowDays: 150 }, 'Quality'),
  assets: ['AAA', 'BBB'].map((asset, i) => ({
    asset,
    isAdjustable: true,
    feedDeviationBps: 50,
    series: daily(asset, i + 1),
    initial,
  })),
  fromMs: FROM_MS,
  toMs: FROM_MS + 60 * DAY_MS,
  every: '1d',
  executionDelay: '2d',
}
const steps = [...replayPolicy(input)]

/** Put NaN into every figure of the bars that are not closed by an instant. */
function poison(series: BarSeries, atMs: number): BarSeries {
  const blind = (column: number[]) =>
    column.map((value, i) => ((series.openTimesMs[i] as number) + DAY_MS <= atMs ? value : Number.NaN))
  const { open, high, low, close, volumeUsd } = series
  return { ...series, open: blind(open), high: blind(high), low: blind(low), close: blind(close), volumeUsd: blind(volumeUsd) }
}

/** Implied volatility near what the bars are drawn with, and a replay that reads it. */
const impliedOf = ({ asset, openTimesMs }: BarSeries): ReplayImplied => ({
  limits: impliedLimitsSchema.parse({}),
  series: {
    asset,
    source: 'dvol',
    measure: 'percentAnnualised',
    horizonDays: 30,
    knownAtMs: openTimesMs.map((openTimeMs) => openTimeMs + DAY_MS),
    values: openTimesMs.map((_, day) => 100 * Math.sqrt(365) * ((day < 235 ? 0.02 : 0.05) + 0.001 * Math.sin(day))),
  },
})
const optioned: ReplayInput = {
  ...input,
  // Without a floor the bonus shows every change of the fast forecast.
  models: { ...input.models, bonusFloor: 0, volatilityModels: ['logHarImplied', 'riskMetrics2006'] },
  assets: input.assets.map((asset) => ({ ...asset, implied: [impliedOf(asset.series[0] as BarSeries)] })),
}
const withOptions = [...replayPolicy(optioned)]

function poisonImplied({ series, limits }: ReplayImplied, atMs: number): ReplayImplied {
  const values = series.values.map((value, i) => ((series.knownAtMs[i] as number) <= atMs ? value : Number.NaN))
  return { limits, series: { ...series, values } }
}

function of(asset: string, from: readonly ReplayStep[] = steps) {
  return from.map(({ atMs, assets }) => {
    const found = assets.find((entry) => entry.asset === asset)
    if (found === undefined) throw new Error(`${asset} is missing`)
    return { atMs, ...found }
  })
}

describe('replayPolicy', () => {
  it('default: one step a day, and the policy moves', () => {
    expect(steps.map(({ atMs }) => atMs)).toEqual(Array.from({ length: 61 }, (_, i) => FROM_MS + i * DAY_MS))
    expect(of('AAA')[0]?.parameters).toEqual(initial)
    expect(of('AAA').filter(({ isChanged }) => isChanged).length).toBeGreaterThan(3)
  })

  it('behavior: no step reads what is not closed by then: a future of NaN changes nothing, up to the last day', () => {
    for (const lastDay of [0, 17, 60]) {
      const toMs = FROM_MS + lastDay * DAY_MS
      const assets = input.assets.map((asset) => ({ ...asset, series: asset.series.map((bars) => poison(bars, toMs)) }))
      expect([...replayPolicy({ ...input, assets, toMs })]).toEqual(steps.slice(0, lastDay + 1))
    }
  })

  it('behavior: the poison is real: one day further the replay meets it', () => {
    const assets = input.assets.map((asset) => ({ ...asset, series: asset.series.map((bars) => poison(bars, FROM_MS)) }))
    expect(() => [...replayPolicy({ ...input, assets, executionDelay: null, toMs: FROM_MS + DAY_MS })]).toThrow(
      InvalidSeriesValueError,
    )
  })

  it('behavior: no step reads implied volatility that is not known by then, up to the last day', () => {
    for (const lastDay of [0, 17, 60]) {
      const toMs = FROM_MS + lastDay * DAY_MS
      const assets = optioned.assets.map((asset) => ({
        ...asset,
        implied: asset.implied?.map((one) => poisonImplied(one, toMs)) ?? [],
      }))
      expect([...replayPolicy({ ...optioned, assets, toMs })]).toEqual(withOptions.slice(0, lastDay + 1))
    }
  })

  it('behavior: implied volatility is read: it changes the path, and one day further the poison shuts it out', () => {
    const at = { ...optioned, fromMs: FROM_MS + 30 * DAY_MS, toMs: FROM_MS + 30 * DAY_MS }
    const assets = optioned.assets.map((asset) => ({
      ...asset,
      implied: asset.implied?.map((one) => poisonImplied(one, at.toMs - 1)) ?? [],
    }))
    const [clean, poisoned] = [snapshotAt(at, at.toMs), snapshotAt({ ...at, assets }, at.toMs)]
    expect(clean.assets.every(({ implied }) => implied !== undefined)).toBe(true)
    expect(poisoned.assets.every(({ implied }) => implied === undefined)).toBe(true)
    const logHar = { ...at, models: { ...at.models, volatilityModels: ['logHar' as const, 'riskMetrics2006' as const] } }
    expect([...replayPolicy({ ...at, assets })]).toEqual([...replayPolicy(logHar)])
    expect([...replayPolicy(at)]).not.toEqual([...replayPolicy(logHar)])
  })

  it('behavior: steps and cooldowns hold on the path that is executed', () => {
    for (const asset of ['AAA', 'BBB']) {
      const path = of(asset)
      const changedAtMs = new Map<string, number>()
      for (const [i, step] of path.entries()) {
        const before = path[i - 1]
        if (before === undefined || !step.isChanged) {
          if (before !== undefined) expect(step.parameters).toEqual(before.parameters)
          continue
        }
        const move = step.parameters.ltBps - before.parameters.ltBps
        expect(move).toBeLessThanOrEqual(100)
        expect(move).toBeGreaterThanOrEqual(-200)
        for (const [name, { tighter }] of Object.entries(COLLATERAL_PARAMETERS)) {
          const moved = step.parameters[name as Parameter] - before.parameters[name as Parameter]
          if (moved === 0) continue
          const isLooser = tighter === 'lower' ? moved > 0 : moved < 0
          // Decided two days before it was executed, when the cooldown had to be over: of its own last change, or of any where it loosens.
          const last = isLooser
            ? Math.max(-Infinity, ...[...changedAtMs.values()].filter((at) => at < step.atMs))
            : (changedAtMs.get(name) ?? -Infinity)
          const waited = step.atMs - 2 * DAY_MS - last
          expect(waited).toBeGreaterThanOrEqual((isLooser ? 7 : 3) * DAY_MS)
          changedAtMs.set(name, step.atMs)
        }
      }
      expect(changedAtMs.size).toBeGreaterThan(0)
    }
  })

  it('behavior: without a delay a recommendation is executed in its own step', () => {
    const moved = steps.findIndex(({ assets }) => assets.some(({ isChanged }) => isChanged))
    const fromMs = FROM_MS + (moved - 2) * DAY_MS
    const [atOnce] = [...replayPolicy({ ...input, executionDelay: null, fromMs, toMs: fromMs })]
    const parametersOf = (step: ReplayStep | undefined) => step?.assets.map(({ parameters }) => parameters)
    expect(parametersOf(atOnce)).toEqual(parametersOf(steps[moved]))
    expect(atOnce?.assets.some(({ isChanged }) => isChanged)).toBe(true)
  })

  it('behavior: an asset that is not adjustable keeps its parameters', () => {
    const assets = input.assets.map((asset) => ({ ...asset, isAdjustable: asset.asset === 'BBB' }))
    const path = of('AAA', [...replayPolicy({ ...input, assets, toMs: FROM_MS + 10 * DAY_MS })])
    expect(path.every(({ parameters, target }) => parameters === initial && target === null)).toBe(true)
  })

  it('behavior: the closes that steps hand on are each bar once, in order', () => {
    const openTimesMs = of('AAA').flatMap(({ closes }) => closes.openTimesMs)
    expect(openTimesMs).toEqual(Array.from({ length: 280 }, (_, day) => Date.parse('2020-01-01') + day * DAY_MS))
  })

  it('behavior: between two decisions, what was signed is in force from its execution on', () => {
    const weekly = [...replayPolicy({ ...input, every: '7d', fromMs: FROM_MS + 20 * DAY_MS })]
    const changed = of('AAA', weekly).filter(({ isChanged }) => isChanged)
    expect(changed.length).toBeGreaterThan(0)
    for (const { atMs, inForceSinceMs } of changed) expect(atMs - inForceSinceMs).toBe(5 * DAY_MS)
    const [first] = of('AAA', weekly)
    expect(first?.inForceSinceMs).toBe(FROM_MS + 20 * DAY_MS)
  })

  it('error: InvalidParameterError', () => {
    expect(() => [...replayPolicy({ ...input, toMs: FROM_MS - 1 })]).toThrow(InvalidParameterError)
    expect(() => [...replayPolicy({ ...input, every: '1s' })]).toThrow(InvalidParameterError)
  })
})
