import type { Sampled } from './measure.js'

/**
 * Take the median of samples, with the smallest and the largest.
 *
 * @throws {RangeError} when there is no sample, or one that is not finite
 */
export function median(samples: readonly number[]): Sampled {
  if (samples.length === 0 || !samples.every(Number.isFinite)) throw new RangeError(`No median of [${samples.join(', ')}].`)
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (index: number) => sorted[index] as number
  const middle = (sorted.length - 1) / 2
  const value = (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2
  return { value, range: { min: at(0), max: at(sorted.length - 1) } }
}
