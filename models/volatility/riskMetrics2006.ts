import { DegenerateSeriesError, InvalidParameterError, InvalidSeriesValueError, MisalignedSeriesError } from '../errors.js'
import { meanSquare } from '../statistics/meanSquare.js'
import { SEED_DAYS } from './ewma.js'
import { assertReturns, assertSteps, type VolatilityModel } from './volatilityModel.js'

/** Days after which the weight of a component would reach zero. */
const LOGARITHMIC_DECAY = 1560
const SHORTEST = 4
const RATIO = Math.SQRT2

/** Components of the published process: characteristic times of 4 to 512 days, each sqrt(2) times the one before. */
export const RISK_METRICS_COMPONENTS = 15

/** One exponential average of the process. */
export interface RiskMetricsComponent {
  /** Characteristic time in days. */
  readonly days: number
  /** Decay a day, exp(-1 / days). */
  readonly decay: number
  /** Share in the variance; the shares sum to one and fall with the logarithm of the time. */
  readonly weight: number
}

/**
 * List the exponential averages whose weighted sum is the RiskMetrics 2006 variance.
 *
 * @param count - averages, from 1 to 18; Python's arch takes 14.
 * @throws {InvalidParameterError} when the count is out of range: the weight of a nineteenth would be negative.
 * @source Zumbach, The RiskMetrics 2006 Methodology, RiskMetrics Group (2007).
 */
export function riskMetricsComponents(count: number = RISK_METRICS_COMPONENTS): RiskMetricsComponent[] {
  if (!(Number.isInteger(count) && count >= 1 && count <= 18)) {
    throw new InvalidParameterError({ parameter: 'count', value: count, demand: 'a whole number from 1 to 18' })
  }
  const days = Array.from({ length: count }, (_, k) => SHORTEST * RATIO ** k)
  const raw = days.map((time) => 1 - Math.log(time) / Math.log(LOGARITHMIC_DECAY))
  const total = raw.reduce((sum, weight) => sum + weight, 0)
  return days.map((time, k) => ({ days: time, decay: Math.exp(-1 / time), weight: (raw[k] as number) / total }))
}

/** A RiskMetrics 2006 process run over returns. */
export interface RiskMetricsVariance {
  /** n + 1 variances: element t is known before return t; the last is the forecast of the next observation. */
  readonly variances: Float64Array
  /** Variance of each component after the last return. */
  readonly components: Float64Array
}

/**
 * Run the RiskMetrics 2006 process over a series: a weighted sum of exponential averages, whose memory falls as a power of time.
 *
 * @param returns - n finite returns, ascending in time.
 * @param components - the averages, by default the published 15.
 * @param initialVariances - variance of each component before the first return, known without any of `returns`.
 * @throws {MisalignedSeriesError} when there are not as many initial variances as components.
 * @throws {InvalidParameterError} when an initial variance is negative or not finite.
 * @throws {InvalidSeriesValueError} when a return's square is not finite.
 * @source Zumbach, The RiskMetrics 2006 Methodology (2007).
 */
export function riskMetrics2006({
  returns,
  components = riskMetricsComponents(),
  initialVariances,
}: {
  returns: ArrayLike<number>
  components?: readonly RiskMetricsComponent[]
  initialVariances: ArrayLike<number>
}): RiskMetricsVariance {
  const count = components.length
  if (initialVariances.length !== count) {
    throw new MisalignedSeriesError(`${initialVariances.length} initial variances for ${count} components`)
  }
  const present = Float64Array.from(initialVariances)
  for (const value of present) {
    if (!(value >= 0 && value < Infinity)) {
      throw new InvalidParameterError({ parameter: 'initialVariances', value, demand: 'finite and not negative' })
    }
  }
  const weights = Float64Array.from(components, ({ weight }) => weight)
  const decays = Float64Array.from(components, ({ decay }) => decay)
  const n = returns.length
  const variances = new Float64Array(n + 1)
  for (let t = 0; t <= n; t++) {
    let variance = 0
    for (let k = 0; k < count; k++) variance += (weights[k] as number) * (present[k] as number)
    variances[t] = variance
    if (t === n) break
    const value = returns[t] as number
    const square = value * value
    if (!(square < Infinity)) {
      throw new InvalidSeriesValueError({ what: 'Returns', index: t, value, demand: 'finite, and so its square' })
    }
    for (let k = 0; k < count; k++) {
      const decay = decays[k] as number
      present[k] = decay * (present[k] as number) + (1 - decay) * square
    }
  }
  return { variances, components: present }
}

/**
 * Forecast the variances of the next returns by the process's own recursion: each component drifts toward the sum of all.
 *
 * @param variance - a process after the last return.
 * @param components - the averages that it was run with.
 * @param steps - variances to forecast, at least 1.
 * @throws {InvalidParameterError} when steps is not a positive whole number.
 * @source Zumbach, The RiskMetrics 2006 Methodology (2007): conditional expectations by iteration.
 */
export function forecastRiskMetrics2006({
  variance,
  components = riskMetricsComponents(),
  steps,
}: {
  variance: RiskMetricsVariance
  components?: readonly RiskMetricsComponent[]
  steps: number
}): Float64Array {
  if (!(Number.isInteger(steps) && steps > 0)) {
    throw new InvalidParameterError({ parameter: 'steps', value: steps, demand: 'a positive whole number' })
  }
  let present = variance.components
  return Float64Array.from({ length: steps }, () => {
    const total = components.reduce((sum, { weight }, k) => sum + weight * (present[k] as number), 0)
    present = present.map((value, k) => {
      const { decay } = components[k] as RiskMetricsComponent
      return decay * value + (1 - decay) * total
    })
    return total
  })
}

const MINIMUM_DAYS = SEED_DAYS + 1
const WHAT = 'the RiskMetrics 2006 variance'

/**
 * RiskMetrics 2006 with its published 15 components, started on the mean square of the first 60 days.
 *
 * Its fit and forecast throw SeriesTooShortError below 61 days, InvalidSeriesValueError for a return whose square is not finite, and
 * DegenerateSeriesError for returns that are all zero.
 */
export const riskMetricsModel: VolatilityModel = {
  minimumDays: MINIMUM_DAYS,
  reads: [],
  fit({ returns }) {
    assertReturns(WHAT, returns, MINIMUM_DAYS)
    return {
      parameters: {},
      forecast(data, steps = 1) {
        assertSteps(steps)
        assertReturns(WHAT, data.returns, MINIMUM_DAYS)
        const components = riskMetricsComponents()
        const start = meanSquare(data.returns.subarray(0, SEED_DAYS))
        const initialVariances = new Float64Array(components.length).fill(start)
        const variance = riskMetrics2006({ returns: data.returns.subarray(SEED_DAYS), components, initialVariances })
        const forecast = forecastRiskMetrics2006({ variance, components, steps })
        if (!forecast.every((value) => value > 0)) {
          throw new DegenerateSeriesError({
            what: 'The RiskMetrics 2006 variance',
            reason: 'the squares of the returns are all zero',
          })
        }
        return forecast
      },
    }
  },
}
