import type { LiquidationRule } from '../market/liquidationRule.js'
import { closableShareOf } from './closableShare.js'
import type { HalfLine } from './halfLineSums.js'
import type { LinearForm } from './linearForms.js'

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
