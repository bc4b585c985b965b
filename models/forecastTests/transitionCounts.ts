import { countViolations } from './countViolations.js'

/** How often each mark followed each: `n01` counts a violation after none. They sum to n - 1. */
export interface TransitionCounts {
  readonly n00: number
  readonly n01: number
  readonly n10: number
  readonly n11: number
}

/**
 * Count the transitions between days with and without a violation.
 *
 * @param violations - n >= 2 marks, each 0 or 1, in ascending time.
 * @throws {SeriesTooShortError} when there are fewer than two marks.
 * @throws {InvalidSeriesValueError} when a mark is neither 0 nor 1.
 */
export function transitionCounts(violations: ArrayLike<number>): TransitionCounts {
  const total = countViolations(violations, 2)
  const last = violations.length - 1
  let n11 = 0
  for (let t = 1; t <= last; t++) n11 += (violations[t - 1] as number) * (violations[t] as number)
  const n01 = total - (violations[0] as number) - n11
  const n10 = total - (violations[last] as number) - n11
  return { n00: last - n01 - n10 - n11, n01, n10, n11 }
}
