import type { MarketId } from '../../core/units/marketId.js'
import type { MarketState, ReserveState } from '../../models/book/marketState.js'
import type { Change } from '../../models/policy/collateral/recommendation.js'
import type { Call, DecodedCall } from '../call.js'
import type { ReadPlan } from '../read/readPlan.js'
import type { TargetSimulation } from '../simulation/targetSimulation.js'
import type { Authority } from './authority.js'
import type { TargetContracts } from './targetContracts.js'

/**
 * A protocol whose parameters Plimsoll can propose to change. Pure: reads are plans, results are values.
 *
 * @typeParam Config - the target's part of the configuration
 */
export interface Target<Config> {
  readonly kind: string
  /** Read parameters, oracle prices, e-modes and every borrower's position. */
  readonly statePlan: (input: { config: Config; market: MarketId; chainId: number }) => ReadPlan<MarketState>
  /** Read every reserve's parameters, without positions. */
  readonly parametersPlan: (config: Config) => ReadPlan<readonly ReserveState[]>
  /** Read every role that can change a parameter and who holds it. */
  readonly authorityPlan: (config: Config) => ReadPlan<readonly Authority[]>
  /** Contracts that a proposal may call, resolved from the chain: name by address. */
  readonly contractsPlan: (config: Config) => ReadPlan<TargetContracts>
  /** Encode changes, one call a reserve, in their order. */
  readonly encode: (input: { changes: readonly Change[]; contracts: TargetContracts }) => readonly Call[]
  /**
   * Decode a call for a reader; `before` gives the values that the summary names.
   *
   * @throws when the call is none that this target makes.
   */
  readonly decode: (input: { call: Call; contracts: TargetContracts; before?: KnownReserves }) => DecodedCall
  /** Name the contracts that calls claim to be of, for a reader who cannot ask the chain. */
  readonly claimedContracts: (calls: readonly Call[]) => TargetContracts
  /** What a simulation reads and expects. */
  readonly simulation: TargetSimulation
}

/** What a decoded call's summary tells of the reserves before it. */
export interface KnownReserves {
  readonly reserves: readonly Pick<ReserveState, 'asset' | 'address' | 'parameters'>[]
}
