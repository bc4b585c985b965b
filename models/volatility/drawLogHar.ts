import { Matrix, pseudoInverse } from 'ml-matrix'
import { normalSource } from '../scenarios/zigguratNormals.js'
import { DegenerateSeriesError } from '../errors.js'
import { forecastLogHar, type LogHarDays, type LogHarFit, logHarRegressors, logHarRows } from './fitLogHar.js'

/**
 * Draw the next day's forecast from the distribution of the regression's coefficients.
 *
 * The forecast is linear in the coefficients, so its draws are normal in the logarithm, with the variance x' V x of the fitted mean and V
 * robust against heteroskedasticity. They are held within the range of the fitted days, as the forecast is.
 *
 * @param fitted - the days of the fit.
 * @param known - days that end where the forecast starts.
 * @param count - draws, at least 1.
 * @returns positive variances in the units of the days; the same seed gives the same draws.
 * @throws {DegenerateSeriesError} when the covariance of the coefficients overflows.
 * @throws what {@link forecastLogHar} throws.
 * @source White, A Heteroskedasticity-Consistent Covariance Matrix Estimator and a Direct Test for Heteroskedasticity, Econometrica 48
 * (1980).
 */
export function drawLogHar({
  fit,
  fitted,
  known,
  count,
  seed,
}: {
  fit: LogHarFit
  fitted: LogHarDays
  known: LogHarDays
  count: number
  seed: number
}): Float64Array {
  const { variance } = forecastLogHar(fit, known)
  const error = errorOfLogMean(fit, fitted, known)
  const normal = normalSource(seed)
  return Float64Array.from({ length: count }, () =>
    Math.min(fit.highest, Math.max(fit.lowest, variance * Math.exp(error * normal()))),
  )
}

/** Standard error of the regression's mean at the regressors of the forecast. */
function errorOfLogMean(fit: LogHarFit, fitted: LogHarDays, known: LogHarDays): number {
  const { columns, y } = logHarRows(fitted, fit.horizonDays)
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length)
  const centred = (x: readonly number[]) => [1, ...x.map((value, k) => value - (means[k] as number))]
  const rows = Array.from(y, (_, row) => centred(columns.map((column) => column[row] as number)))
  const residuals = Array.from(y, (value, row) =>
    columns.reduce((left, column, k) => left - (fit.coefficients[k] as number) * (column[row] as number), value - fit.intercept),
  )
  const x = new Matrix(rows)
  const weighted = new Matrix(rows.map((row, t) => row.map((value) => value * (residuals[t] as number))))
  const bread = pseudoInverse(x.transpose().mmul(x))
  const covariance = bread.mmul(weighted.transpose().mmul(weighted)).mmul(bread)
  const at = new Matrix([centred(logHarRegressors(known, known.variances.length))])
  const errorVariance = Math.max(0, at.mmul(covariance).mmul(at.transpose()).get(0, 0))
  if (!Number.isFinite(errorVariance)) {
    throw new DegenerateSeriesError({ what: 'The log-HAR regression', reason: 'the covariance of its coefficients overflows' })
  }
  return Math.sqrt(errorVariance)
}
