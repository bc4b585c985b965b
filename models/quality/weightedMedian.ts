import { SeriesTooShortError } from '../returns/seriesTooShortError.js'

/**
 * Find the value at which half of the weight lies below: the vote of three or more sources on a price.
 *
 * Where exactly half lies below, the mean of the two middle values.
 *
 * @param votes - at least one finite value with a positive weight.
 * @throws {SeriesTooShortError} when there is no vote.
 */
export function weightedMedian(votes: readonly { readonly value: number; readonly weight: number }[]): number {
  const sorted = [...votes].sort((a, b) => a.value - b.value)
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2
  let below = 0
  for (const [i, { value, weight }] of sorted.entries()) {
    below += weight
    const next = sorted[i + 1]
    if (below > half || next === undefined) return value
    if (below === half) return value / 2 + next.value / 2
  }
  throw new SeriesTooShortError({ what: 'A weighted median', observations: 0, required: 1 })
}
