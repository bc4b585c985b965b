import type { Matrix } from 'ml-matrix'
import { NotConvergedError } from '../errors.js'
import { Box, type BoxProblem } from './box.js'
import { dampedBfgs } from './dampedBfgs.js'
import { hessianFromGradient } from './hessianFromGradient.js'
import { newtonStep } from './newtonStep.js'

const MAXIMUM_ITERATIONS = 200
/** A quasi-Newton step that promises less than this relative decrease hands over to Newton's. */
const HANDOVER = 1e-12
/** Newton's steps end where they promise less than this relative decrease: far below the rounding of the value. */
const FINISHED = 1e-20
/** Rounding of the value itself, relative. */
const NOISE = 1e-13
const ARMIJO = 1e-4
/** Relative gain of another round around a kink that is worth it. */
const HELD_GAIN = 1e-12
const MAXIMUM_STALLS = 3
/** Two are enough near a regular minimum; a coordinate that runs off to where nothing depends on it takes one for each unit. */
const MAXIMUM_NEWTON_STEPS = 30
/** Iterations after which a search that is still on its way, in a curved valley, takes the true Hessian. */
const REFRESH = 12

/** Where a function over a box is smallest. */
export interface Minimum {
  readonly point: Float64Array
  readonly value: number
  /** Which coordinates lie on a kink, or on a side of the box that the function would cross. */
  readonly isAtBound: readonly boolean[]
  readonly iterations: number
  /** Evaluations of value and gradient. */
  readonly evaluations: number
}

/**
 * Minimise a smooth function over a box from its analytic gradient: damped BFGS with an active set, finished by Newton's method.
 *
 * The last steps read the gradient only, because differences of the value cannot tell points apart closer than the square root of its
 * rounding: coordinates come out to about 1e-11 instead of 1e-7. Own code because the
 * packages with analytic gradients have no bounds (fmin 0.0.4: conjugate gradients; numeric 1.2.6: BFGS; optimization-js 1.5.0: L-BFGS),
 * and the GARCH-t of the DM/GBP benchmark lies on one; and their line searches stop by the value.
 *
 * Where the function has kinks in one named coordinate, the search goes on along a kink that holds it up: kinks lie across that axis.
 *
 * @throws {NotConvergedError} when the function is not defined at the start, or falls still after 200 iterations.
 * @source Nocedal and Wright, Numerical Optimization, 2nd ed. (2006): procedure 18.2 (damped BFGS), algorithm 3.1 (backtracking),
 * section 16.5 (active set).
 */
export function minimise(problem: BoxProblem): Minimum {
  return new Search(problem).run()
}

class Search {
  readonly #problem: BoxProblem
  readonly #box: Box
  readonly #n: number
  #point: Float64Array
  #gradient: Float64Array
  #trial: Float64Array
  #trialGradient: Float64Array
  readonly #direction: Float64Array
  readonly #isFixed: boolean[]
  #value: number
  #hessian: Matrix
  #evaluations = 0
  #isHeld = false
  #releasedAt = Infinity

  constructor(problem: BoxProblem) {
    this.#problem = problem
    this.#box = new Box(problem)
    const n = problem.start.length
    this.#n = n
    this.#point = Float64Array.from(problem.start, (x, i) => this.#box.clamp(x, i))
    this.#gradient = new Float64Array(n)
    this.#trial = new Float64Array(n)
    this.#trialGradient = new Float64Array(n)
    this.#direction = new Float64Array(n)
    this.#isFixed = new Array<boolean>(n).fill(false)
    this.#value = this.#evaluate(this.#point, this.#gradient)
    if (!Number.isFinite(this.#value)) this.#fail(0, 'the function is not defined at the starting point')
    this.#hessian = this.#differentiate()
  }

  run(): Minimum {
    let stalls = 0
    for (let iteration = 1; iteration <= MAXIMUM_ITERATIONS; iteration++) {
      const decrease = this.#solve()
      const isClose = decrease <= HANDOVER * this.#scale()
      if (!isClose && this.#step(decrease)) {
        stalls = 0
        if (iteration % REFRESH === 0) this.#hessian = this.#differentiate()
      } else if (this.#finish()) {
        if (!this.#isHeld || !this.#release()) return this.#minimum(iteration)
      } else if (++stalls === MAXIMUM_STALLS) {
        if (this.#problem.kinked === undefined || this.#isHeld) {
          return this.#fail(iteration, 'it does not fall along its own slope, as at a kink')
        }
        this.#isHeld = true
        stalls = 0
      }
    }
    return this.#fail(MAXIMUM_ITERATIONS, 'the function still falls')
  }

  #scale(): number {
    return Math.max(1, Math.abs(this.#value))
  }

  /** Let go of the held coordinate unless holding it has brought nothing since the last time: a kink that is a minimum. */
  #release(): boolean {
    if (this.#value >= this.#releasedAt - HELD_GAIN * this.#scale()) return false
    this.#releasedAt = this.#value
    this.#isHeld = false
    return true
  }

  #evaluate(point: Float64Array, gradient: Float64Array): number {
    this.#evaluations++
    return this.#problem.evaluate(point, gradient)
  }

  #differentiate(): Matrix {
    const { lower, upper } = this.#problem
    return hessianFromGradient({ gradientAt: (x, out) => this.#evaluate(x, out), point: this.#point, lower, upper })
  }

  /** Set the direction of the free coordinates and return twice the decrease that the quadratic model promises. */
  #solve(): number {
    for (let i = 0; i < this.#n; i++) this.#isFixed[i] = this.#isHeld && i === this.#problem.kinked
    for (;;) {
      let isSettled = true
      const free: number[] = []
      for (let i = 0; i < this.#n; i++) {
        if (!this.#isFixed[i] && this.#isLeaving(i, -(this.#gradient[i] as number))) this.#isFixed[i] = true
        if (!this.#isFixed[i]) free.push(i)
      }
      const steps = newtonStep(this.#hessian, this.#gradient, free)
      this.#direction.fill(0)
      for (const [k, i] of free.entries()) this.#direction[i] = steps[k] as number
      for (const i of free) {
        if (this.#isLeaving(i, this.#direction[i] as number)) {
          this.#isFixed[i] = true
          isSettled = false
        }
      }
      if (isSettled) {
        let decrease = 0
        for (const i of free) decrease -= (this.#gradient[i] as number) * (this.#direction[i] as number)
        return decrease
      }
    }
  }

  #isLeaving(i: number, move: number): boolean {
    return this.#box.isLeaving({ x: this.#point[i] as number, i, move })
  }

  /** Move along the direction to a lower value, up to the first side of the box, and learn the curvature. */
  #step(decrease: number): boolean {
    let t = this.#box.longestStep(this.#point, this.#direction)
    for (let attempt = 0; attempt < 40; attempt++) {
      this.#box.moveTo(this.#trial, this.#point, this.#direction, t)
      const value = this.#evaluate(this.#trial, this.#trialGradient)
      const change = value - this.#value
      if (Number.isFinite(change) && change <= -ARMIJO * t * decrease) {
        this.#learn()
        this.#accept(value)
        return true
      }
      const parabola = (0.5 * t * t * decrease) / (change + t * decrease)
      t = Number.isFinite(parabola) ? Math.min(0.5 * t, Math.max(0.1 * t, parabola)) : 0.1 * t
    }
    return false
  }

  #accept(value: number): void {
    this.#value = value
    ;[this.#point, this.#trial] = [this.#trial, this.#point]
    ;[this.#gradient, this.#trialGradient] = [this.#trialGradient, this.#gradient]
  }

  /** Update the Hessian from the accepted trial. */
  #learn(): void {
    const step = Array.from(this.#trial, (x, i) => x - (this.#point[i] as number))
    const slopeChange = Array.from(this.#trialGradient, (slope, i) => slope - (this.#gradient[i] as number))
    this.#hessian = dampedBfgs(this.#hessian, step, slopeChange)
  }

  /** Take Newton's steps while they promise a decrease; false where the quasi-Newton search has to go on from here. */
  #finish(): boolean {
    this.#hessian = this.#differentiate()
    const scale = this.#scale()
    let last = Infinity
    for (let k = 0; k < MAXIMUM_NEWTON_STEPS; k++) {
      const decrease = this.#solve()
      if (decrease <= FINISHED * scale) return true
      // Rounding of the gradient: the promise no longer shrinks, and is far below what the value can show.
      if (decrease >= 0.7 * last) return decrease <= HANDOVER * scale
      last = decrease
      const t = this.#box.longestStep(this.#point, this.#direction)
      this.#box.moveTo(this.#trial, this.#point, this.#direction, t)
      const value = this.#evaluate(this.#trial, this.#trialGradient)
      if (!(value <= this.#value + NOISE * scale)) return decrease <= HANDOVER * scale
      this.#accept(value)
      if (t < 1) last = Infinity
    }
    return last <= HANDOVER * scale
  }

  #minimum(iterations: number): Minimum {
    const isAtBound = Array.from(this.#point, (_, i) => {
      return (this.#isHeld && i === this.#problem.kinked) || this.#isLeaving(i, -(this.#gradient[i] as number))
    })
    return { point: this.#point, value: this.#value, isAtBound, iterations, evaluations: this.#evaluations }
  }

  #fail(iterations: number, reason: string): never {
    throw new NotConvergedError({ what: this.#problem.what, iterations, reason })
  }
}

/**
 * Minimise a function that may have several minima from each of some points, and keep the lowest.
 *
 * A search that does not converge is left out while another does.
 *
 * @param starts - first points, n coordinates each; at least one.
 * @returns the lowest minimum, the first of equals, with the iterations and evaluations of all.
 * @throws {NotConvergedError} as {@link minimise}, when no search converges: that of the first point.
 */
export function minimiseFromEach(starts: readonly ArrayLike<number>[], problem: Omit<BoxProblem, 'start'>): Minimum {
  let lowest: Minimum | undefined
  let failure: NotConvergedError | undefined
  let [iterations, evaluations] = [0, 0]
  for (const start of starts) {
    try {
      const found = minimise({ ...problem, start })
      iterations += found.iterations
      evaluations += found.evaluations
      if (lowest === undefined || found.value < lowest.value) lowest = found
    } catch (error) {
      if (!(error instanceof NotConvergedError)) throw error
      failure ??= error
    }
  }
  if (lowest === undefined) {
    throw failure ?? new NotConvergedError({ what: problem.what, iterations: 0, reason: 'there is no point to begin from' })
  }
  return { ...lowest, iterations, evaluations }
}
