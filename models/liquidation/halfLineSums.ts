/** A linear function that counts on one side of a limit: constant + factor m. */
export interface HalfLine {
  readonly limit: number
  readonly constant: number
  readonly factor: number
}

/** Half lines by ascending limit, with their sums: plain typed arrays, so that they can go to another thread. */
export interface HalfLineSums {
  readonly limits: Float64Array
  /** Sums over the half lines that count when i limits lie on the near side of m; length n + 1. */
  readonly constants: Float64Array
  readonly factors: Float64Array
}

/**
 * Sum half lines that count where m is below their limit.
 *
 * The sums run from the largest limit down: those of the few that count first are added up among themselves, and do not come out of the
 * difference of two large sums.
 */
export function sumsBelow(lines: readonly HalfLine[]): HalfLineSums {
  const { sorted, sums } = sort(lines)
  for (let i = sorted.length - 1; i >= 0; i--) extend(sums, i, i + 1, sorted[i] as HalfLine)
  return sums
}

/** Sum half lines that count where m is above their limit. */
export function sumsAbove(lines: readonly HalfLine[]): HalfLineSums {
  const { sorted, sums } = sort(lines)
  sorted.forEach((line, i) => {
    extend(sums, i + 1, i, line)
  })
  return sums
}

/** Evaluate what sumsBelow summed at m, by a binary search. */
export function valueBelow({ limits, constants, factors }: HalfLineSums, m: number): number {
  let low = 0
  let high = limits.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((limits[middle] as number) <= m) low = middle + 1
    else high = middle
  }
  return (constants[low] as number) + (factors[low] as number) * m
}

/** Evaluate what sumsAbove summed at m, by a binary search. */
export function valueAbove({ limits, constants, factors }: HalfLineSums, m: number): number {
  let low = 0
  let high = limits.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((limits[middle] as number) < m) low = middle + 1
    else high = middle
  }
  return (constants[low] as number) + (factors[low] as number) * m
}

function sort(lines: readonly HalfLine[]): { sorted: readonly HalfLine[]; sums: HalfLineSums } {
  const sorted = [...lines].sort((a, b) => (a.limit < b.limit ? -1 : a.limit > b.limit ? 1 : 0))
  return {
    sorted,
    sums: {
      limits: Float64Array.from(sorted, ({ limit }) => limit),
      constants: new Float64Array(lines.length + 1),
      factors: new Float64Array(lines.length + 1),
    },
  }
}

function extend({ constants, factors }: HalfLineSums, to: number, from: number, { constant, factor }: HalfLine): void {
  constants[to] = (constants[from] as number) + constant
  factors[to] = (factors[from] as number) + factor
}
