import { describe, expect, it } from '@jest/globals'
import { parse } from '../../../core/schemas/parse.js'
import { bps } from '../../../core/units/bps.js'
import { marketIdSchema } from '../../../core/units/marketId.js'
import { type BacktestInput, backtestMarket } from '../../../models/backtest/backtestMarket.js'
import { type BacktestResult, backtestResultSchema } from '../../../models/backtest/backtestResult.js'
import { guardrailConfigSchema } from '../../../models/policy/collateral/guardrailConfig.js'
import { modelConfigSchema } from '../../../models/policy/modelConfig.js'
import { qualityConfigSchema } from '../../../models/quality/qualityConfig.js'
import { SeriesTooShortError } from '../../../models/errors.js'
import { dailySeries } from '../../support/dailySeries.js'
import { expectClose } from '../../support/expectClose.js'

const DAY_MS = 86_400_000
const FROM_MS = Date.parse('2020-01-01') + 200 * DAY_MS
const series = dailySeries({ asset: 'AAA', days: 320, volatility: (day) => (day < 230 ? 0.02 : 0.07) })
const input: BacktestInput = {
  market: parse(marketIdSchema, 'replay', 'Market'),
  models: parse(
    modelConfigSchema,
    { minimumDays: 150, volatilityWindowDays: 150, bandDraws: 20, scenarioCount: 100, tailProbability: 0.95 },
    'Models',
  ),
  guardrails: parse(guardrailConfigSchema, {}, 'Guardrails'),
  quality: parse(qualityConfigSchema, { minimumDays: 150, windowDays: 150 }, 'Quality'),
  assets: [
    {
      asset: 'AAA',
      isAdjustable: true,
      feedDeviationBps: 50,
      series: [series, { ...series, source: 'two' }],
      initial: { ltvBps: bps(8_000), ltBps: bps(8_600), lbBps: bps(10_500) },
    },
  ],
  fromMs: FROM_MS,
  toMs: FROM_MS + 110 * DAY_MS,
  every: '1d',
  executionDelay: '2d',
}

function run(change: Partial<BacktestInput> = {}): BacktestResult {
  const walk = backtestMarket({ ...input, ...change })
  for (;;) {
    const next = walk.next()
    if (next.done === true) return next.value
  }
}

describe('backtestMarket', () => {
  const result = run()
  const [asset] = result.assets

  it('default: a result of its schema, the same each time', () => {
    expect(parse(backtestResultSchema, structuredClone(result), 'Result')).toEqual(result)
    expect(run()).toEqual(result)
    expect(result.isSynthetic).toBe(true)
    expect(asset?.path).toHaveLength(111)
    expect(asset?.badDebtBps).toBeGreaterThan(0)
    expect(asset?.coverage.map(({ probability }) => probability)).toEqual([0.95, 0.975, 0.99])
  })

  it('behavior: progress counts the decisions', () => {
    const walk = backtestMarket({ ...input, toMs: FROM_MS + 40 * DAY_MS })
    expect(walk.next().value).toEqual({ step: 1, steps: 41, atMs: FROM_MS })
  })

  it('behavior: every constant carries a band around it, wider where more is lost', () => {
    const frontier = asset?.frontier ?? []
    expect(frontier.length).toBeGreaterThan(40)
    for (const { badDebtBps, badDebtBand } of frontier) {
      expect(badDebtBand.p05).toBeLessThanOrEqual(badDebtBand.p50)
      expect(badDebtBand.p50).toBeLessThanOrEqual(badDebtBand.p95)
      expect(badDebtBand.p95).toBeGreaterThanOrEqual(0.5 * badDebtBps)
    }
    const last = frontier.at(-1)
    expect(last?.badDebtBps).toBeGreaterThan(frontier[0]?.badDebtBps as number)
    expect(last?.badDebtBand.p95).toBeGreaterThan(last?.badDebtBand.p05 as number)
  })

  it("behavior: cohorts borrow at the policy's own loan-to-value and pay its own bonus", () => {
    const [one] = input.assets
    if (one === undefined) throw new Error('no asset')
    const still = { guardrails: { ...input.guardrails, minimumMoveBps: 10_000 } }
    const of = (initial: typeof one.initial) => run({ ...still, assets: [{ ...one, initial }] }).assets[0]
    const low = of({ ltvBps: bps(5_000), ltBps: bps(8_600), lbBps: bps(10_500) })
    expectClose(low?.meanLtvBps as number, 5_000, 1e-12)
    expectClose(low?.meanLtBps as number, 8_600, 1e-12)
    expect(low?.badDebtBps).toBeLessThan(asset?.badDebtBps as number)
    const high = of({ ltvBps: bps(8_000), ltBps: bps(8_600), lbBps: bps(10_500) })
    const dear = of({ ltvBps: bps(8_000), ltBps: bps(8_600), lbBps: bps(11_000) })
    expectClose(dear?.meanLbBps as number, 11_000, 1e-12)
    expect(dear?.badDebtBps).toBeGreaterThan(high?.badDebtBps as number)
  })

  it('behavior: a bad print that the quality stage replaces liquidates nobody and is no violation', () => {
    const day = 260
    const spike = (column: number[]) => column.map((value, i) => (i === day ? value * 0.3 : value))
    const bad = { ...series, low: spike(series.low), close: spike(series.close), open: series.open }
    const assets = input.assets.map((one) => ({
      ...one,
      series: [bad, { ...series, source: 'two' }, { ...series, source: 'three' }],
    }))
    const [seen] = run({ assets }).assets
    expect(seen?.badDebtBps).toBeGreaterThan(0)
    expect(seen?.coverage).toEqual(asset?.coverage)
    expectClose(seen?.badDebtBps as number, asset?.badDebtBps as number, 1e-9)
  })

  it('behavior: a policy that never moves is its own static threshold', () => {
    const still = run({ guardrails: { ...input.guardrails, minimumMoveBps: 10_000 } }).assets[0]
    expect(still?.changes).toEqual({ tightened: 0, loosened: 0 })
    expectClose(still?.meanLtBps as number, 8_600, 1e-12)
    expectClose(still?.badDebtBps as number, still?.staticBadDebtBps as number, 1e-9)
    expectClose(still?.frontier.find(({ ltBps }) => ltBps === 8_600)?.badDebtBps as number, still?.badDebtBps as number, 1e-9)
    expect(still?.procyclicality).toEqual({ peakToTrough: 1, largestFiveDayIncrease: 0 })
  })

  it('behavior: hourly bars take the place of daily ones where they are given', () => {
    const openTimesMs = Array.from({ length: 320 * 24 }, (_, hour) => (series.openTimesMs[0] as number) + hour * 3_600_000)
    const flat = openTimesMs.map(() => 100)
    const hourly = {
      ...series,
      interval: '1h' as const,
      openTimesMs,
      open: flat,
      high: flat,
      low: flat,
      close: flat,
      volumeUsd: flat,
    }
    const [seen] = run({ hourly: new Map([['AAA', hourly]]) }).assets
    expect(seen?.barHours).toBe(1)
    expect(seen?.badDebtBps).toBe(0)
    expect(seen?.ratio).toBeNull()
  })

  it('error: SeriesTooShortError where a cohort does not fit, or an asset has no bars', () => {
    expect(() => run({ toMs: FROM_MS + 20 * DAY_MS })).toThrow(SeriesTooShortError)
    const assets = input.assets.map((one) => ({ ...one, series: [] }))
    expect(() => run({ assets, toMs: FROM_MS })).toThrow(SeriesTooShortError)
  })
})
