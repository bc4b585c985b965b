import { type HalfLine, type HalfLineSums, sumsAbove, sumsBelow } from './closableLines.js'
import type { LossForm } from './lossForms.js'

/** A book's losses, laid out for evaluation in many scenarios: plain typed arrays, so that they can go to another thread. */
export interface PreparedLosses {
  /** Losses that no price changes. */
  readonly constantUsd: number
  /** Positions on one shocked asset, by asset. */
  readonly single: readonly { readonly asset: number; readonly below: HalfLineSums; readonly above: HalfLineSums }[]
  readonly direct: DirectForms
}

/** Positions that are evaluated one by one; position i has the entries starts[i] to starts[i + 1] - 1 of assets, surplus and loss. */
export interface DirectForms {
  readonly starts: Int32Array
  readonly assets: Int32Array
  readonly surplus0: Float64Array
  readonly surplus: Float64Array
  readonly loss0: Float64Array
  readonly loss: Float64Array
}

/**
 * Lay positions out by how they are evaluated.
 *
 * A position on one shocked asset is uncovered on an interval of the asset's multiplier, almost always from or to the end of the line: those
 * are summed in advance by where their interval ends. What is left, and positions on several assets, are kept as they are.
 */
export function prepareLosses(forms: readonly LossForm[]): PreparedLosses {
  const byAsset = new Map<number, { below: HalfLine[]; above: HalfLine[] }>()
  const direct: LossForm[] = []
  let constantUsd = 0
  for (const form of forms) {
    const [asset] = form.assets
    if (asset === undefined) {
      if (form.surplus0 < 0) constantUsd += Math.max(0, form.loss0)
    } else if (form.assets.length > 1) {
      direct.push(form)
    } else {
      const sides = byAsset.get(asset) ?? { below: [], above: [] }
      byAsset.set(asset, sides)
      const { from, to } = uncovered(form)
      const line = { constant: form.loss0, factor: form.loss[0] as number }
      if (!(from < to && to > 0)) continue
      if (from < 0) sides.below.push({ limit: to, ...line })
      else if (to === Number.POSITIVE_INFINITY) sides.above.push({ limit: from, ...line })
      else direct.push(form)
    }
  }
  const single = [...byAsset]
    .sort(([a], [b]) => a - b)
    .map(([asset, { below, above }]) => ({ asset, below: sumsBelow(below), above: sumsAbove(above) }))
  return { constantUsd, single, direct: flatten(direct) }
}

/** Multipliers m at which a position on one asset is liquidatable and uncovered: surplus(m) < 0 and loss(m) > 0. */
function uncovered({ surplus0, surplus, loss0, loss }: LossForm): { from: number; to: number } {
  const a = positive(-surplus0, -(surplus[0] as number))
  const b = positive(loss0, loss[0] as number)
  return { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }
}

/** Where constant + factor m is positive; an empty interval where it never is. */
function positive(constant: number, factor: number): { from: number; to: number } {
  const everywhere = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }
  if (factor > 0) return { ...everywhere, from: -constant / factor }
  if (factor < 0) return { ...everywhere, to: -constant / factor }
  return constant > 0 ? everywhere : { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY }
}

function flatten(forms: readonly LossForm[]): DirectForms {
  const starts = new Int32Array(forms.length + 1)
  forms.forEach(({ assets }, i) => {
    starts[i + 1] = (starts[i] as number) + assets.length
  })
  return {
    starts,
    assets: Int32Array.from(forms.flatMap(({ assets }) => assets)),
    surplus0: Float64Array.from(forms, ({ surplus0 }) => surplus0),
    surplus: Float64Array.from(forms.flatMap(({ surplus }) => surplus)),
    loss0: Float64Array.from(forms, ({ loss0 }) => loss0),
    loss: Float64Array.from(forms.flatMap(({ loss }) => loss)),
  }
}
