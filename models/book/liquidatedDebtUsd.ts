import { closableShareOf } from './closableDebt.js'
import { closableLines, sumsAbove, sumsBelow, valueAbove, valueBelow } from './closableLines.js'
import { type LinearForm, linearForms } from './linearForms.js'
import type { LiquidationRule } from './book.js'
import type { Thresholds } from './thresholds.js'
import type { ValuedBook } from './valuePositions.js'

/**
 * Sum, in each joint price scenario, the debt that the venue lets liquidators close at once: of positions whose health factor is below 1 at
 * the shocked prices, all or the close factor's share, as `mayCloseWhole` tells.
 *
 * Positions that depend on one shocked asset cost a binary search a scenario for all of them together (sorted limits and prefix sums); only
 * those on two or more are evaluated one by one. The debt counts at the shocked prices. Within 1e-12 of the rule's health factor the whole
 * debt counts.
 *
 * @param rule - the venue's; undefined counts the whole debt of every position below 1.
 * @param shocks - log returns of the shocked assets, all of the same length n; an asset without a shock keeps its price.
 * @returns USD, length n.
 */
export function liquidatedDebtUsd({
  book,
  thresholds,
  rule,
  shocks,
  count,
}: {
  book: ValuedBook
  thresholds: Thresholds
  rule?: LiquidationRule | undefined
  shocks: readonly { asset: string; logReturns: Float64Array }[]
  count: number
}): Float64Array {
  const multipliers = shocks.map(({ logReturns }) => logReturns.map(Math.exp))
  const forms = linearForms(
    book,
    thresholds,
    shocks.map(({ asset }) => asset),
  )

  const constantUsd = forms
    .filter(({ assets }) => assets.length === 0)
    .reduce((sum, form) => sum + closableShareOf(rule, form)(form.surplus0, form.debt0, () => 1) * form.debt0, 0)
  const out = new Float64Array(count).fill(constantUsd)

  multipliers.forEach((multiplier, index) => {
    const lines = forms
      .filter(({ assets }) => assets.length === 1 && assets[0] === index)
      .map((form) => closableLines(form, rule))
    if (lines.length === 0) return
    const below = sumsBelow(lines.flatMap((of) => of.below))
    const above = sumsAbove(lines.flatMap((of) => of.above))
    for (let s = 0; s < count; s++) {
      const m = multiplier[s] as number
      // Rounding may leave a little below 0 where every piece of the sums is close to it.
      out[s] = (out[s] as number) + Math.max(0, valueBelow(below, m)) + Math.max(0, valueAbove(above, m))
    }
  })
  for (const form of forms) if (form.assets.length > 1) addJoint(form, rule, multipliers, out)
  return out
}

function addJoint(
  form: LinearForm,
  rule: LiquidationRule | undefined,
  multipliers: readonly Float64Array[],
  out: Float64Array,
): void {
  const columns = form.assets.map((index) => multipliers[index] as Float64Array)
  const size = columns.length
  const shareAt = closableShareOf(rule, form)
  let scenario = 0
  const multiplierOf = (asset: number) => (multipliers[asset] as Float64Array)[scenario] as number
  for (let s = 0; s < out.length; s++) {
    let surplus = form.surplus0
    for (let k = 0; k < size; k++) surplus += (form.surplus[k] as number) * ((columns[k] as Float64Array)[s] as number)
    if (surplus >= 0) continue
    let debt = form.debt0
    for (let k = 0; k < size; k++) debt += (form.debt[k] as number) * ((columns[k] as Float64Array)[s] as number)
    scenario = s
    out[s] = (out[s] as number) + shareAt(surplus, debt, multiplierOf) * debt
  }
}
