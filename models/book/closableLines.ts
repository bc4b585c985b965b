import { closableShareOf } from './closableDebt.js'
import type { LinearForm } from './linearForms.js'
import type { LiquidationRule } from './book.js'

/** A position's closable debt over the multiplier m of its one shocked asset, as half lines that count below and above their limits. */
export interface ClosableLines {
  readonly below: readonly HalfLine[]
  readonly above: readonly HalfLine[]
}

/**
 * Write the closable debt of a position on one shocked asset as half lines.
 *
 * Between the multipliers at which a condition of the rule turns, the share is constant and the debt linear. A position that is healthy at
 * high multipliers is written with lines that count below their limit, any other with lines that count above it: so the sums are
 * exactly 0 where nobody is liquidatable.
 */
export function closableLines(form: LinearForm, rule: LiquidationRule | undefined): ClosableLines {
  const [slope, debtSlope] = [form.surplus[0] as number, form.debt[0] as number]
  const shareAt = closableShareOf(rule, form)
  const pieces = intervals(turns(form, rule)).map(({ from, to, inside }) => {
    const surplus = form.surplus0 + slope * inside
    const debt = form.debt0 + debtSlope * inside
    const share = shareAt(surplus, debt, () => inside)
    return { from, to, constant: share * form.debt0, factor: share * debtSlope, share }
  })
  const isHealthyAbove = pieces.at(-1)?.share === 0
  const lines: HalfLine[] = []
  for (const { from, to, constant, factor, share } of pieces) {
    if (share === 0) continue
    const opposite = { constant: -constant, factor: -factor }
    if (isHealthyAbove) {
      lines.push({ limit: to, constant, factor })
      if (from > 0) lines.push({ limit: from, ...opposite })
    } else {
      // A price of 0 is above this limit.
      lines.push({ limit: from > 0 ? from : Number.NEGATIVE_INFINITY, constant, factor })
      if (to < Number.POSITIVE_INFINITY) lines.push({ limit: to, ...opposite })
    }
  }
  return isHealthyAbove ? { below: lines, above: [] } : { below: [], above: lines }
}

/** Multipliers at which a condition turns. */
function turns({ surplus0, surplus, debt0, debt, collaterals, debts }: LinearForm, rule: LiquidationRule | undefined): number[] {
  const [slope, debtSlope] = [surplus[0] as number, debt[0] as number]
  const found = [-surplus0 / slope]
  if (rule !== undefined) {
    const { closeFactorBps, fullCloseHealthFactorBps, fullCloseBelowUsd } = rule
    const depth = 1 - fullCloseHealthFactorBps / 10_000
    found.push(-(surplus0 + depth * debt0) / (slope + depth * debtSlope))
    found.push(((fullCloseBelowUsd * 10_000) / closeFactorBps - debt0) / debtSlope)
    for (const { usd, asset } of [...collaterals, ...debts]) if (asset >= 0) found.push(fullCloseBelowUsd / usd)
  }
  return found.filter((m) => m > 0 && m < Number.POSITIVE_INFINITY).sort((a, b) => a - b)
}

/** The intervals of (0, infinity) between ascending turns, each with a point inside. */
function intervals(ascending: readonly number[]): { from: number; to: number; inside: number }[] {
  const unique = ascending.filter((m, i) => m !== ascending[i - 1])
  const starts = [0, ...unique]
  return starts.map((from, i) => {
    const to = unique[i] ?? Number.POSITIVE_INFINITY
    return { from, to, inside: to === Number.POSITIVE_INFINITY ? 2 * from + 1 : (from + to) / 2 }
  })
}

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
