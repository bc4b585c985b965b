import { SLOT, SLOTS } from './garchParameters.js'
import type { GarchSample } from './garchSample.js'
import { firstVariance } from './presample.js'
import { studentConstants } from './studentConstants.js'

const LOG_TWO_PI = Math.log(2 * Math.PI)
const BATCH_MASK = 15
const slopes = new Float64Array(SLOTS)

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
  let h = firstVariance(sample, theta, slopes)
  let hMu = slopes[SLOT.mu] as number
  let hOmega = slopes[SLOT.omega] as number
  let hAlpha = slopes[SLOT.alpha] as number
  let hGamma = slopes[SLOT.gamma] as number
  let hBeta = slopes[SLOT.beta] as number
  let gMu = 0
  let gOmega = 0
  let gAlpha = 0
  let gGamma = 0
  let gBeta = 0
  let product = 1
  let tails = 1
  let logs = 0
  let tailLogs = 0
  let squares = 0
  let shares = 0
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
      product = 1
      tails = 1
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
      scores[row + SLOT.nu] = isStudent ? slope - 0.5 * Math.log(tail) + (0.5 * w * z2) / (nu - 2) : 0
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
  gradient[SLOT.mu] = gMu
  gradient[SLOT.omega] = gOmega
  gradient[SLOT.alpha] = gAlpha
  gradient[SLOT.gamma] = gGamma
  gradient[SLOT.beta] = gBeta
  gradient[SLOT.nu] = isStudent ? n * slope - 0.5 * tailLogs + 0.5 * weight * inverse * shares : 0
  return isStudent ? n * constant - 0.5 * (logs + (nu + 1) * tailLogs) : n * constant - 0.5 * (logs + squares)
}
