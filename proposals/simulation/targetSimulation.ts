import type { AbiEvent, Address } from 'viem'
import type { MarketState } from '../../models/book/marketState.js'
import type { Call } from '../call.js'
import type { ReadPlan } from '../read/readPlan.js'
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
export interface TargetSimulation {
  /** Read every parameter of every reserve and e-mode, and the oracle's prices. */
  readonly parametersPlan: (input: {
    contracts: TargetContracts
    state: Pick<MarketState, 'reserves' | 'eModes'>
  }) => ReadPlan<readonly ParameterValue[]>
  /** Ask the protocol for one account's debt and health factor. */
  readonly accountPlan: (input: { contracts: TargetContracts; account: Address }) => ReadPlan<AccountHealth>
  /** Events that the target's contracts can emit. */
  readonly events: readonly AbiEvent[]
  /** Errors that the target's contracts can revert with. */
  readonly errors: readonly AbiError[]
  /** Events that calls of this target must emit when they are executed. */
  readonly expectedEvents: (input: { calls: readonly Call[]; step: string }) => readonly ExpectedEvent[]
}
