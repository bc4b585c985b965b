import type { MarketId } from '../../core/units/marketId.js'
import type { MarketState, ReserveState } from '../../models/book/marketState.js'
import type { MarketConfig } from '../marketConfig.js'
import type { ReadPlan } from '../read/readPlan.js'
import { aaveV3Target } from './aaveV3/aaveV3Target.js'
import type { Authority } from './authority.js'
import { UnknownTarget } from './errors.js'
import type { Target } from './target.js'
import type { TargetContracts } from './targetContracts.js'

/** Every target. A new protocol is a folder, a line here and one in the configuration's schema. */
const TARGETS = [aaveV3Target] as const

/** What a target does without a configuration: a reader who has none can decode and name its calls. */
export type UnboundTarget = Pick<
  Target<never>,
  | 'kind'
  | 'parameters'
  | 'titleOrder'
  | 'valuesOf'
  | 'encode'
  | 'decode'
  | 'allowed'
  | 'claimedContracts'
  | 'simulation'
  | 'checks'
>

/**
 * Find the target that a proposal names.
 *
 * @throws {UnknownTarget} when there is none of that kind.
 */
export function targetOf(kind: string): UnboundTarget {
  const found = TARGETS.find((target) => target.kind === kind)
  if (found === undefined)
    throw new UnknownTarget(
      kind,
      TARGETS.map((target) => target.kind),
    )
  return found
}

/** A target with its configuration bound: what activities and the CLI call. */
export interface BoundTarget extends UnboundTarget {
  readonly statePlan: (input: { market: MarketId; chainId: number }) => ReadPlan<MarketState>
  readonly parametersPlan: () => ReadPlan<readonly ReserveState[]>
  readonly authorityPlan: () => ReadPlan<readonly Authority[]>
  readonly contractsPlan: () => ReadPlan<TargetContracts>
}

/**
 * Choose the target of a configuration.
 * @example
 * import { targetFor } from 'plimsoll/proposals'
 *
 * const poolAddressesProvider = '0x2f39d218133AFaB8F2B819B1066c7E434Ad94E9e'
 * const target = targetFor({ kind: 'aaveV3', poolAddressesProvider, fromBlock: 16_291_006 })
 * target.parameters.map(({ short }) => short) // ['LTV', 'LT', 'bonus']
 */
export function targetFor(config: MarketConfig['target']): BoundTarget {
  switch (config.kind) {
    case 'aaveV3':
      return bind(aaveV3Target, config)
  }
}

function bind<Config>(target: Target<Config>, config: Config): BoundTarget {
  return {
    ...target,
    statePlan: (input) => target.statePlan({ config, ...input }),
    parametersPlan: () => target.parametersPlan(config),
    authorityPlan: () => target.authorityPlan(config),
    contractsPlan: () => target.contractsPlan(config),
  }
}
