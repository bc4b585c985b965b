import { digamma, logGamma } from '../../statistics/gamma.js'
import { FLOAT_LITERALS } from './floatLiterals.js'
import { firstVariance, type GarchSample } from './garchSample.js'
import { SLOT, SLOTS } from './garchSpec.js'

const LOG_TWO_PI = Math.log(2 * Math.PI)

/** Factors that are multiplied before one logarithm; those of a sample of standard deviation one cannot overflow in so few. */
const BATCH_MASK = 15

const slopes = new Float64Array(SLOTS)

/**
 * Compute the log likelihood of GARCH(1,1) or GJR(1,1) without its gradient, which is three times as fast.
 *
 * @param theta - parameters in their slots; a gamma of 0 is GARCH, nu is read for Student-t innovations only.
 * @returns the log likelihood of the scaled values; not a finite number where it is not defined.
 * @source Bollerslev, Generalized Autoregressive Conditional Heteroskedasticity, Journal of Econometrics 31 (1986).
 */
export function garchLogLikelihood(sample: GarchSample, theta: Float64Array): number {
  const h = firstVariance(sample, theta, slopes)
  return sample.innovations === 'normal' ? normalValue(sample.values, theta, h) : studentValue(sample.values, theta, h)
}

function normalValue(values: Float64Array, theta: Float64Array, first: number): number {
  const mu = theta[SLOT.mu] as number
  const omega = theta[SLOT.omega] as number
  const alpha = theta[SLOT.alpha] as number
  const both = alpha + (theta[SLOT.gamma] as number)
  const beta = theta[SLOT.beta] as number
  const zero = FLOAT_LITERALS[0] as number
  const one = FLOAT_LITERALS[1] as number
  const n = values.length
  let h = first
  let product = one
  let logs = zero
  let squares = zero
  for (let t = 0; t < n; t++) {
    const e = (values[t] as number) - mu
    const e2 = e * e
    product *= h
    squares += e2 / h
    if ((t & BATCH_MASK) === BATCH_MASK) {
      logs += Math.log(product)
      product = one
    }
    h = omega + (e < 0 ? both : alpha) * e2 + beta * h
  }
  return -0.5 * (n * LOG_TWO_PI + logs + Math.log(product) + squares)
}

function studentValue(values: Float64Array, theta: Float64Array, first: number): number {
  const mu = theta[SLOT.mu] as number
  const omega = theta[SLOT.omega] as number
  const alpha = theta[SLOT.alpha] as number
  const both = alpha + (theta[SLOT.gamma] as number)
  const beta = theta[SLOT.beta] as number
  const nu = theta[SLOT.nu] as number
  const inverse = 1 / (nu - 2)
  const zero = FLOAT_LITERALS[0] as number
  const one = FLOAT_LITERALS[1] as number
  const n = values.length
  let h = first
  let product = one
  let tails = one
  let logs = zero
  let tailLogs = zero
  for (let t = 0; t < n; t++) {
    const e = (values[t] as number) - mu
    const e2 = e * e
    product *= h
    tails *= 1 + (e2 * inverse) / h
    if ((t & BATCH_MASK) === BATCH_MASK) {
      logs += Math.log(product)
      tailLogs += Math.log(tails)
      product = one
      tails = one
    }
    h = omega + (e < 0 ? both : alpha) * e2 + beta * h
  }
  logs += Math.log(product)
  tailLogs += Math.log(tails)
  return n * studentConstants(nu).constant - 0.5 * (logs + (nu + 1) * tailLogs)
}

/** Terms of the log density of a unit-variance Student-t that do not depend on the residual. */
interface StudentConstants {
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
