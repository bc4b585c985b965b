import type { Address, Hex } from 'viem'
import type { z } from 'zod'
import type { ParameterChange, ParameterSpec } from '../../core/parameters.js'
import type { FormOf } from '../../core/registry.js'
import type { MarketId } from '../../core/units/marketId.js'
import type { Book } from '../../models/book/book.js'
import type { Call, DecodedCall } from '../call.js'
import type { Check } from '../checks/check.js'
import type { ReadPlan } from '../read/readPlan.js'
import type { TargetSimulation } from '../simulation/targetSimulation.js'
import type { Authority } from './authority.js'
import type { ChainState } from './chainState.js'
import type { TargetContracts } from './targetContracts.js'

/** A target's own part of a market's configuration. */
export interface TargetConfig {
  readonly kind: string
}

/** One asset as a target reads it without anybody's position. */
export interface AssetReading {
  readonly asset: string
  readonly address: Address
}

/**
 * A protocol whose parameters Plimsoll can propose to change. Pure: reads are plans, results are values.
 *
 * What a target read, its state and its readings, goes back to the same target: nobody else looks inside.
 *
 * @typeParam Config - the target's part of the configuration
 * @typeParam State - a whole market at one block, as it is stored
 * @typeParam Reading - one asset of it without positions
 */
export interface Target<
  Config extends TargetConfig = TargetConfig,
  State extends ChainState = ChainState,
  Reading extends AssetReading = AssetReading,
> {
  readonly kind: string
  readonly configSchema: FormOf<Config>
  readonly stateSchema: z.ZodType<State>
  /** List the contracts that the configuration names, by its keys. */
  configured(config: Config): Readonly<Record<string, Address>>
  /** Read parameters, oracle prices and every account's position. */
  statePlan(input: { config: Config; market: MarketId; chainId: number }): ReadPlan<State>
  /** Write a state in words of no protocol: what models and common checks read. */
  bookOf(state: State): Book
  /** Take the readings of the assets from a state: what `parametersPlan` gives at the same block. */
  readingsOf(state: State): readonly Reading[]
  /** Read every asset's parameters, without positions. */
  parametersPlan(config: Config): ReadPlan<readonly Reading[]>
  /** List what a proposal can set, as raw rows. */
  valuesOf(readings: readonly Reading[]): readonly KnownValue[]
  /** What `market inspect` shows of an asset besides its parameters. */
  readonly look: { readonly columns: readonly string[]; row(reading: Reading): AssetLook }
  /** Largest product of threshold and bonus that its contracts accept, both in basis points; left out where they know no such rule. */
  readonly largestProduct?: number
  /** Read every role that can change a parameter and who holds it. */
  authorityPlan(config: Config): ReadPlan<readonly Authority[]>
  /** Contracts that a proposal may call, resolved from the chain: name by address. */
  contractsPlan(config: Config): ReadPlan<TargetContracts>
  /** The parameters that it knows, in the order of its calls and tables. */
  readonly parameters: readonly ParameterSpec[]
  /** The same, the one that matters most first: a title names the first that moves. */
  readonly titleOrder: readonly ParameterSpec[]
  /**
   * Encode changes in their order: any number of calls for any number of changes, calls that complete them included.
   *
   * @throws when the protocol's call needs a parameter that the changes leave out.
   */
  encode(input: { changes: readonly ParameterChange[]; contracts: TargetContracts }): readonly Call[]
  /**
   * Decode a call for a reader; `before` gives the values that the summary names.
   *
   * @throws when the call is none that this target makes.
   */
  decode(input: { call: Call; contracts: TargetContracts; before?: readonly KnownValue[] }): DecodedCall
  /** The only functions that a proposal may call, each of the contract of this role. */
  readonly allowed: readonly AllowedCall[]
  /** Name the contracts that calls claim to be of, for a reader who cannot ask the chain. */
  claimedContracts(calls: readonly Call[]): TargetContracts
  /** What a simulation reads and expects. */
  readonly simulation: TargetSimulation<State>
  /** Questions about the market that only this protocol raises. */
  readonly checks: readonly Check<State>[]
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

/** One asset as `market inspect` shows it. */
export interface AssetLook {
  /** In the order of the columns. */
  readonly cells: readonly string[]
  /** When a parameter last changed, in chain time; null where all stand as they were set up. */
  readonly lastChangedAtSeconds: number | null
  /** What keeps it from being adjusted, in a word each: `frozen`. */
  readonly marks: readonly string[]
}
