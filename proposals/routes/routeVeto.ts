import type { Address, Hex } from 'viem'
import type { PlimsollError } from '../../core/errors/plimsollError.js'
import type { Call } from '../call.js'
import type { ReadPlan } from '../read/readPlan.js'
import type { UnroutedProposal } from '../unroutedProposal.js'
import type { RouteBinding } from './routeBinding.js'
import type { RouteStatus } from './routeStatus.js'

/** How an account ends a proposal on the chain by a call of its own. */
export interface RouteVeto<Config, Binding extends RouteBinding> {
  /** The account that is meant to do so. */
  account(config: Config): Address
  /**
   * Rebuild the call from the proposal's fields, trusting nothing but the signer's own configuration.
   *
   * @throws {NotTheConfiguredRoute} when a contract is not the configured one, or what is ended is not the proposal's
   */
  plan(input: { proposal: UnroutedProposal & { readonly route: Binding }; config: Config }): PlannedVeto
  /** Say why nothing can be ended where the proposal is; null when it can. */
  objection(input: { operation: Hex; status: RouteStatus }): PlimsollError | null
  /** Read why an account may not end it; null when it may. */
  refusalPlan(input: { config: Config; account: Address }): ReadPlan<PlimsollError | null>
}

/** What ends a proposal, and what it ends. */
export interface PlannedVeto {
  /** The chain's own id of what is ended. */
  readonly operation: Hex
  readonly call: Call
  /** What would have been called, by the bytes of what is ended. */
  readonly ends: readonly Call[]
}
