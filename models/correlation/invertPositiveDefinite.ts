/**
 * Invert a symmetric positive definite matrix in place of `inverse` and give the logarithm of its determinant.
 *
 * Typed arrays and no allocation but one, for loops over thousands of small matrices: ml-matrix makes a dozen objects for each.
 *
 * @param matrix - k x k row by row; the lower triangle is read.
 * @param inverse - k x k, overwritten, symmetric.
 * @returns log |matrix|, or NaN where the matrix is not positive definite.
 */
export function invertPositiveDefinite(matrix: Float64Array, k: number, inverse: Float64Array): number {
  const lower = new Float64Array(k * k)
  let logDeterminant = 0
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i * k + j] as number
      for (let m = 0; m < j; m++) rest -= (lower[i * k + m] as number) * (lower[j * k + m] as number)
      if (i !== j) lower[i * k + j] = rest / (lower[j * k + j] as number)
      else if (rest > 0) {
        lower[i * k + i] = Math.sqrt(rest)
        logDeterminant += Math.log(rest)
      } else return Number.NaN
    }
  }
  // The inverse of the factor, below the diagonal and on it, then its product with itself.
  for (let j = 0; j < k; j++) {
    lower[j * k + j] = 1 / (lower[j * k + j] as number)
    for (let i = j + 1; i < k; i++) {
      let sum = 0
      for (let m = j; m < i; m++) sum -= (lower[i * k + m] as number) * (lower[m * k + j] as number)
      lower[i * k + j] = sum / (lower[i * k + i] as number)
    }
  }
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let m = i; m < k; m++) sum += (lower[m * k + i] as number) * (lower[m * k + j] as number)
      inverse[i * k + j] = sum
      inverse[j * k + i] = sum
    }
  }
  return logDeterminant
}
