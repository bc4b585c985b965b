import type { MarketId } from '../../core/units/marketId.js'
import type { MarketState, ReserveState } from '../../models/book/marketState.js'
import type { Call, DecodedCall } from '../call.js'
import type { MarketConfig } from '../marketConfig.js'
import type { ReadPlan } from '../read/readPlan.js'
import type { ExpectedEvent } from '../simulation/expectedEvent.js'
import { aaveV3Target } from './aaveV3/aaveV3Target.js'
import type { Authority } from './authority.js'
import { NotATargetCall } from './errors.js'
import type { Target } from './target.js'
import type { TargetContracts } from './targetContracts.js'

const DECODERS: readonly Pick<Target<never>, 'kind' | 'decode'>[] = [aaveV3Target]

/**
 * Decode a call by whichever target makes it.
 *
 * @throws {NotATargetCall} when no target does.
 */
export function decodeCall(input: Parameters<Target<never>['decode']>[0]): DecodedCall {
  const refusals: string[] = []
  for (const { decode } of DECODERS) {
    try {
      return decode(input)
    } catch (error) {
      if (!(error instanceof NotATargetCall)) throw error
      refusals.push(error.why)
    }
  }
  throw new NotATargetCall(input.call, refusals.join('; '))
}

const TARGETS: readonly Pick<Target<never>, 'simulation'>[] = [aaveV3Target]

/** List the events that calls must emit, each by whichever target makes it; a call of none has no expected event. */
export function expectedTargetEvents({ calls, step }: { calls: readonly Call[]; step: string }): ExpectedEvent[] {
  return calls.flatMap((call) => TARGETS.flatMap(({ simulation }) => simulation.expectedEvents({ calls: [call], step })))
}

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
