import type { Recommendation } from '../models/policy/recommendation.js'
import type { ParameterChange } from './proposal.js'

/** List what a recommendation moves, in its order: assets whose proposed parameters differ from the current ones. */
export function changedAssets({ assets }: Recommendation): ParameterChange[] {
  return assets
    .filter(
      ({ current, proposed }) =>
        current.ltvBps !== proposed.ltvBps || current.ltBps !== proposed.ltBps || current.lbBps !== proposed.lbBps,
    )
    .map(({ asset, address, current, proposed }) => ({ asset, address, current, proposed }))
}
