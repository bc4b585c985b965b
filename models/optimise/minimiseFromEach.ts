import type { BoxProblem } from './boxProblem.js'
import { type Minimum, minimise } from './minimise.js'
import { NotConvergedError } from './notConvergedError.js'

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
