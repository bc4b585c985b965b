import { digamma } from '../../distributions/digamma.js'
import { logGamma } from '../../distributions/logGamma.js'

/** Terms of the log density of a unit-variance Student-t that do not depend on the residual. */
export interface StudentConstants {
  /** ln Gamma((nu + 1) / 2) - ln Gamma(nu / 2) - ln(pi (nu - 2)) / 2. */
  readonly constant: number
  /** Its derivative with respect to nu. */
  readonly slope: number
}

/** Compute the constants of the log density for nu > 2 degrees of freedom. */
export function studentConstants(nu: number): StudentConstants {
  return {
    constant: logGamma((nu + 1) / 2) - logGamma(nu / 2) - 0.5 * Math.log(Math.PI * (nu - 2)),
    slope: 0.5 * (digamma((nu + 1) / 2) - digamma(nu / 2) - 1 / (nu - 2)),
  }
}
