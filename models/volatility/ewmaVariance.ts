import { InvalidParameterError } from '../returns/invalidParameterError.js'

/**
 * Run the exponentially weighted variance v(t+1) = lambda v(t) + (1 - lambda) r(t)^2 over a series.
 *
 * @param returns - n returns as fractions, ascending in time.
 * @param lambda - decay per observation, in (0, 1).
 * @param initialVariance - variance before the first return, known without any of `returns`.
 * @returns n + 1 variances: element t is known before return t; the last is the forecast of the next observation.
 * @throws {InvalidParameterError} when lambda is outside (0, 1) or the initial variance is negative or not finite.
 * @source J.P. Morgan and Reuters, RiskMetrics Technical Document, 4th ed. (1996), equation 5.3.
 */
export function ewmaVariance({
  returns,
  lambda,
  initialVariance,
}: {
  returns: ArrayLike<number>
  lambda: number
  initialVariance: number
}): Float64Array {
  if (!(lambda > 0 && lambda < 1))
    throw new InvalidParameterError({ parameter: 'lambda', value: lambda, demand: 'between 0 and 1' })
  if (!(initialVariance >= 0 && initialVariance < Infinity)) {
    throw new InvalidParameterError({ parameter: 'initialVariance', value: initialVariance, demand: 'finite and not negative' })
  }
  const n = returns.length
  const variances = new Float64Array(n + 1)
  variances[0] = initialVariance
  let variance = initialVariance
  for (let t = 0; t < n; t++) {
    const r = returns[t] as number
    variance = lambda * variance + (1 - lambda) * r * r
    variances[t + 1] = variance
  }
  return variances
}
