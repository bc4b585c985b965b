import type { ContinuousPrices } from './continuousPrices.js'
import type { ReplayedAsset } from './startReplay.js'

/** What was in force at each bar's close, as fractions; one length. */
export interface ParametersInForce {
  readonly ltvs: Float64Array
  readonly lts: Float64Array
  /** What a liquidator gets beyond the debt: 0.05 for a bonus of 10500 basis points. */
  readonly bonuses: Float64Array
}

/**
 * Lay an asset's replayed parameters out bar by bar: each set counts from the close at or after its execution on.
 *
 * @param path - the asset's steps, ascending in time, at least one.
 */
export function parametersInForce(
  path: readonly Pick<ReplayedAsset, 'parameters' | 'inForceSinceMs'>[],
  { closes, firstCloseMs, barMs }: ContinuousPrices,
): ParametersInForce {
  const [ltvs, lts, bonuses] = [new Float64Array(closes.length), new Float64Array(closes.length), new Float64Array(closes.length)]
  let at = 0
  for (let bar = 0; bar < closes.length; bar++) {
    const closeMs = firstCloseMs + bar * barMs
    while (at + 1 < path.length && (path[at + 1] as ReplayedAsset).inForceSinceMs <= closeMs) at++
    const { ltvBps, ltBps, lbBps } = (path[at] as ReplayedAsset).parameters
    ltvs[bar] = ltvBps / 10_000
    lts[bar] = ltBps / 10_000
    bonuses[bar] = lbBps / 10_000 - 1
  }
  return { ltvs, lts, bonuses }
}
