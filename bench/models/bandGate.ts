import { createComputePool } from '../../activities/compute/createComputePool.js'
import { runChunks } from '../../activities/compute/runChunks.js'
import { marketIdSchema } from '../../core/units/marketId.js'
import { judgeReplay } from '../../models/backtest/backtestMarket.js'
import type { AssetBacktest } from '../../models/backtest/backtestResult.js'
import { decisionTimes } from '../../models/backtest/decisionTimes.js'
import { initialParameters } from '../../models/backtest/initialParameters.js'
import { snapshotAt } from '../../models/backtest/snapshotAt.js'
import { type ReplayStep, startReplay } from '../../models/backtest/startReplay.js'
import { guardrailConfigSchema } from '../../models/policy/collateral/guardrailConfig.js'
import { modelConfigSchema } from '../../models/policy/modelConfig.js'
import { qualityConfigSchema } from '../../models/quality/qualityConfig.js'
import { type Measure, unjudged } from '../measure.js'
import { CHOICES_END_MS, JUDGED, venueBars } from './marketData.js'

const FROM_MS = Date.parse('2020-06-01T00:00:00Z')
const DAY_MS = 86_400_000
const DAYS_AT_ONCE = 16
const BAND_GATES = ['none', 'loosening', 'all'] as const

/**
 * Replay the whole default policy before 2023, where choices are made, under each setting of `guardrails.bandGate`: when a target's band has to
 * exclude the present value before it moves.
 *
 * Liquidations are seen by daily closes, since hourly ones begin later. Forecasts know nothing of guardrails: they are computed once.
 */
export async function measure(): Promise<readonly Measure[]> {
  const models = modelConfigSchema.parse({})
  const history = {
    market: marketIdSchema.parse('bench'),
    models,
    quality: qualityConfigSchema.parse({}),
    fromMs: FROM_MS,
    every: '1d',
  }
  const candidates = JUDGED.map((asset) => {
    const bars = venueBars(asset, '1d')
    // The second source is the same venue under another name: what is measured is the policy, not the quality of sources.
    return { asset, isAdjustable: true, feedDeviationBps: 50, series: [bars, { ...bars, source: 'venue again' }] }
  })
  const replays = BAND_GATES.map((bandGate) => {
    const guardrails = guardrailConfigSchema.parse({ bandGate })
    const start = initialParameters({ ...history, guardrails, assets: candidates })
    const assets = candidates.flatMap((candidate) => {
      const initial = start.get(candidate.asset) ?? null
      return initial === null ? [] : [{ ...candidate, initial }]
    })
    const input = { ...history, guardrails, assets, toMs: CHOICES_END_MS - DAY_MS, executionDelay: '3d' }
    return { bandGate, input, decide: startReplay(input), steps: [] as ReplayStep[] }
  })
  const [{ input } = { input: null }] = replays
  if (input === null) return []
  const compute = createComputePool()
  try {
    const times = decisionTimes(input)
    for (let day = 0; day < times.length; day += DAYS_AT_ONCE) {
      const snapshots = times.slice(day, day + DAYS_AT_ONCE).map((atMs) => ({ atMs, snapshot: snapshotAt(input, atMs) }))
      const inputs = snapshots.flatMap(({ snapshot }) => snapshot.assets.map((data) => ({ data, models })))
      const found = await runChunks({ pool: compute, name: 'assetForecast', inputs })
      for (const { atMs, snapshot } of snapshots) {
        const forecasts = new Map(snapshot.assets.map((data) => [data.asset, found.shift() as (typeof found)[number]]))
        for (const { decide, steps } of replays) steps.push(decide({ atMs, snapshot, forecasts }))
      }
    }
  } finally {
    await compute.close()
  }
  return replays.flatMap(({ bandGate, input, steps }) =>
    judgeReplay(input, steps).assets.flatMap((asset) => rowsOf(`band gate ${bandGate}, ${asset.asset}`, asset)),
  )
}

function rowsOf(
  label: string,
  { meanLtBps, meanLtvBps, badDebtBps, badDebtBand, staticBadDebtBps, staticLtvOfSameBadDebtBps, changes }: AssetBacktest,
): Measure[] {
  const { p05: min, p95: max } = badDebtBand
  return [
    unjudged({ name: `${label}: mean threshold`, unit: '%', value: meanLtBps / 100 }),
    unjudged({ name: `${label}: mean LTV`, unit: '%', value: meanLtvBps / 100 }),
    unjudged({ name: `${label}: bad debt`, unit: 'bps', value: { value: badDebtBps, range: { min, max } } }),
    unjudged({ name: `${label}: bad debt of the constant of the same means`, unit: 'bps', value: staticBadDebtBps }),
    ...(staticLtvOfSameBadDebtBps === null
      ? []
      : [
          unjudged({
            name: `${label}: highest LTV of a constant that lost no more`,
            unit: '%',
            value: staticLtvOfSameBadDebtBps / 100,
          }),
        ]),
    unjudged({ name: `${label}: changes of the threshold`, unit: '', value: changes.tightened + changes.loosened }),
  ]
}
