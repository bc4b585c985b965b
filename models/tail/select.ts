/**
 * Reorder an array so that its k-th smallest value stands at index k, no larger one before it and no smaller one after it.
 *
 * @param values - n numbers without NaN; reordered in place.
 * @param k - from 0 to n - 1.
 * @returns the k-th smallest value.
 * @source Hoare, Algorithm 65: Find, Communications of the ACM 4 (1961), with the median of three as the pivot.
 */
export function select(values: Float64Array, k: number): number {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const pivot = medianOfThree(values[low] as number, values[(low + high) >> 1] as number, values[high] as number)
    let i = low
    let j = high
    while (i <= j) {
      while ((values[i] as number) < pivot) i++
      while ((values[j] as number) > pivot) j--
      if (i > j) break
      const value = values[i] as number
      values[i++] = values[j] as number
      values[j--] = value
    }
    // Between j and i every value is the pivot.
    if (k <= j) high = j
    else if (k >= i) low = i
    else break
  }
  return values[k] as number
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}
