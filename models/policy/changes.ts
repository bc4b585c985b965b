import type { Address } from 'viem'
import type { CollateralParameters } from '../market/marketState.js'
import type { Recommendation } from './recommendation.js'

/** One asset whose parameters a recommendation moves. */
export interface Change {
  readonly asset: string
  readonly address: Address
  readonly current: CollateralParameters
  readonly proposed: CollateralParameters
}

/** List the assets whose parameters a recommendation moves, in its order; assets that keep everything are left out. */
export function changes(recommendation: Pick<Recommendation, 'assets'>): Change[] {
  return recommendation.assets
    .filter(
      ({ current, proposed }) =>
        current.ltvBps !== proposed.ltvBps || current.ltBps !== proposed.ltBps || current.lbBps !== proposed.lbBps,
    )
    .map(({ asset, address, current, proposed }) => ({ asset, address, current, proposed }))
}
