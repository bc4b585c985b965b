import { SLOT, SLOTS } from './garchParameters.js'
import type { GarchSample } from './garchSample.js'
import { firstLogVariance } from './presample.js'
import { studentConstants } from './studentConstants.js'

/** Mean of |z| of a standard normal. */
export const MEAN_ABSOLUTE_NORMAL = Math.sqrt(2 / Math.PI)

/** Log variances beyond this, in samples of variance about one, are a recursion that runs away. */
export const LARGEST_LOG_VARIANCE = 100

const LOG_TWO_PI = Math.log(2 * Math.PI)
const slopes = new Float64Array(SLOTS)

/**
 * Compute the log likelihood of EGARCH(1,1) and its exact gradient in one pass.
 *
 * ln h(t+1) = omega + alpha (|z| - sqrt(2 / pi)) + gamma z + beta ln h(t). The constant is the normal's mean of |z| for Student-t
 * innovations too, as in Python's arch: another would move omega alone.
 *
 * @param theta - parameters in their slots; nu is read for Student-t innovations only.
 * @param gradient - receives the derivative with respect to each slot.
 * @param scores - where given, receives each observation's own derivatives, row by row, n x 6.
 * @returns the log likelihood of the scaled values; -Infinity where the recursion runs away.
 * @source Nelson, Conditional Heteroskedasticity in Asset Returns: A New Approach, Econometrica 59 (1991).
 */
export function egarchGradient(sample: GarchSample, theta: Float64Array, gradient: Float64Array, scores?: Float64Array): number {
  const { values } = sample
  const isStudent = sample.innovations === 'studentT'
  const mu = theta[SLOT.mu] as number
  const omega = theta[SLOT.omega] as number
  const alpha = theta[SLOT.alpha] as number
  const gamma = theta[SLOT.gamma] as number
  const beta = theta[SLOT.beta] as number
  const nu = theta[SLOT.nu] as number
  const { constant, slope } = isStudent ? studentConstants(nu) : { constant: -0.5 * LOG_TWO_PI, slope: 0 }
  const inverse = isStudent ? 1 / (nu - 2) : 0
  const weight = isStudent ? (nu + 1) * inverse : 1
  const n = values.length
  gradient.fill(0)
  let l = firstLogVariance(sample, theta, slopes)
  let lMu = slopes[SLOT.mu] as number
  let lOmega = slopes[SLOT.omega] as number
  let lAlpha = slopes[SLOT.alpha] as number
  let lGamma = slopes[SLOT.gamma] as number
  let lBeta = slopes[SLOT.beta] as number
  let gMu = 0
  let gOmega = 0
  let gAlpha = 0
  let gGamma = 0
  let gBeta = 0
  let logs = 0
  let squares = 0
  let shares = 0
  let tails = 1
  let tailLogs = 0
  for (let t = 0; t < n; t++) {
    if (!(Math.abs(l) <= LARGEST_LOG_VARIANCE)) return -Infinity
    const inverseRoot = Math.exp(-0.5 * l)
    const z = ((values[t] as number) - mu) * inverseRoot
    const z2 = z * z
    const tail = 1 + z2 * inverse
    const w = weight / tail
    logs += l
    squares += z2
    shares += z2 / tail
    tails *= tail
    // Batches of four: a runaway trial has residuals whose product would overflow in sixteen.
    if ((t & 3) === 3) {
      tailLogs += Math.log(tails)
      tails = 1
    }
    const byL = 0.5 * (w * z2 - 1)
    const byMu = w * z * inverseRoot + byL * lMu
    gMu += byMu
    gOmega += byL * lOmega
    gAlpha += byL * lAlpha
    gGamma += byL * lGamma
    gBeta += byL * lBeta
    if (scores !== undefined) {
      const row = t * SLOTS
      scores[row + SLOT.mu] = byMu
      scores[row + SLOT.omega] = byL * lOmega
      scores[row + SLOT.alpha] = byL * lAlpha
      scores[row + SLOT.gamma] = byL * lGamma
      scores[row + SLOT.beta] = byL * lBeta
      scores[row + SLOT.nu] = isStudent ? slope - 0.5 * Math.log(tail) + (0.5 * w * z2) / (nu - 2) : 0
    }
    const size = Math.abs(z)
    const byZ = z < 0 ? gamma - alpha : gamma + alpha
    const carry = beta - 0.5 * byZ * z
    lMu = carry * lMu - byZ * inverseRoot
    lOmega = carry * lOmega + 1
    lAlpha = carry * lAlpha + size - MEAN_ABSOLUTE_NORMAL
    lGamma = carry * lGamma + z
    lBeta = carry * lBeta + l
    l = omega + alpha * (size - MEAN_ABSOLUTE_NORMAL) + gamma * z + beta * l
  }
  tailLogs += Math.log(tails)
  gradient[SLOT.mu] = gMu
  gradient[SLOT.omega] = gOmega
  gradient[SLOT.alpha] = gAlpha
  gradient[SLOT.gamma] = gGamma
  gradient[SLOT.beta] = gBeta
  gradient[SLOT.nu] = isStudent ? n * slope - 0.5 * tailLogs + 0.5 * weight * inverse * shares : 0
  return isStudent ? n * constant - 0.5 * (logs + (nu + 1) * tailLogs) : n * constant - 0.5 * (logs + squares)
}
