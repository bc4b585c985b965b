import { FLOAT_LITERALS } from './floatLiterals.js'
import { studentConstants } from './garchLogLikelihood.js'
import { firstLogVariance, type GarchSample } from './garchSample.js'
import { SLOT, SLOTS } from './garchSpec.js'

/** Mean of |z| of a standard normal. */
export const MEAN_ABSOLUTE_NORMAL = Math.sqrt(2 / Math.PI)

/** Log variances beyond this, in samples of variance about one, are a recursion that runs away. */
export const LARGEST_LOG_VARIANCE = 100

const LOG_TWO_PI = Math.log(2 * Math.PI)
const slopes = new Float64Array(SLOTS)

/** What one pass adds up, by index: derivatives by slot (nu's left out), then the parts of the log likelihood. */
const SUM = { logs: 5, tailLogs: 6, squares: 7, shares: 8 } as const
const sums = new Float64Array(9)

/** By index: 1 / (nu - 2), (nu + 1) / (nu - 2) and the slope of the constant, or their limits 0, 1 and 0 for a normal. */
const shape = new Float64Array(3)

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
  const isStudent = sample.innovations === 'studentT'
  const nu = theta[SLOT.nu] as number
  const student = isStudent ? studentConstants(nu) : undefined
  shape[0] = isStudent ? 1 / (nu - 2) : 0
  shape[1] = isStudent ? (nu + 1) / (nu - 2) : 1
  shape[2] = student?.slope ?? 0
  const first = firstLogVariance(sample, theta, slopes)
  if (!accumulate(sample.values, theta, first, scores)) return -Infinity
  for (let slot = 0; slot < SLOT.nu; slot++) gradient[slot] = sums[slot] as number
  const n = sample.values.length
  const logs = sums[SUM.logs] as number
  const tailLogs = sums[SUM.tailLogs] as number
  if (student === undefined) {
    gradient[SLOT.nu] = 0
    return -0.5 * (n * LOG_TWO_PI + logs + (sums[SUM.squares] as number))
  }
  const shares = sums[SUM.shares] as number
  gradient[SLOT.nu] = n * student.slope - 0.5 * tailLogs + (0.5 * (nu + 1) * shares) / (nu - 2) ** 2
  return n * student.constant - 0.5 * (logs + (nu + 1) * tailLogs)
}

/** Run the recursion and its derivatives over the values, and tell whether it stayed in range. */
function accumulate(values: Float64Array, theta: Float64Array, first: number, scores: Float64Array | undefined): boolean {
  const mu = theta[SLOT.mu] as number
  const omega = theta[SLOT.omega] as number
  const alpha = theta[SLOT.alpha] as number
  const gamma = theta[SLOT.gamma] as number
  const beta = theta[SLOT.beta] as number
  const inverse = shape[0] as number
  const weight = shape[1] as number
  const slope = shape[2] as number
  const zero = FLOAT_LITERALS[0] as number
  const one = FLOAT_LITERALS[1] as number
  const n = values.length
  let l = first
  let lMu = slopes[SLOT.mu] as number
  let lOmega = slopes[SLOT.omega] as number
  let lAlpha = slopes[SLOT.alpha] as number
  let lGamma = slopes[SLOT.gamma] as number
  let lBeta = slopes[SLOT.beta] as number
  let gMu = zero
  let gOmega = zero
  let gAlpha = zero
  let gGamma = zero
  let gBeta = zero
  let tails = one
  let logs = zero
  let tailLogs = zero
  let squares = zero
  let shares = zero
  for (let t = 0; t < n; t++) {
    if (!(Math.abs(l) <= LARGEST_LOG_VARIANCE)) return false
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
      tails = one
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
      scores[row + SLOT.nu] = slope - 0.5 * Math.log(tail) + 0.5 * w * z2 * inverse
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
  sums[SLOT.mu] = gMu
  sums[SLOT.omega] = gOmega
  sums[SLOT.alpha] = gAlpha
  sums[SLOT.gamma] = gGamma
  sums[SLOT.beta] = gBeta
  sums[SUM.logs] = logs
  sums[SUM.tailLogs] = tailLogs
  sums[SUM.squares] = squares
  sums[SUM.shares] = shares
  return true
}
