import { dieboldMariano } from '../../models/forecastTests/dieboldMariano.js'
import { qlikeLosses } from '../../models/forecastTests/losses.js'
import type { BarSeries } from '../../models/data/barSeries.js'
import { impliedLimitsSchema } from '../../models/data/impliedConfig.js'
import { assessImplied } from '../../models/quality/assessImplied.js'
import { logReturns } from '../../models/data/logReturns.js'
import { rangeVariances } from '../../models/volatility/realisedEstimators.js'
import { VOLATILITY_MODELS } from '../../models/volatility/registry.js'
import type { VolatilityModel } from '../../models/volatility/volatilityModel.js'
import { walkCombination } from '../../models/volatility/combineForecasts.js'
import { walkVariances } from '../../models/volatility/walkVariances.js'
import { type Measure, unjudged } from '../measure.js'
import { impliedIndex, venueBars } from './marketData.js'

const DAY_MS = 86_400_000
const WINDOW = 1_000
const REFIT_DAYS = 21
/** Days with an index before the first forecast: one, two and three times the fewest that log-HAR is fitted to. */
const TRAININGS = [120, 240, 360]
const { logHar, logHarImplied, riskMetrics2006 } = VOLATILITY_MODELS

/** log-HAR on the days that have an index, without reading it: what the index adds, and not what a shorter history takes away. */
const sameDays: VolatilityModel = {
  ...logHarImplied,
  fit: ({ returns, variances }, options) => logHar.fit({ returns, ...(variances === undefined ? {} : { variances }) }, options),
}

const WHOLE = `log-HAR, ${WINDOW} days`
const SAME = 'log-HAR, the days that have DVOL'
const PLAIN = 'log-HAR and RiskMetrics 2006'
/** What a column is held against: the combination without DVOL, unless it says otherwise. */
const AGAINST: Readonly<Record<string, readonly string[]>> = {
  [WHOLE]: [],
  [SAME]: [WHOLE],
  'log-HAR with DVOL': [WHOLE, SAME],
  [PLAIN]: [],
}

/**
 * Score next-day variance forecasts of BTC with and without Deribit's DVOL by QLIKE, on the same days, and test the differences.
 *
 * The index comes through the quality stage as the policy reads it. Only BTC has one in the reference data.
 */
export async function measure(): Promise<readonly Measure[]> {
  const bars = venueBars('BTC', '1d')
  const series = impliedIndex('BTC')
  const limits = impliedLimitsSchema.parse({})
  const asOfMs = (bars.openTimesMs.at(-1) as number) + DAY_MS
  const { implied, findings } = assessImplied({
    asset: 'BTC',
    inputs: [{ source: series.source, limits, series }],
    daily: bars,
    asOfMs,
  })
  if (implied === null) throw new Error(`The index is not used: ${findings.map(({ message }) => message).join(' ')}`)

  return TRAININGS.flatMap((training) => rowsOf(bars, implied.annual, training))
}

function rowsOf(bars: BarSeries, annual: readonly number[], training: number): Measure[] {
  const days = annual.length - training
  const last = (values: Float64Array) => values.subarray(-WINDOW - days)
  const { forecasts, proxies } = walkVariances({
    returns: last(logReturns(bars.close)),
    ranges: last(rangeVariances(bars, 20).subarray(1)),
    implied: Float64Array.from(annual, (value) => value ** 2 / 365),
    models: { logHar, sameDays, logHarImplied, riskMetrics2006 },
    window: WINDOW,
    refitDays: REFIT_DAYS,
  })
  const column = (name: 'logHar' | 'sameDays' | 'logHarImplied' | 'riskMetrics2006') => forecasts[name] as Float64Array
  const combined = (...names: Parameters<typeof column>[0][]) => walkCombination({ forecasts: names.map(column), proxies })
  const columns = {
    [WHOLE]: column('logHar'),
    [SAME]: column('sameDays'),
    'log-HAR with DVOL': column('logHarImplied'),
    [PLAIN]: combined('logHar', 'riskMetrics2006'),
    'log-HAR with DVOL and RiskMetrics 2006': combined('logHarImplied', 'riskMetrics2006'),
    'log-HAR, log-HAR with DVOL and RiskMetrics 2006': combined('logHar', 'logHarImplied', 'riskMetrics2006'),
  }
  const losses = Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [name, qlikeLosses({ proxies, forecasts: values })]),
  )
  return Object.entries(losses).map(([name, lossesA]) => {
    const tests = (AGAINST[name] ?? [PLAIN]).map((other) => {
      const { pValue } = dieboldMariano({ lossesA, lossesB: losses[other] as Float64Array })
      return `p = ${pValue.toFixed(2)} against ${other}`
    })
    const tested = tests.length === 0 ? '' : ` (Diebold-Mariano ${tests.join(', ')})`
    const value = lossesA.reduce((sum, loss) => sum + loss, 0) / lossesA.length
    return unjudged({ name: `QLIKE BTC, last ${days} days, ${name}${tested}`, unit: '', value })
  })
}
