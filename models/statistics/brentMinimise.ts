import { NotConvergedError } from '../errors.js'

const GOLDEN = 0.5 * (3 - Math.sqrt(5))
const MAXIMUM_ITERATIONS = 200
/** The square root of epsilon: no closer can values of a smooth function tell two points apart. */
const RELATIVE = 1.5e-8

/** Where a function of one variable is lowest. */
export interface LineMinimum {
  readonly point: number
  readonly value: number
}

/**
 * Minimise a function of one variable on an interval without derivatives: golden sections sped up by parabolas.
 *
 * The point comes out within about 1e-8 of its size; on a function with several minima it is one of them.
 *
 * @param what - named in the error: 'The copula likelihood'.
 * @param evaluate - finite on the interval.
 * @throws {NotConvergedError} when a value is NaN or the interval does not close.
 * @source Brent, Algorithms for Minimization without Derivatives (1973), chapter 5 (localmin).
 */
export function brentMinimise({
  what,
  lower,
  upper,
  evaluate,
}: {
  what: string
  lower: number
  upper: number
  evaluate: (x: number) => number
}): LineMinimum {
  let [a, b] = [lower, upper]
  let x = a + GOLDEN * (b - a)
  let [w, v] = [x, x]
  let fx = evaluate(x)
  let [fw, fv] = [fx, fx]
  let step = 0
  let before = 0
  for (let iteration = 1; iteration <= MAXIMUM_ITERATIONS; iteration++) {
    if (Number.isNaN(fx)) throw new NotConvergedError({ what, iterations: iteration, reason: 'the function is not a number' })
    const middle = 0.5 * (a + b)
    const tolerance = RELATIVE * Math.abs(x) + 1e-12
    if (Math.abs(x - middle) <= 2 * tolerance - 0.5 * (b - a)) return { point: x, value: fx }
    let isGolden = true
    if (Math.abs(before) > tolerance) {
      // The parabola through the three best points.
      const r = (x - w) * (fx - fv)
      let q = (x - v) * (fx - fw)
      let p = (x - v) * q - (x - w) * r
      q = 2 * (q - r)
      if (q > 0) p = -p
      else q = -q
      const last = before
      before = step
      if (Math.abs(p) < Math.abs(0.5 * q * last) && p > q * (a - x) && p < q * (b - x)) {
        step = p / q
        const u = x + step
        if (u - a < 2 * tolerance || b - u < 2 * tolerance) step = x < middle ? tolerance : -tolerance
        isGolden = false
      }
    }
    if (isGolden) {
      before = (x < middle ? b : a) - x
      step = GOLDEN * before
    }
    const u = x + (Math.abs(step) >= tolerance ? step : step > 0 ? tolerance : -tolerance)
    const fu = evaluate(u)
    if (Number.isNaN(fu)) throw new NotConvergedError({ what, iterations: iteration, reason: 'the function is not a number' })
    if (fu <= fx) {
      if (u < x) b = x
      else a = x
      ;[v, fv, w, fw, x, fx] = [w, fw, x, fx, u, fu]
    } else {
      if (u < x) a = u
      else b = u
      if (fu <= fw || w === x) [v, fv, w, fw] = [w, fw, u, fu]
      else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu]
    }
  }
  throw new NotConvergedError({ what, iterations: MAXIMUM_ITERATIONS, reason: 'the interval does not close' })
}
