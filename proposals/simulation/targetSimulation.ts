import type { AbiEvent, Address } from 'viem'
import type { Call } from '../call.js'
import type { ReadPlan } from '../read/readPlan.js'
import type { ChainState } from '../targets/chainState.js'
import type { TargetContracts } from '../targets/targetContracts.js'
import type { AbiError } from './abiError.js'
import type { ExpectedEvent } from './expectedEvent.js'
import type { ParameterValue } from './parameterValue.js'

/** A borrower as the protocol itself counts. */
export interface AccountHealth {
  readonly account: Address
  /** In the oracle's unit. */
  readonly debt: bigint
  /** 18 decimals; the largest integer without debt. */
  readonly healthFactor: bigint
}

/** What a simulation reads and expects of a target. Plans read calls only, so that a fork answers them without history. */
export interface TargetSimulation<State extends ChainState = ChainState> {
  /** Read every parameter of the market, also those that no proposal sets, and the oracle's prices. */
  parametersPlan(input: { contracts: TargetContracts; state: State }): ReadPlan<readonly ParameterValue[]>
  /** Ask the protocol for one account's debt and health factor; null where it knows none. */
  readonly accountPlan: ((input: { contracts: TargetContracts; account: Address }) => ReadPlan<AccountHealth>) | null
  /** Events that the target's contracts can emit. */
  readonly events: readonly AbiEvent[]
  /** Errors that the target's contracts can revert with. */
  readonly errors: readonly AbiError[]
  /** Events that calls of this target must emit when they are executed. */
  readonly expectedEvents: (input: { calls: readonly Call[]; step: string }) => readonly ExpectedEvent[]
}
