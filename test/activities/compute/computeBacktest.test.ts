import { describe, expect, it } from '@jest/globals'
import { join } from 'node:path'
import { computeBacktest } from '../../../activities/compute/computeBacktest.js'
import { createComputePool } from '../../../activities/compute/createComputePool.js'
import { inlineCompute } from '../../../activities/compute/inlineCompute.js'
import { projectRoot } from '../../../activities/process/projectRoot.js'
import { canonicalJson } from '../../../core/canonicalJson.js'
import { parse } from '../../../core/schemas/parse.js'
import { bps } from '../../../core/units/bps.js'
import { marketIdSchema } from '../../../core/units/marketId.js'
import { type BacktestInput, backtestMarket } from '../../../models/backtest/backtestMarket.js'
import { guardrailConfigSchema } from '../../../models/policy/collateral/guardrailConfig.js'
import { modelConfigSchema } from '../../../models/policy/modelConfig.js'
import { qualityConfigSchema } from '../../../models/quality/qualityConfig.js'
import { InvalidSeriesValueError } from '../../../models/errors.js'
import { dailySeries } from '../../support/dailySeries.js'

const DAY_MS = 86_400_000
const FROM_MS = Date.parse('2020-01-01') + 200 * DAY_MS
const entry = join(projectRoot(), 'dist', 'activities', 'compute', 'computeWorker.js')
const input: BacktestInput = {
  market: parse(marketIdSchema, 'replay', 'Market'),
  models: parse(modelConfigSchema, { minimumDays: 150, volatilityWindowDays: 150, bandDraws: 20 }, 'Models'),
  guardrails: parse(guardrailConfigSchema, {}, 'Guardrails'),
  quality: parse(qualityConfigSchema, { minimumDays: 150, windowDays: 150 }, 'Quality'),
  assets: ['AAA', 'BBB'].map((asset, i) => {
    const series = dailySeries({ asset, seed: i + 1, days: 260, volatility: (day) => (day < 215 ? 0.02 : 0.06) })
    return {
      asset,
      isAdjustable: true,
      feedDeviationBps: 50,
      series: [series, { ...series, source: 'two' }],
      initial: { ltvBps: bps(7_500), ltBps: bps(7_800), lbBps: bps(10_500) },
    }
  }),
  fromMs: FROM_MS,
  toMs: FROM_MS + 45 * DAY_MS,
  every: '1d',
  executionDelay: '2d',
}

function inOneThread(): string {
  const walk = backtestMarket(input)
  for (;;) {
    const next = walk.next()
    if (next.done === true) return canonicalJson(next.value)
  }
}

describe('computeBacktest', () => {
  it('default: the bytes of backtestMarket, whatever the number of threads; progress counts the decisions', async () => {
    const expected = inOneThread()
    for (const threads of [1, 3]) {
      const compute = createComputePool({ threads, entry })
      const told: number[] = []
      const result = await computeBacktest({ compute, input, onProgress: ({ step }) => told.push(step) }).finally(() =>
        compute.close(),
      )
      expect(canonicalJson(result)).toBe(expected)
      expect(told).toEqual(Array.from({ length: 46 }, (_, i) => i + 1))
    }
    expect(canonicalJson(await computeBacktest({ compute: inlineCompute(), input }))).toBe(expected)
  })

  it('behavior: an abort ends it with its reason', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const run = computeBacktest({
      compute: inlineCompute(),
      input,
      signal: controller.signal,
      onProgress: ({ step }) => {
        if (step === 3) controller.abort(reason)
      },
    })
    await expect(run).rejects.toBe(reason)
  })

  it('error: InvalidSeriesValueError, as in one thread', async () => {
    const assets = input.assets.map((asset) => ({
      ...asset,
      series: asset.series.map((bars) => ({ ...bars, close: bars.close.map((value, i) => (i === 220 ? Number.NaN : value)) })),
    }))
    await expect(computeBacktest({ compute: inlineCompute(), input: { ...input, assets } })).rejects.toThrow(
      InvalidSeriesValueError,
    )
  })
})
