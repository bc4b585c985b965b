import { type LinearForm, linearForms } from './linearForms.js'
import { SortedForms } from './sortedForms.js'
import type { Thresholds } from './thresholds.js'
import type { ValuedBook } from './valuePositions.js'

/**
 * Sum, in each joint price scenario, the debt of the positions whose health factor is below 1 at the shocked prices.
 *
 * Positions that depend on one shocked asset cost a binary search a scenario for all of them together (sorted thresholds and prefix
 * sums); only those on two or more are evaluated one by one. The debt counts at the shocked prices.
 *
 * @param shocks - log returns of the shocked assets, all of the same length n; an asset without a shock keeps its price.
 * @returns USD, length n.
 */
export function liquidatedDebtUsd({
  book,
  thresholds,
  shocks,
  count,
}: {
  book: ValuedBook
  thresholds: Thresholds
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
    .filter(({ assets, surplus0 }) => assets.length === 0 && surplus0 < 0)
    .reduce((sum, { debt0 }) => sum + debt0, 0)
  const out = new Float64Array(count).fill(constantUsd)

  multipliers.forEach((multiplier, index) => {
    const single = forms.filter(({ assets }) => assets.length === 1 && assets[0] === index)
    if (single.length === 0) return
    const sorted = new SortedForms(single)
    for (let s = 0; s < count; s++) out[s] = (out[s] as number) + sorted.liquidatedUsdAt(multiplier[s] as number)
  })
  for (const form of forms) if (form.assets.length > 1) addJoint(form, multipliers, out)
  return out
}

function addJoint(form: LinearForm, multipliers: readonly Float64Array[], out: Float64Array): void {
  const columns = form.assets.map((index) => multipliers[index] as Float64Array)
  const size = columns.length
  for (let s = 0; s < out.length; s++) {
    let surplus = form.surplus0
    for (let k = 0; k < size; k++) surplus += (form.surplus[k] as number) * ((columns[k] as Float64Array)[s] as number)
    if (surplus >= 0) continue
    let debt = form.debt0
    for (let k = 0; k < size; k++) debt += (form.debt[k] as number) * ((columns[k] as Float64Array)[s] as number)
    out[s] = (out[s] as number) + debt
  }
}
