import { studentTCdf } from '../distributions/studentTCdf.js'
import { InvalidParameterError } from '../returns/invalidParameterError.js'

/**
 * Compute the tail dependence of a t copula: the probability, in the limit, that one asset crashes given that the other does.
 *
 * @param degreesOfFreedom - nu, positive and finite.
 * @param correlation - from -1 to 1.
 * @throws {InvalidParameterError} when an argument is outside its range.
 * @source Demarta and McNeil, The t Copula and Related Copulas, International Statistical Review 73 (2005), proposition 1.
 * @example tailDependence(4, 0.5) // 0.25317…
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
