import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { qlikeLosses } from '../../models/forecastTests/losses.js'
import type { BarSeries } from '../../models/data/barSeries.js'
import { logReturns } from '../../models/data/logReturns.js'
import { rangeVariances } from '../../models/volatility/realisedEstimators.js'
import { VOLATILITY_MODELS } from '../../models/volatility/registry.js'
import { walkCombination } from '../../models/volatility/combineForecasts.js'
import { walkVariances } from '../../models/volatility/walkVariances.js'
import { type Measure, unjudged } from '../measure.js'
import { JUDGED, venueBars } from './marketData.js'

const WINDOW = 1_000
const REFIT_DAYS = 21
const WINSORISE_MULTIPLE = 20
const SEED = 1

/** Damage that a source can do to highs and lows and no check of the quality stage names: it stays within the limits. */
const DAMAGES = [
  { name: 'one day in twenty with a high 1.5 x and a low 0.7 x', share: 0.05, isRun: false, high: 1.5, low: 0.7 },
  { name: 'sixty days in a row with a high 1.2 x and a low 0.85 x', share: 0.06, isRun: true, high: 1.2, low: 0.85 },
  { name: 'sixty days in a row with high and low at open and close', share: 0.06, isRun: true, high: 0, low: Infinity },
] as const

/**
 * Damage highs and lows and see what it does to the forecasts: the second model of the default combination reads closes alone.
 *
 * Forecasts are made from the damaged bars and scored by the proxy of the sound ones.
 */
export async function measure(): Promise<readonly Measure[]> {
  const sound = JUDGED.map((asset) => score(venueBars(asset, '1d')))
  const damaged = DAMAGES.map((damage) => ({
    name: damage.name,
    scores: JUDGED.map((asset) => {
      const bars = venueBars(asset, '1d')
      return score(bars, damageBars(bars, damage))
    }),
  }))
  return [{ name: 'sound bars', scores: sound }, ...damaged].flatMap(({ name, scores }) =>
    (['log-HAR', 'RiskMetrics 2006', 'combination'] as const).map((column) => {
      const losses = scores.flatMap((one) => Array.from(one[column]))
      return unjudged({
        name: `QLIKE of BTC, ETH and LINK pooled, ${name}, ${column}`,
        unit: '',
        value: losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
      })
    }),
  )
}

function score(sound: BarSeries, seen: BarSeries = sound) {
  const returns = logReturns(sound.close)
  const rangesOf = (bars: BarSeries) => rangeVariances(bars, WINSORISE_MULTIPLE).subarray(1)
  const walk = { returns, window: WINDOW, refitDays: REFIT_DAYS }
  const { logHar, riskMetrics2006 } = VOLATILITY_MODELS
  const seenWalk = walkVariances({ ...walk, ranges: rangesOf(seen), models: { logHar, riskMetrics2006 } })
  const { proxies } = walkVariances({ ...walk, ranges: rangesOf(sound), models: {} })
  const column = (name: 'logHar' | 'riskMetrics2006') => seenWalk.forecasts[name] as Float64Array
  const losses = (forecasts: Float64Array) => qlikeLosses({ proxies, forecasts })
  return {
    'log-HAR': losses(column('logHar')),
    'RiskMetrics 2006': losses(column('riskMetrics2006')),
    combination: losses(walkCombination({ forecasts: [column('logHar'), column('riskMetrics2006')], proxies: seenWalk.proxies })),
  }
}

/** Damage a share of the days: single ones, or runs of sixty. Bars stay consistent. */
function damageBars(bars: BarSeries, { share, isRun, high, low }: (typeof DAMAGES)[number]): BarSeries {
  const random = xoroshiro128plus(SEED)
  const length = isRun ? 60 : 1
  const isBad = new Array<boolean>(bars.close.length).fill(false)
  for (let day = 0; day < isBad.length; day++) {
    if (uniformFloat64(random) < share / length) isBad.fill(true, day, day + length)
  }
  const top = (day: number) => Math.max(bars.open[day] as number, bars.close[day] as number)
  const bottom = (day: number) => Math.min(bars.open[day] as number, bars.close[day] as number)
  return {
    ...bars,
    high: bars.high.map((value, day) => (isBad[day] ? Math.max(top(day), value * high) : value)),
    low: bars.low.map((value, day) => (isBad[day] ? Math.min(bottom(day), value * low) : value)),
  }
}
