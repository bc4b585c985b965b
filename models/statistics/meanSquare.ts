/**
 * Compute the mean of squares of a non-empty series: the variance of returns about zero.
 *
 * Daily returns are not demeaned: their mean is far below its own standard error.
 */
export function meanSquare(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    sum += value * value
  }
  return sum / values.length
}
