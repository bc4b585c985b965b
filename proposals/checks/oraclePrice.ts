import { type BookAsset, hasPrice } from '../../models/book/book.js'
import { BAR_INTERVAL_MS, type BarSeries } from '../../models/data/barSeries.js'
import { bookOf } from './bookOf.js'
import { defineCheck, error, type Objection, warning } from './defineCheck.js'

const LIMIT = 0.02
const SIGMAS = 3
const SIGMA_BARS = 30
const DAY_MS = 86_400_000

/**
 * Hold the market's own oracle against the last close of the reviewed snapshot: a threshold is worth what its price feed is.
 *
 * 2 % is for prices of one instant. A close that is older may have moved since: the limit grows by three of the asset's last 30 bars'
 * standard deviations, scaled by the square root of the time since; between 2 % and that limit it is a warning.
 */
export const oraclePrice = defineCheck({
  name: 'oracle-price',
  question: "Does the market's oracle agree with the market price?",
  objections: ({ proposal, snapshot, live }) =>
    snapshot.assets.flatMap(({ asset, daily }): Objection[] => {
      const own = bookOf({ proposal, live }).assets.find((candidate) => candidate.asset === asset)
      if (daily === null || daily.close.length === 0 || own === undefined) return []
      if (!hasPrice(own)) return [warning(`The market's oracle has no price for ${asset}, so its parameters stay as they are.`)]
      return objection(asset, daily, own, live.block.timestampSeconds * 1_000)
    }),
  passes: ({ snapshot }) =>
    `The oracle is within 2 % of the last close of ${snapshot.assets
      .filter(({ daily }) => daily !== null)
      .map(({ asset }) => asset)
      .join(', ')}.`,
})

function objection(asset: string, series: BarSeries, own: BookAsset, nowMs: number): Objection[] {
  const interval = BAR_INTERVAL_MS[series.interval]
  const close = series.close.at(-1) as number
  const ageMs = Math.max(0, nowMs - ((series.openTimesMs.at(-1) as number) + interval))
  const price = Number(own.price) / 10 ** own.priceDecimals
  const departure = Math.abs(price / close - 1)
  if (departure <= LIMIT) return []
  const limit = LIMIT + SIGMAS * barSigma(series) * Math.sqrt(ageMs / interval)
  const percent = (fraction: number) => `${(fraction * 100).toFixed(2)} %`
  const facts = `The oracle says ${price} USD for ${asset}, ${percent(departure)} from the close of ${close} USD ${(ageMs / DAY_MS).toFixed(1)} days earlier`
  return departure > limit
    ? [error(`${facts}; at most ${percent(limit)} is explained by the time between.`)]
    : [warning(`${facts}; the time between explains up to ${percent(limit)}.`)]
}

function barSigma({ close }: BarSeries): number {
  const recent = close.slice(-SIGMA_BARS - 1)
  const returns = recent.slice(1).map((value, i) => Math.log(value / (recent[i] as number)))
  return returns.length === 0 ? 0 : Math.sqrt(returns.reduce((sum, value) => sum + value * value, 0) / returns.length)
}
