import { readSharedText } from './sharedData.js'

/** Bollerslev and Ghysels' DM/GBP returns under the published GARCH(1,1): every number of the table of risk tests starts here. */
export interface DmGbp {
  readonly mean: number
  /** 1974 returns in percent. */
  readonly returns: Float64Array
  /** 1975 conditional standard deviations; the last is the forecast. */
  readonly volatilities: Float64Array
  /** 1974 standardised residuals. */
  readonly residuals: Float64Array
}

/**
 * Run the published variance recursion over the data.
 *
 * @source Fiorentini, Calzolari and Panattoni, Analytic Derivatives and the Computation of GARCH Estimates, Journal of Applied
 * Econometrics 11 (1996), to 12 digits; presample square and variance both the mean square of the residuals.
 */
export function dmGbp(): DmGbp {
  const mean = -0.006190408379938
  const [omega, alpha, beta] = [0.010761397851818, 0.153134061820467, 0.80597367030537]
  const returns = Float64Array.from(readSharedText('garch/dem2gbp.csv.gz').trim().split(/\s+/).slice(1), Number)
  const errors = returns.map((r) => r - mean)
  const start = errors.reduce((sum, e) => sum + e * e, 0) / errors.length
  const volatilities = new Float64Array(errors.length + 1)
  let variance = omega + (alpha + beta) * start
  for (const [t, e] of errors.entries()) {
    volatilities[t] = Math.sqrt(variance)
    variance = omega + alpha * e * e + beta * variance
  }
  volatilities[errors.length] = Math.sqrt(variance)
  return { mean, returns, volatilities, residuals: errors.map((e, t) => e / (volatilities[t] as number)) }
}
