import { bps } from '../../core/units/bps.js'
import type { CollateralParameters } from '../policy/collateral/parameter.js'
import type { GuardrailConfig } from '../policy/collateral/guardrailConfig.js'
import type { ReplayInput } from './replayInput.js'
import { replayPolicy } from './replayPolicy.js'

/** Par and five percent: a state whose bonus any default policy may propose from. */
const ANY: CollateralParameters = { ltvBps: bps(5_000), ltBps: bps(6_000), lbBps: bps(10_500) }

/**
 * Tell what the models themselves ask for at the start of a replay, within the absolute bounds: the fairest start for a policy that is
 * compared with constants.
 *
 * @returns by asset; null where an asset is not modelled then, and so can take no part.
 * @throws what {@link replayPolicy} throws.
 */
export function initialParameters(
  input: Omit<ReplayInput, 'assets' | 'toMs' | 'executionDelay'> & {
    readonly assets: readonly Omit<ReplayInput['assets'][number], 'initial'>[]
  },
): ReadonlyMap<string, CollateralParameters | null> {
  const assets = input.assets.map((asset) => ({ ...asset, initial: ANY }))
  const [first] = replayPolicy({ ...input, assets, toMs: input.fromMs, executionDelay: null })
  return new Map(
    (first?.assets ?? []).map(({ asset, target }) => [asset, target === null ? null : within(target, input.guardrails)]),
  )
}

function within({ ltvBps, ltBps, lbBps }: CollateralParameters, { bounds, ltvBufferBps }: GuardrailConfig): CollateralParameters {
  const clamp = (value: number, { minBps, maxBps }: { minBps: number; maxBps: number }) =>
    Math.min(maxBps, Math.max(minBps, value))
  const lt = clamp(ltBps, bounds.lt)
  return {
    ltvBps: bps(Math.max(0, Math.min(clamp(ltvBps, bounds.ltv), lt - ltvBufferBps))),
    ltBps: bps(lt),
    lbBps: bps(clamp(lbBps, bounds.lb)),
  }
}
