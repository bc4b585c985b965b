import { logReturns } from '../../models/data/logReturns.js'
import { dieboldMariano } from '../../models/forecastTests/dieboldMariano.js'
import { qlikeLosses } from '../../models/forecastTests/losses.js'
import { walkCombination } from '../../models/volatility/combineForecasts.js'
import { garmanKlass, rangeVariances } from '../../models/volatility/realisedEstimators.js'
import { VOLATILITY_MODELS } from '../../models/volatility/registry.js'
import { walkVariances } from '../../models/volatility/walkVariances.js'
import { atMost, type Measure, unjudged } from '../measure.js'
import { CHOICES_END_MS, JUDGED, REPORTED, venueBars } from './marketData.js'

const LONGEST_WINDOW = 1_000
const REFIT_DAYS = 21
const { ewma94, riskMetrics2006, garchT, gjrT, egarchT, logHar } = VOLATILITY_MODELS
const SINGLE = {
  'EWMA 0.94': ewma94,
  'RiskMetrics 2006': riskMetrics2006,
  'GARCH-t': garchT,
  'GJR-t': gjrT,
  'EGARCH-t': egarchT,
  'log-HAR': logHar,
}
const COMBINATION = 'combination'
const BASELINE = 'EWMA 0.94'
const SIGNIFICANCE = 0.05
/** Smallest variance that is believed: 1e-2 %^2 a day. */
const FLOOR = 1e-6

const TRIED = [
  'The combination is log-HAR and RiskMetrics 2006 by discounted QLIKE weights to the power 10, over 250 days. Of pairs with RiskMetrics',
  '2006 or GJR-t, GJR-t and EGARCH-t together, or all columns, at powers 1, 4 and 10, it lost least on BTC, ETH and LINK before 2023.',
  'Correcting log-HAR and GJR-t by their recent level lost a little less there, at the price of one more estimator.',
  'The proxy is winsorised at 20 x its 22-day median, as the quality stage does; the last rows say what remains of it without that.',
]

/** Losses of every column on the same days. */
interface AssetLosses {
  readonly asset: string
  readonly isBeforeChoicesEnd: readonly boolean[]
  readonly losses: Readonly<Record<string, Float64Array>>
  /** The same against the proxy as it comes, bad prints and all. */
  readonly rawLosses: Readonly<Record<string, Float64Array>>
}

/**
 * Score next-day variance forecasts by QLIKE on daily series of a venue; every column is computed here, on the same days.
 *
 * The proxy is winsorised as the quality stage does it: one bad print would outweigh years otherwise.
 */
export async function measure(): Promise<readonly Measure[]> {
  const all = [...JUDGED, ...REPORTED].map(lossesOf)
  for (const line of TRIED) console.error(`  ${line}`)
  return [...all.flatMap(rowsOf), ...pooled(all), ...byPeriod(all), ...all.flatMap(rawRows)]
}

function lossesOf(asset: string): AssetLosses {
  const bars = venueBars(asset, '1d')
  const returns = logReturns(bars.close)
  const ranges = rangeVariances(bars, 20).subarray(1)
  const window = Math.min(LONGEST_WINDOW, Math.floor(returns.length / 2))
  const { forecasts, proxies } = walkVariances({ returns, ranges, models: SINGLE, window, refitDays: REFIT_DAYS })
  const column = (name: keyof typeof SINGLE) => forecasts[name] as Float64Array
  const columns: Record<string, Float64Array> = {
    ...forecasts,
    'sqrt(log-HAR x GJR-t)': geometricMean(column('log-HAR'), column('GJR-t')),
    'sqrt(log-HAR x EWMA)': geometricMean(column('log-HAR'), column(BASELINE)),
    'sqrt(log-HAR x RiskMetrics 2006)': geometricMean(column('log-HAR'), column('RiskMetrics 2006')),
    [COMBINATION]: walkCombination({ forecasts: [column('log-HAR'), column('RiskMetrics 2006')], proxies }),
  }
  const raw = walkVariances({
    returns,
    ranges: garmanKlass(bars)
      .subarray(1)
      .map((value) => Math.max(FLOOR, value)),
    models: {},
    window,
    refitDays: REFIT_DAYS,
  })
  const against = (known: Float64Array) =>
    Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [name, qlikeLosses({ proxies: known, forecasts: values })]),
    )
  return {
    asset,
    isBeforeChoicesEnd: Array.from(proxies, (_, k) => (bars.openTimesMs[window + 1 + k] as number) < CHOICES_END_MS),
    losses: against(proxies),
    rawLosses: against(raw.proxies),
  }
}

/** Mean loss of every column, the days of BTC, ETH and LINK pooled, where choices are made and after. */
function byPeriod(all: readonly AssetLosses[]): Measure[] {
  const judged = all.filter(({ asset }) => JUDGED.some((name) => name === asset))
  const mean = (name: string, isBefore: boolean) => {
    const kept = judged.flatMap(({ losses, isBeforeChoicesEnd }) =>
      Array.from(losses[name] as Float64Array).filter((_, t) => isBeforeChoicesEnd[t] === isBefore),
    )
    return kept.reduce((sum, loss) => sum + loss, 0) / kept.length
  }
  return [true, false].flatMap((isBefore) =>
    Object.keys(judged[0]?.losses ?? {}).map((name) =>
      unjudged({
        name: `QLIKE of BTC, ETH and LINK pooled, ${isBefore ? 'before 2023 (choices)' : 'from 2023'}, ${name}`,
        unit: '',
        value: mean(name, isBefore),
      }),
    ),
  )
}

function rawRows({ asset, rawLosses }: AssetLosses): Measure[] {
  return [BASELINE, 'log-HAR', COMBINATION].map((name) =>
    unjudged({ name: `QLIKE ${asset}, proxy not winsorised, ${name}`, unit: '', value: mean(rawLosses[name] as Float64Array) }),
  )
}

function rowsOf({ asset, losses }: AssetLosses): Measure[] {
  const means = Object.entries(losses).map(([name, values]) => ({ name, value: mean(values) }))
  const best = means.filter(({ name }) => name in SINGLE).reduce((a, b) => (b.value < a.value ? b : a))
  const lossesA = losses[COMBINATION] as Float64Array
  const { pValue } = dieboldMariano({ lossesA, lossesB: losses[best.name] as Float64Array })
  return means.map(({ name, value }) => {
    const row = unjudged({ name: `QLIKE ${asset}, ${name}`, unit: '', value })
    if (name !== COMBINATION) return row
    const met = value <= best.value || pValue > SIGNIFICANCE
    return {
      ...row,
      name: `${row.name} (goal: the best single, or Diebold-Mariano p > 0.05; p = ${pValue.toFixed(2)})`,
      goal: best.value,
      met,
    }
  })
}

function pooled(all: readonly AssetLosses[]): Measure[] {
  const judged = all.filter(({ asset }) => JUDGED.some((name) => name === asset))
  const ratio = (assets: readonly AssetLosses[], keep: (isBefore: boolean) => boolean) => {
    const sum = (name: string) =>
      assets.reduce(
        (total, { losses, isBeforeChoicesEnd }) =>
          total +
          (losses[name] as Float64Array).reduce((all, loss, t) => (keep(isBeforeChoicesEnd[t] as boolean) ? all + loss : all), 0),
        0,
      )
    return sum(COMBINATION) / sum(BASELINE)
  }
  return [
    atMost({
      name: 'QLIKE of the combination over EWMA 0.94, all six pooled',
      unit: '',
      value: ratio(all, () => true),
      goal: 0.9,
    }),
    unjudged({
      name: 'the same, BTC, ETH and LINK before 2023 (choices)',
      unit: '',
      value: ratio(judged, (isBefore) => isBefore),
    }),
    unjudged({ name: 'the same, BTC, ETH and LINK from 2023', unit: '', value: ratio(judged, (isBefore) => !isBefore) }),
  ]
}

function geometricMean(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, t) => Math.sqrt(value * (b[t] as number)))
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
