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
