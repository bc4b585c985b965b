import { FLOAT_LITERALS } from './floatLiterals.js'
import { studentConstants } from './garchLogLikelihood.js'
import { firstVariance, type GarchSample } from './garchSample.js'
import { SLOT, SLOTS } from './garchSpec.js'

const LOG_TWO_PI = Math.log(2 * Math.PI)
const BATCH_MASK = 15
const slopes = new Float64Array(SLOTS)

/** What one pass adds up, by index: derivatives by slot (nu's left out), then the parts of the log likelihood. */
const SUM = { logs: 5, tailLogs: 6, squares: 7, shares: 8 } as const
const sums = new Float64Array(9)

/** By index: 1 / (nu - 2), (nu + 1) / (nu - 2) and the slope of the constant, or their limits 0, 1 and 0 for a normal. */
const shape = new Float64Array(3)

/**
 * Compute the log likelihood of GARCH(1,1) or GJR(1,1) and its exact gradient in one pass.
 *
 * @param theta - parameters in their slots; nu is read for Student-t innovations only.
 * @param gradient - receives the derivative with respect to each slot; nu's is 0 for normal innovations.
 * @param scores - where given, receives each observation's own derivatives, row by row, n x 6.
 * @returns the log likelihood of the scaled values; not a finite number where it is not defined.
 * @source Fiorentini, Calzolari and Panattoni, Analytic Derivatives and the Computation of GARCH Estimates, Journal of Applied
 * Econometrics 11 (1996); Glosten, Jagannathan and Runkle, Journal of Finance 48 (1993), for gamma.
 */
export function garchGradient(sample: GarchSample, theta: Float64Array, gradient: Float64Array, scores?: Float64Array): number {
  const isStudent = sample.innovations === 'studentT'
  const nu = theta[SLOT.nu] as number
  const student = isStudent ? studentConstants(nu) : undefined
  shape[0] = isStudent ? 1 / (nu - 2) : 0
  shape[1] = isStudent ? (nu + 1) / (nu - 2) : 1
  shape[2] = student?.slope ?? 0
  const first = firstVariance(sample, theta, slopes)
  accumulate(sample.values, theta, first, scores)
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

/** Run the recursion and its derivatives over the values. */
function accumulate(values: Float64Array, theta: Float64Array, first: number, scores: Float64Array | undefined): void {
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
  let h = first
  let hMu = slopes[SLOT.mu] as number
  let hOmega = slopes[SLOT.omega] as number
  let hAlpha = slopes[SLOT.alpha] as number
  let hGamma = slopes[SLOT.gamma] as number
  let hBeta = slopes[SLOT.beta] as number
  let gMu = zero
  let gOmega = zero
  let gAlpha = zero
  let gGamma = zero
  let gBeta = zero
  let product = one
  let tails = one
  let logs = zero
  let tailLogs = zero
  let squares = zero
  let shares = zero
  for (let t = 0; t < n; t++) {
    const e = (values[t] as number) - mu
    const e2 = e * e
    const inverseH = 1 / h
    const z2 = e2 * inverseH
    const tail = 1 + z2 * inverse
    const w = weight / tail
    product *= h
    tails *= tail
    squares += z2
    shares += z2 / tail
    if ((t & BATCH_MASK) === BATCH_MASK) {
      logs += Math.log(product)
      tailLogs += Math.log(tails)
      product = one
      tails = one
    }
    const byH = 0.5 * inverseH * (w * z2 - 1)
    const byMu = w * e * inverseH + byH * hMu
    gMu += byMu
    gOmega += byH * hOmega
    gAlpha += byH * hAlpha
    gGamma += byH * hGamma
    gBeta += byH * hBeta
    if (scores !== undefined) {
      const row = t * SLOTS
      scores[row + SLOT.mu] = byMu
      scores[row + SLOT.omega] = byH * hOmega
      scores[row + SLOT.alpha] = byH * hAlpha
      scores[row + SLOT.gamma] = byH * hGamma
      scores[row + SLOT.beta] = byH * hBeta
      scores[row + SLOT.nu] = slope - 0.5 * Math.log(tail) + 0.5 * w * z2 * inverse
    }
    const isDown = e < 0
    hMu = beta * hMu - 2 * (isDown ? alpha + gamma : alpha) * e
    hOmega = beta * hOmega + 1
    hAlpha = beta * hAlpha + e2
    hGamma = isDown ? beta * hGamma + e2 : beta * hGamma
    hBeta = beta * hBeta + h
    h = omega + (isDown ? alpha + gamma : alpha) * e2 + beta * h
  }
  logs += Math.log(product)
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
}
