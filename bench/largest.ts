import type { Sampled } from './measure.js'
import { median } from './median.js'

/**
 * Take the largest of samples, with the smallest: for peaks, where a middle one would flatter.
 *
 * @throws {RangeError} when there is no sample, or one that is not finite
 */
export function largest(samples: readonly number[]): Sampled {
  const { range } = median(samples)
  return { value: range.max, range }
}
