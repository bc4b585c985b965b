import { InvalidParameterError, MisalignedSeriesError } from '../errors.js'
import { requireFinite } from '../statistics/require.js'
import { choleskyLower } from './choleskyLower.js'
import { normalSource } from './zigguratNormals.js'

/** What joint scenarios are drawn from. */
export interface JointScenarioInputs {
  /** Forecast standard deviation of each asset's daily log return, length n. */
  readonly dailyVolatilities: ArrayLike<number>
  /** Correlation of the daily log returns, n rows of n. */
  readonly correlation: readonly ArrayLike<number>[]
  /** Degrees of freedom of the Student-t, a whole number of at least 3: fewer, heavier joint tails. */
  readonly degreesOfFreedom: number
  readonly horizonHours: number
  readonly count: number
  readonly seed: number
}

// Beyond a factor of e^20 (485 million) either way nothing changes but the risk of overflow on absurd input.
const MAX_LOG_RETURN = 20
// A day's volatility beyond this is cut to it: no log return changes, and no product can overflow.
const MAX_VOLATILITY = 1e100

/**
 * Draw joint log returns over the horizon from a multivariate Student-t.
 *
 * One scenario is r = diag(sigma sqrt(h/24)) sqrt((nu - 2)/w) L z with z standard normal, L L' the correlation and w an independent
 * chi-squared number with nu degrees of freedom that all assets share: each asset has the forecast's volatility, each pair the given
 * correlation, and large moves come together (tail dependence), which a Gaussian copula would deny. No drift. The chi-squared number is a
 * sum of nu squared normals, so nu is whole. Log returns are cut at +-20.
 *
 * @returns one array an asset, in the order of the inputs, of `count` log returns.
 * @throws {NotPositiveSemidefiniteError} when the correlation is none.
 * @throws {MisalignedSeriesError} when volatilities and correlation are not of the same assets.
 * @throws {InvalidSeriesValueError} when a volatility is not finite.
 * @throws {InvalidParameterError} when degrees of freedom, horizon, count or seed are out of their range.
 * @source McNeil, Frey and Embrechts, Quantitative Risk Management, section 6.2 (normal variance mixtures)
 * @example
 * import { jointScenarios } from 'plimsoll/models'
 *
 * const correlation = [[1, 0.8], [0.8, 1]]
 * const days = { degreesOfFreedom: 4, horizonHours: 24, count: 10_000, seed: 1 }
 * const [eth, btc] = jointScenarios({ dailyVolatilities: [0.04, 0.03], correlation, ...days })
 * Math.min(...eth).toFixed(3) // '-0.385'
 */
export function jointScenarios(inputs: JointScenarioInputs): Float64Array[] {
  const { dailyVolatilities, correlation, degreesOfFreedom, horizonHours, count, seed } = inputs
  const n = dailyVolatilities.length
  demand(
    'degreesOfFreedom',
    degreesOfFreedom,
    Number.isSafeInteger(degreesOfFreedom) && degreesOfFreedom >= 3,
    'a whole number of at least 3',
  )
  demand('horizonHours', horizonHours, horizonHours > 0 && horizonHours < Infinity, 'positive and finite')
  demand('count', count, Number.isSafeInteger(count) && count >= 0, 'a whole number of at least 0')
  demand('seed', seed, Number.isSafeInteger(seed), 'a whole number')
  if (correlation.length !== n || correlation.some((row) => row.length !== n)) {
    throw new MisalignedSeriesError(`${n} volatilities need a correlation of ${n} x ${n}; there are ${correlation.length} rows`)
  }
  requireFinite('Daily volatilities', dailyVolatilities, 0)
  const lower = choleskyLower(correlation)
  const scales = Float64Array.from(
    dailyVolatilities,
    (volatility) => Math.min(Math.abs(volatility), MAX_VOLATILITY) * Math.sqrt(horizonHours / 24),
  )
  const out = Array.from({ length: n }, () => new Float64Array(count))
  const normal = normalSource(seed)
  const z = new Float64Array(n)
  for (let s = 0; s < count; s++) {
    let chiSquared = 0
    for (let k = 0; k < degreesOfFreedom; k++) chiSquared += normal() ** 2
    const mixing = Math.sqrt((degreesOfFreedom - 2) / Math.max(chiSquared, Number.MIN_VALUE))
    for (let i = 0; i < n; i++) {
      z[i] = normal()
      const row = lower[i] as Float64Array
      let correlated = 0
      for (let k = 0; k <= i; k++) correlated += (row[k] as number) * (z[k] as number)
      const logReturn = (scales[i] as number) * mixing * correlated
      ;(out[i] as Float64Array)[s] = Math.min(MAX_LOG_RETURN, Math.max(-MAX_LOG_RETURN, logReturn))
    }
  }
  return out
}

function demand(parameter: string, value: number, isMet: boolean, what: string): void {
  if (!isMet) throw new InvalidParameterError({ parameter, value, demand: what })
}

/** Prices that move at once: assets, each once, with the move in percent, at least -100; what is not named keeps its price. */
export type PriceShock = readonly { readonly asset: string; readonly percent: number }[]

/**
 * Write shocks as log returns, one column an asset that any of them names; -100 % is -Infinity.
 *
 * @returns columns in the order in which the assets first occur, one value a shock.
 */
export function shockReturns(shocks: readonly PriceShock[]): { readonly asset: string; readonly logReturns: Float64Array }[] {
  const assets = new Set(shocks.flatMap((shock) => shock.map(({ asset }) => asset)))
  return [...assets].map((asset) => ({
    asset,
    logReturns: Float64Array.from(shocks, (shock) => {
      const move = shock.find((each) => each.asset === asset)
      return move === undefined ? 0 : Math.log1p(move.percent / 100)
    }),
  }))
}
