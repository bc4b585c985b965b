import { DegenerateSeriesError, InvalidParameterError } from '../errors.js'
import { brentMinimise } from '../statistics/brentMinimise.js'
import { logGamma } from '../statistics/gamma.js'
import { requireFinite } from '../statistics/require.js'
import { studentTCdf, studentTLogDensity, studentTQuantile } from '../statistics/studentT.js'
import { scaledColumns } from './correlationOf.js'
import { kendallTau } from './kendallTau.js'
import { nearestCorrelation } from './nearestCorrelation.js'
import { invertPositiveDefinite, symmetricEigen } from './symmetricEigen.js'

const FEWEST_DEGREES = 1
const MOST_DEGREES = 200
const SINGULAR = 1e-10
/** 1 - u is off by a rounding; probabilities closer than this share their quantile. */
const KEYS = 2 ** 50

/** A fitted t copula. */
export interface TCopula {
  /** k rows of k. */
  readonly correlation: Float64Array[]
  /** nu from 1 to 200; at 200 the copula is Gaussian to any test. */
  readonly degreesOfFreedom: number
  readonly logLikelihood: number
}

/**
 * Fit a t copula to columns: correlations from Kendall's tau, then the degrees of freedom of highest profile likelihood on ranks.
 *
 * Where the pairwise correlations are no correlation matrix together, the nearest one takes their place.
 *
 * @param columns - k >= 2 columns of n >= 10 values each, aligned in time; only their order counts.
 * @throws as `scaledColumns`, and {DegenerateSeriesError} when a column does not vary or columns are perfectly dependent.
 * @throws {InvalidParameterError} when there are fewer than two columns.
 * @source McNeil, Frey and Embrechts, Quantitative Risk Management, 2nd ed. (2015), section 7.5.1 (method of moments by tau, then
 * maximum likelihood in nu); Mashal and Zeevi, Beyond Correlation (2002).
 */
export function fitTCopula(columns: readonly ArrayLike<number>[]): TCopula {
  if (columns.length < 2) {
    throw new InvalidParameterError({ parameter: 'columns', value: columns.length, demand: 'at least two' })
  }
  scaledColumns(columns, 10)
  const pairwise = columns.map(() => new Float64Array(columns.length).fill(1))
  for (const [i, a] of columns.entries()) {
    for (let j = 0; j < i; j++) {
      const rho = Math.sin(0.5 * Math.PI * kendallTau(a, columns[j] as ArrayLike<number>))
      ;(pairwise[i] as Float64Array)[j] = rho
      ;(pairwise[j] as Float64Array)[i] = rho
    }
  }
  const correlation = nearestCorrelation(pairwise)
  if ((symmetricEigen(correlation).values[0] as number) < SINGULAR) {
    throw new DegenerateSeriesError({ what: 'The t copula', reason: 'its columns are perfectly dependent' })
  }
  const ranks = columns.map(pseudoObservations)
  const { point, value } = brentMinimise({
    what: 'The likelihood of the t copula',
    lower: Math.log(FEWEST_DEGREES),
    upper: Math.log(MOST_DEGREES),
    evaluate: (x) => -tCopulaLogLikelihood({ ranks, correlation, degreesOfFreedom: Math.exp(x) }),
  })
  return { correlation, degreesOfFreedom: Math.exp(point), logLikelihood: -value }
}

/**
 * Compute the log likelihood of a t copula.
 *
 * @param ranks - k columns of n numbers strictly between 0 and 1.
 * @param correlation - k rows of k, positive definite.
 * @param degreesOfFreedom - nu, positive and finite.
 * @throws {DegenerateSeriesError} when the correlation is not positive definite.
 * @throws {InvalidParameterError} when a rank or nu is outside its range.
 */
export function tCopulaLogLikelihood({
  ranks,
  correlation,
  degreesOfFreedom,
}: {
  ranks: readonly Float64Array[]
  correlation: readonly Float64Array[]
  degreesOfFreedom: number
}): number {
  const nu = degreesOfFreedom
  const k = ranks.length
  const n = ranks[0]?.length ?? 0
  const inverse = new Float64Array(k * k)
  const logDeterminant = invertPositiveDefinite(Float64Array.from(correlation.flatMap((row) => [...row])), k, inverse)
  if (Number.isNaN(logDeterminant)) {
    throw new DegenerateSeriesError({ what: 'The t copula', reason: 'its correlation matrix is singular' })
  }
  // Ranks repeat from column to column, and quantiles are odd: half as many quantiles as rows.
  const known = new Map<number, number>()
  const quantileOf = (u: number) => {
    const near = Math.min(u, 1 - u)
    const key = Math.round(near * KEYS)
    let quantile = known.get(key)
    if (quantile === undefined) {
      quantile = studentTQuantile(near, nu)
      known.set(key, quantile)
    }
    return u > 0.5 ? -quantile : quantile
  }
  const scores = ranks.map((column) => column.map(quantileOf))
  let sum = n * (logGamma((nu + k) / 2) - logGamma(nu / 2) - (k / 2) * Math.log(nu * Math.PI) - logDeterminant / 2)
  for (let t = 0; t < n; t++) {
    let form = 0
    for (let i = 0; i < k; i++) {
      const x = scores[i]?.[t] as number
      sum -= studentTLogDensity(x, nu)
      for (let j = 0; j < k; j++) form += x * (inverse[i * k + j] as number) * (scores[j]?.[t] as number)
    }
    sum -= ((nu + k) / 2) * Math.log1p(form / nu)
  }
  return sum
}

/**
 * Turn a sample into numbers between 0 and 1 by rank / (n + 1), equal values sharing their mean rank.
 *
 * @param values - n >= 1 finite values.
 * @returns n numbers strictly between 0 and 1, in the order of the values.
 * @throws {SeriesTooShortError} when there is no value.
 * @throws {InvalidSeriesValueError} when a value is not finite.
 * @source Genest, Ghoudi and Rivest, A Semiparametric Estimation Procedure of Dependence Parameters, Biometrika 82 (1995).
 */
export function pseudoObservations(values: ArrayLike<number>): Float64Array {
  requireFinite('Pseudo-observations', values)
  const n = values.length
  const order = Array.from(values, (_, i) => i).sort((a, b) =>
    (values[a] as number) < (values[b] as number) ? -1 : (values[a] as number) > (values[b] as number) ? 1 : 0,
  )
  const result = new Float64Array(n)
  for (let from = 0; from < n; ) {
    let to = from + 1
    while (to < n && values[order[to] as number] === values[order[from] as number]) to++
    for (let i = from; i < to; i++) result[order[i] as number] = (from + 1 + to) / 2 / (n + 1)
    from = to
  }
  return result
}

/**
 * Compute the tail dependence of a t copula: the probability, in the limit, that one asset crashes given that the other does.
 *
 * @param degreesOfFreedom - nu, positive and finite.
 * @param correlation - from -1 to 1.
 * @throws {InvalidParameterError} when an argument is outside its range.
 * @source Demarta and McNeil, The t Copula and Related Copulas, International Statistical Review 73 (2005), proposition 1.
 * @example
 * import { tailDependence } from 'plimsoll/models'
 *
 * tailDependence(4, 0.5).toFixed(5) // '0.25317'
 */
export function tailDependence(degreesOfFreedom: number, correlation: number): number {
  if (!(correlation >= -1 && correlation <= 1)) {
    throw new InvalidParameterError({ parameter: 'correlation', value: correlation, demand: 'from -1 to 1' })
  }
  const nu = degreesOfFreedom
  if (!(nu > 0 && nu < Infinity)) {
    throw new InvalidParameterError({ parameter: 'degreesOfFreedom', value: nu, demand: 'positive and finite' })
  }
  if (correlation === -1) return 0
  return 2 * studentTCdf(-Math.sqrt(((nu + 1) * (1 - correlation)) / (1 + correlation)), nu + 1)
}
