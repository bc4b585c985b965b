import { invertPositiveDefinite } from '../../../models/correlation/symmetricEigen.js'
import { DegenerateSeriesError } from '../../../models/errors.js'

const DEGREES = 4

/** What one day's forecast lost; lower is better, and constants that all forecasts share are left out. */
export interface CorrelationLoss {
  /** Minus the Gaussian log likelihood of the residuals. */
  readonly normal: number
  /** Minus the log likelihood of Student's t(4) of unit variances. */
  readonly studentT: number
  /** log h + r^2 / h of the equal-weight portfolio: ranks as QLIKE with the squared return as proxy. */
  readonly portfolio: number
}

/** Names of the losses. */
export const CORRELATION_LOSSES = ['normal', 'studentT', 'portfolio'] as const satisfies readonly (keyof CorrelationLoss)[]

/**
 * Score a correlation forecast of one day.
 *
 * @param correlation - k rows of k, positive definite.
 * @param returns - k returns of the day.
 * @param volatilities - k volatilities that were forecast for it, calibrated: residuals of mean square 1.
 * @throws {DegenerateSeriesError} when the correlation is not positive definite.
 */
export function correlationLosses({
  correlation,
  returns,
  volatilities,
}: {
  correlation: readonly Float64Array[]
  returns: Float64Array
  volatilities: Float64Array
}): CorrelationLoss {
  const k = returns.length
  const inverse = new Float64Array(k * k)
  const logDeterminant = invertPositiveDefinite(Float64Array.from(correlation.flatMap((row) => [...row])), k, inverse)
  if (Number.isNaN(logDeterminant)) {
    throw new DegenerateSeriesError({ what: 'The likelihood of a correlation', reason: 'the matrix is not positive definite' })
  }
  let distance = 0
  let variance = 0
  let portfolio = 0
  for (let i = 0; i < k; i++) {
    const z = (returns[i] as number) / (volatilities[i] as number)
    portfolio += (returns[i] as number) / k
    for (let j = 0; j < k; j++) {
      distance += z * (inverse[i * k + j] as number) * ((returns[j] as number) / (volatilities[j] as number))
      variance += ((volatilities[i] as number) * (volatilities[j] as number) * (correlation[i]?.[j] as number)) / (k * k)
    }
  }
  return {
    normal: 0.5 * (logDeterminant + distance),
    studentT: 0.5 * (logDeterminant + (DEGREES + k) * Math.log1p(distance / (DEGREES - 2))),
    portfolio: Math.log(variance) + (portfolio * portfolio) / variance,
  }
}
