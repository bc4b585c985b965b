import type { MarketId } from '../../core/units/marketId.js'
import type { MarketState, ReserveState } from '../../models/book/marketState.js'
import type { MarketConfig } from '../marketConfig.js'
import type { ReadPlan } from '../readPlan.js'
import { aaveV3Target } from './aaveV3/aaveV3Target.js'
import type { Authority } from './authority.js'
import type { Target, TargetContracts } from './target.js'

/** A target with its configuration bound: what activities and the CLI call. */
export interface BoundTarget extends Pick<Target<never>, 'kind' | 'encode' | 'decode' | 'claimedContracts' | 'simulation'> {
  readonly statePlan: (input: { market: MarketId; chainId: number }) => ReadPlan<MarketState>
  readonly parametersPlan: () => ReadPlan<readonly ReserveState[]>
  readonly authorityPlan: () => ReadPlan<readonly Authority[]>
  readonly contractsPlan: () => ReadPlan<TargetContracts>
}

/** Choose the target module of a configuration. A new protocol is a new file and a case here. */
export function targetFor(config: MarketConfig['target']): BoundTarget {
  switch (config.kind) {
    case 'aaveV3':
      return bind(aaveV3Target, config)
  }
}

function bind<Config>(target: Target<Config>, config: Config): BoundTarget {
  return {
    kind: target.kind,
    encode: target.encode,
    decode: target.decode,
    claimedContracts: target.claimedContracts,
    simulation: target.simulation,
    statePlan: (input) => target.statePlan({ config, ...input }),
    parametersPlan: () => target.parametersPlan(config),
    authorityPlan: () => target.authorityPlan(config),
    contractsPlan: () => target.contractsPlan(config),
  }
}
