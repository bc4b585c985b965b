/** A point this close to a side, relative to it, is on it: one rounding away it would stop the next step at once. */
const ROUNDING = 1e-14

/** The sides of a search: coordinate i lies from `lower[i]` to `upper[i]`. A side may be infinite. */
export class Box {
  readonly #lower: ArrayLike<number>
  readonly #upper: ArrayLike<number>

  constructor({ lower, upper }: { lower: ArrayLike<number>; upper: ArrayLike<number> }) {
    this.#lower = lower
    this.#upper = upper
  }

  /** Move a coordinate outside the box to its side. */
  clamp(x: number, i: number): number {
    return Math.min(this.#upper[i] as number, Math.max(this.#lower[i] as number, x))
  }

  /** Tell whether a coordinate on a side would move out of the box. */
  isLeaving({ x, i, move }: { x: number; i: number; move: number }): boolean {
    return (x <= (this.#lower[i] as number) && move < 0) || (x >= (this.#upper[i] as number) && move > 0)
  }

  /** Compute the share of a move, at most all of it, that ends on the first side in its way. */
  longestStep(point: Float64Array, direction: Float64Array): number {
    let share = 1
    for (let i = 0; i < point.length; i++) {
      const move = direction[i] as number
      if (move !== 0) share = Math.min(share, (this.#sideAhead(i, move) - (point[i] as number)) / move)
    }
    return share
  }

  /** Write the end of a share of a move, landing on a side exactly where it ends one rounding away from it. */
  moveTo(end: Float64Array, point: Float64Array, direction: Float64Array, share: number): void {
    for (let i = 0; i < point.length; i++) {
      const move = share * (direction[i] as number)
      const side = this.#sideAhead(i, move)
      const x = (point[i] as number) + move
      const isSide = move !== 0 && Number.isFinite(side) && Math.abs(x - side) <= ROUNDING * Math.abs(side)
      end[i] = isSide ? side : this.clamp(x, i)
    }
  }

  #sideAhead(i: number, move: number): number {
    return (move > 0 ? this.#upper[i] : this.#lower[i]) as number
  }
}

/** A smooth function over a box, to be minimised. Coordinates should be scaled so that a change of one is large. */
export interface BoxProblem {
  /** Named in the error: 'The GARCH likelihood'. */
  readonly what: string
  /** First point, n coordinates; coordinates outside the box are moved to its side. */
  readonly start: ArrayLike<number>
  readonly lower: ArrayLike<number>
  readonly upper: ArrayLike<number>
  /** Coordinate in which the function may have kinks: a search that stalls there goes on in the others before it tries again. */
  readonly kinked?: number
  /**
   * Compute the function at a point and write its gradient. A value that is not finite means that the function is not defined there.
   * The arrays are reused: they must not be kept.
   */
  evaluate(point: Float64Array, gradient: Float64Array): number
}
