import { computeBacktest } from '../../activities/compute/computeBacktest.js'
import { createComputePool } from '../../activities/compute/createComputePool.js'
import type { AssetBacktest } from '../../models/backtest/backtestResult.js'
import { initialParameters } from '../../models/backtest/initialParameters.js'
import { marketIdSchema } from '../../core/units/marketId.js'
import { guardrailConfigSchema } from '../../models/policy/collateral/guardrailConfig.js'
import { modelConfigSchema } from '../../models/policy/modelConfig.js'
import { qualityConfigSchema } from '../../models/quality/qualityConfig.js'
import { type Measure, unjudged } from '../measure.js'
import { JUDGED, venueBars } from './marketData.js'

/** From where hourly prices begin, and where they end. */
const FROM_MS = Date.parse('2021-05-01T00:00:00Z')
const TO_MS = Date.parse('2023-12-30T00:00:00Z')

/** Replay the whole default policy, guardrails, cooldowns, a day to sign and a two-day timelock included, and compare it with constants. */
export async function measure(): Promise<readonly Measure[]> {
  const policy = {
    market: marketIdSchema.parse('bench'),
    models: modelConfigSchema.parse({}),
    guardrails: guardrailConfigSchema.parse({}),
    quality: qualityConfigSchema.parse({}),
    fromMs: FROM_MS,
    every: '1d',
  }
  const candidates = JUDGED.map((asset) => {
    const bars = venueBars(asset, '1d')
    // The second source is the same venue under another name: what is measured is the policy, not the quality of sources.
    return { asset, isAdjustable: true, feedDeviationBps: 50, series: [bars, { ...bars, source: 'venue again' }] }
  })
  const start = initialParameters({ ...policy, assets: candidates })
  const assets = candidates.flatMap((candidate) => {
    const initial = start.get(candidate.asset) ?? null
    return initial === null ? [] : [{ ...candidate, initial }]
  })
  const hourly = new Map(JUDGED.map((asset) => [asset as string, venueBars(asset, '1h')]))
  const compute = createComputePool()
  const input = { ...policy, assets, hourly, toMs: TO_MS, executionDelay: '3d' }
  const { assets: found } = await computeBacktest({ compute, input }).finally(() => compute.close())
  return found.flatMap(rowsOf)
}

function rowsOf({
  asset,
  meanLtvBps,
  badDebtBps,
  badDebtBand,
  staticBadDebtBps,
  ratio,
  ratioBand,
  procyclicality,
}: AssetBacktest): Measure[] {
  const banded = (value: number, band: { p05: number; p95: number }) => ({ value, range: { min: band.p05, max: band.p95 } })
  return [
    unjudged({ name: `whole policy ${asset}: mean LTV`, unit: '%', value: meanLtvBps / 100 }),
    unjudged({ name: `whole policy ${asset}: bad debt`, unit: 'bps', value: banded(badDebtBps, badDebtBand) }),
    unjudged({ name: `whole policy ${asset}: bad debt of the constant of the same means`, unit: 'bps', value: staticBadDebtBps }),
    ...(ratio === null || ratioBand === null
      ? []
      : [unjudged({ name: `whole policy ${asset}: over the constant`, unit: 'x', value: banded(ratio, ratioBand) })]),
    unjudged({ name: `whole policy ${asset}: peak to trough of 1 - LT`, unit: 'x', value: procyclicality.peakToTrough }),
    unjudged({
      name: `whole policy ${asset}: largest rise of 1 - LT in 5 days`,
      unit: '%',
      value: 100 * procyclicality.largestFiveDayIncrease,
    }),
  ]
}
