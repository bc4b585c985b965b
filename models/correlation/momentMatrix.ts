/**
 * Compute the mean of products of columns, exactly symmetric.
 *
 * @param columns - k columns of n >= 1 values.
 * @param isCentred - subtract each column's mean first; with n, not n - 1, in the denominator either way.
 */
export function momentMatrix(columns: readonly Float64Array[], isCentred: boolean): Float64Array[] {
  const used = isCentred ? columns.map(centred) : columns
  const matrix = used.map(() => new Float64Array(used.length))
  for (const [i, a] of used.entries()) {
    for (let j = 0; j <= i; j++) {
      const b = used[j] as Float64Array
      let sum = 0
      for (let t = 0; t < a.length; t++) sum += (a[t] as number) * (b[t] as number)
      ;(matrix[i] as Float64Array)[j] = sum / a.length
      ;(matrix[j] as Float64Array)[i] = sum / a.length
    }
  }
  return matrix
}

/** Subtract a column's mean. */
export function centred(column: Float64Array): Float64Array {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length
  return column.map((value) => value - mean)
}
