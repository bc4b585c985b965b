import type { LinearForm } from './linearForms.js'

interface Side {
  /** Multipliers at which the positions become liquidatable, ascending. */
  readonly thresholds: Float64Array
  /** Prefix sums over that order, length n + 1: the debt's constant and its factor of the multiplier. */
  readonly constant: Float64Array
  readonly factor: Float64Array
}

/** Positions that depend on one asset's multiplier m, ordered by the m at which each becomes liquidatable. */
export class SortedForms {
  /** Liquidatable below their threshold: collateral in the asset. */
  readonly #long: Side
  /** Liquidatable above their threshold: debt in the asset. */
  readonly #short: Side

  constructor(forms: readonly LinearForm[]) {
    const long: { at: number; form: LinearForm }[] = []
    const short: { at: number; form: LinearForm }[] = []
    for (const form of forms) {
      const slope = form.surplus[0] as number
      if (slope > 0) long.push({ at: -form.surplus0 / slope, form })
      else if (slope < 0) short.push({ at: -form.surplus0 / slope, form })
      // Collateral and debt in the asset cancel: liquidatable at every multiplier or at none.
      else if (form.surplus0 < 0) long.push({ at: Number.POSITIVE_INFINITY, form })
    }
    this.#long = side(long)
    this.#short = side(short)
  }

  /** Sum the debt of the liquidatable positions at a multiplier, in USD. */
  liquidatedUsdAt(multiplier: number): number {
    const { thresholds, constant, factor } = this.#long
    const n = thresholds.length
    const safe = countUpTo(thresholds, multiplier)
    const hit = countBelow(this.#short.thresholds, multiplier)
    return (
      (constant[n] as number) -
      (constant[safe] as number) +
      ((factor[n] as number) - (factor[safe] as number)) * multiplier +
      (this.#short.constant[hit] as number) +
      (this.#short.factor[hit] as number) * multiplier
    )
  }
}

function side(items: { at: number; form: LinearForm }[]): Side {
  items.sort((a, b) => a.at - b.at)
  const constant = new Float64Array(items.length + 1)
  const factor = new Float64Array(items.length + 1)
  items.forEach(({ form }, i) => {
    constant[i + 1] = (constant[i] as number) + form.debt0
    factor[i + 1] = (factor[i] as number) + (form.debt[0] as number)
  })
  return { thresholds: Float64Array.from(items, ({ at }) => at), constant, factor }
}

/** Count values <= limit in an ascending array. */
function countUpTo(ascending: Float64Array, limit: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] as number) <= limit) low = middle + 1
    else high = middle
  }
  return low
}

/** Count values < limit in an ascending array. */
function countBelow(ascending: Float64Array, limit: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] as number) < limit) low = middle + 1
    else high = middle
  }
  return low
}
