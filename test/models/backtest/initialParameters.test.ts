import { describe, expect, it } from '@jest/globals'
import { parse } from '../../../core/schemas/parse.js'
import { marketIdSchema } from '../../../core/units/marketId.js'
import { initialParameters } from '../../../models/backtest/initialParameters.js'
import { tailCoverage } from '../../../models/backtest/tailCoverage.js'
import { guardrailConfigSchema } from '../../../models/policy/collateral/guardrailConfig.js'
import { modelConfigSchema } from '../../../models/policy/modelConfig.js'
import { qualityConfigSchema } from '../../../models/quality/qualityConfig.js'
import { logReturns } from '../../../models/data/logReturns.js'
import { SeriesTooShortError } from '../../../models/errors.js'
import { dailySeries } from '../../support/dailySeries.js'

const DAY_MS = 86_400_000
const models = parse(
  modelConfigSchema,
  { minimumDays: 150, volatilityWindowDays: 150, bandDraws: 20, tailProbability: 0.975 },
  'Models',
)
const guardrails = parse(guardrailConfigSchema, {}, 'Guardrails')
const input = {
  market: parse(marketIdSchema, 'replay', 'Market'),
  models,
  guardrails,
  quality: parse(qualityConfigSchema, { minimumDays: 150, windowDays: 150 }, 'Quality'),
  fromMs: Date.parse('2020-01-01') + 220 * DAY_MS,
  every: '1d',
}
const assetOf = (asset: string, volatility: number, firstDay = '2020-01-01') => {
  const series = dailySeries({ asset, days: 400, volatility: () => volatility, firstDay })
  return { asset, isAdjustable: true, feedDeviationBps: 50, series: [series, { ...series, source: 'two' }] }
}

describe('initialParameters', () => {
  it('default: what the models ask for, calmer assets more', () => {
    const start = initialParameters({ ...input, assets: [assetOf('CALM', 0.02), assetOf('WILD', 0.06)] })
    expect(start.get('CALM')?.ltBps).toBeGreaterThan(start.get('WILD')?.ltBps as number)
  })

  it('behavior: within the absolute bounds, LTV below the threshold by the buffer', () => {
    const bounds = { ...guardrails.bounds, lt: { ...guardrails.bounds.lt, minBps: guardrails.bounds.lt.maxBps } }
    const start = initialParameters({ ...input, guardrails: { ...guardrails, bounds }, assets: [assetOf('WILD', 0.09)] }).get(
      'WILD',
    )
    expect(start?.ltBps).toBe(bounds.lt.maxBps)
    expect((start?.ltBps ?? 0) - (start?.ltvBps ?? 0)).toBeGreaterThanOrEqual(guardrails.ltvBufferBps)
  })

  it('behavior: an asset that is not modelled then has none', () => {
    const start = initialParameters({ ...input, assets: [assetOf('CALM', 0.02), assetOf('LATE', 0.02, '2020-06-01')] })
    expect(start.get('LATE')).toBeNull()
    expect(start.get('CALM')).not.toBeNull()
  })
})

describe('tailCoverage', () => {
  const closes = Float64Array.from(assetOf('CALM', 0.03).series[0]?.close ?? [])

  it('default: counts the days that were worse than the loss forecast for them', () => {
    const { losses, violations, days, expected, conditionalPValue } = tailCoverage({ closes, from: 160, config: models })
    const returns = logReturns(closes).subarray(160)
    expect({ days, losses: losses.length }).toEqual({ days: 239, losses: 239 })
    expect(violations).toBe([...returns].filter((r, k) => r < -(losses[k] as number)).length)
    expect(expected).toBe(239 * (1 - 0.975))
    expect(conditionalPValue).not.toBeNull()
  })

  it('behavior: with fewer than five expected violations their clustering is not tested', () => {
    expect(tailCoverage({ closes, from: 300, config: models }).conditionalPValue).toBeNull()
  })

  it('error: SeriesTooShortError', () => {
    expect(() => tailCoverage({ closes, from: 20, config: models })).toThrow(SeriesTooShortError)
  })
})
