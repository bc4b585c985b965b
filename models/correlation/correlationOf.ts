import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'

/**
 * Turn a covariance matrix into correlations: exactly 1 on the diagonal, exactly symmetric, within [-1, 1].
 *
 * @param covariance - k symmetric rows of k finite values.
 * @throws {DegenerateSeriesError} when a variance is not positive.
 */
export function correlationOf(covariance: readonly Float64Array[]): Float64Array[] {
  const deviations = covariance.map((row, i) => {
    const deviation = Math.sqrt(row[i] as number)
    if (!(deviation > 0)) throw new DegenerateSeriesError({ what: 'A correlation', reason: `column ${i} does not vary` })
    return deviation
  })
  return covariance.map((_, i) =>
    Float64Array.from(covariance, (_, j) => {
      if (i === j) return 1
      const [high, low] = [Math.max(i, j), Math.min(i, j)]
      const value = covariance[high]?.[low] as number
      return Math.max(-1, Math.min(1, value / (deviations[high] as number) / (deviations[low] as number)))
    }),
  )
}
