import { z } from 'zod'
import { registry } from '../../core/registry.js'
import type { MarketId } from '../../core/units/marketId.js'
import type { ReadPlan } from '../read/readPlan.js'
import { aaveV3Target } from './aaveV3/aaveV3Target.js'
import type { Authority } from './authority.js'
import type { ChainState } from './chainState.js'
import { UnknownTarget } from './errors.js'
import type { AssetReading, Target, TargetConfig } from './target.js'
import type { TargetContracts } from './targetContracts.js'

/** Every target. A new protocol is a folder and a line here. */
export const TARGETS = registry<Target>([aaveV3Target])

/** A target's own part of a market's configuration. */
export const targetConfigSchema: z.ZodType<TargetConfig> = TARGETS.schema('kind', ({ configSchema }) => configSchema)

/** Any target's state. */
export const chainStateSchema: z.ZodType<ChainState> = z.lazy(() => {
  const [first, ...others] = TARGETS.all().map(({ stateSchema }) => stateSchema)
  return first === undefined ? z.never() : others.length === 0 ? first : z.union([first, ...others])
})

/** What a target does without a configuration: a reader who has none can decode and name its calls. */
export type UnboundTarget = Omit<Target, 'configured' | 'statePlan' | 'parametersPlan' | 'authorityPlan' | 'contractsPlan'>

/**
 * Find the target that a proposal names.
 *
 * @throws {UnknownTarget} when there is none of that kind.
 */
export function targetOf(kind: string): UnboundTarget {
  return known(kind)
}

/** A target with its configuration bound: what activities and the CLI call. */
export interface BoundTarget extends UnboundTarget {
  readonly configured: () => Readonly<Record<string, `0x${string}`>>
  readonly statePlan: (input: { market: MarketId; chainId: number }) => ReadPlan<ChainState>
  readonly parametersPlan: () => ReadPlan<readonly AssetReading[]>
  readonly authorityPlan: () => ReadPlan<readonly Authority[]>
  readonly contractsPlan: () => ReadPlan<TargetContracts>
}

/**
 * Bind the target that a configuration names.
 *
 * @throws {UnknownTarget} when there is none of that kind.
 * @example
 * import { targetFor } from 'plimsoll/proposals'
 *
 * const poolAddressesProvider = '0x2f39d218133AFaB8F2B819B1066c7E434Ad94E9e'
 * const target = targetFor({ kind: 'aaveV3', poolAddressesProvider, fromBlock: 16_291_006 })
 * target.parameters.map(({ short }) => short) // ['LTV', 'LT', 'bonus']
 */
export function targetFor(config: TargetConfig): BoundTarget {
  const target = known(config.kind)
  return {
    ...target,
    configured: () => target.configured(config),
    statePlan: (input) => target.statePlan({ config, ...input }),
    parametersPlan: () => target.parametersPlan(config),
    authorityPlan: () => target.authorityPlan(config),
    contractsPlan: () => target.contractsPlan(config),
  }
}

function known(kind: string): Target {
  const found = TARGETS.find(kind)
  if (found !== undefined) return found
  throw new UnknownTarget(
    kind,
    TARGETS.all().map((target) => target.kind),
  )
}
