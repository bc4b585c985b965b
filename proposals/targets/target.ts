import type { Hex } from 'viem'
import type { ParameterChange, ParameterSpec } from '../../core/parameters.js'
import type { MarketId } from '../../core/units/marketId.js'
import type { MarketState, ReserveState } from '../../models/book/marketState.js'
import type { Call, DecodedCall } from '../call.js'
import type { Check } from '../checks/check.js'
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
  /** List what a proposal can set, as raw rows. */
  readonly valuesOf: (reserves: readonly ReserveState[]) => readonly KnownValue[]
  /** Read every role that can change a parameter and who holds it. */
  readonly authorityPlan: (config: Config) => ReadPlan<readonly Authority[]>
  /** Contracts that a proposal may call, resolved from the chain: name by address. */
  readonly contractsPlan: (config: Config) => ReadPlan<TargetContracts>
  /** The parameters that it knows, in the order of its calls and tables. */
  readonly parameters: readonly ParameterSpec[]
  /** The same, the one that matters most first: a title names the first that moves. */
  readonly titleOrder: readonly ParameterSpec[]
  /**
   * Encode changes in their order: any number of calls for any number of changes, calls that complete them included.
   *
   * @throws when the protocol's call needs a parameter that the changes leave out.
   */
  readonly encode: (input: { changes: readonly ParameterChange[]; contracts: TargetContracts }) => readonly Call[]
  /**
   * Decode a call for a reader; `before` gives the values that the summary names.
   *
   * @throws when the call is none that this target makes.
   */
  readonly decode: (input: { call: Call; contracts: TargetContracts; before?: readonly KnownValue[] }) => DecodedCall
  /** The only functions that a proposal may call, each of the contract of this role. */
  readonly allowed: readonly AllowedCall[]
  /** Name the contracts that calls claim to be of, for a reader who cannot ask the chain. */
  readonly claimedContracts: (calls: readonly Call[]) => TargetContracts
  /** What a simulation reads and expects. */
  readonly simulation: TargetSimulation
  /** Questions about the market that only this protocol raises. */
  readonly checks: readonly Check[]
}

/** A value before a call, as far as it is known: raw, in the parameter's own unit. */
export interface KnownValue extends Pick<ParameterChange, 'subject' | 'address' | 'parameter'> {
  readonly value: string
}

/** A function that a proposal may call. */
export interface AllowedCall {
  /** Role of the contract among the target's contracts. */
  readonly contract: string
  readonly name: string
  readonly selector: Hex
}
