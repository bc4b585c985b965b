import type { Hex } from 'viem'
import type { Call } from '../call.js'
import type { Check } from '../checks/check.js'
import type { Proposal } from '../proposal.js'
import type { ReadPlan } from '../read/readPlan.js'
import type { RouteSimulation } from '../simulation/routeSimulation.js'
import type { RouteStatus } from './routeStatus.js'
import type { RouteBinding } from './routeBinding.js'
import type { Authority } from '../targets/authority.js'
import type { RouteFinding } from './finding.js'
import type { HashComparison } from './hashComparison.js'

/**
 * A way for calls to become law. Pure: reads are plans, results are values.
 *
 * @typeParam Config - the route's part of the configuration
 * @typeParam State - the route as the chain has it
 * @typeParam Binding - what is fixed for one proposal before the first signature
 */
export interface Route<Config, State, Binding extends RouteBinding> {
  readonly kind: string
  /** Addresses that are part of a proposal's identity, by role name. */
  readonly addresses: (config: Config) => Readonly<Record<string, string>>
  /** Read signers, thresholds, nonces, delays and role holders. */
  readonly statePlan: (config: Config) => ReadPlan<State>
  /** Bind calls to signing rounds, ids and hashes, all computed offline. */
  readonly bind: (input: { config: Config; state: State; chainId: number; calls: readonly Call[]; proposalId: Hex }) => Binding
  /** Read where a bound proposal is; `fromBlock` is the block that it was drafted at. */
  readonly statusPlan: (input: { binding: Binding; fromBlock: bigint }) => ReadPlan<RouteStatus>
  /** Read a digest that changes whenever the status may: a cheap poll, without a look at any log. */
  readonly pulsePlan: (binding: Binding) => ReadPlan<string>
  /** Read the status with the pulse of the very answers that it was told from. */
  readonly pulsedStatusPlan: (input: { binding: Binding; fromBlock: bigint }) => ReadPlan<PulsedStatus>
  /** Read every id and hash of the binding from the chain's own functions, each beside the one computed offline. */
  readonly hashPlan: (binding: Binding) => ReadPlan<readonly HashComparison[]>
  /** What this route asks of a proposal, in the order that a report shows it. */
  readonly checks: readonly Check[]
  /** Judge the route as the chain has it, before there is a proposal: in the words of its checks. */
  readonly findings: (input: { config: Config; state: State; authorities: readonly Authority[] }) => readonly RouteFinding[]
  /** Accounts that may decide against a proposal, and who they are: completes "it is neither …". */
  readonly deciders: (input: { config: Config; state: State }) => Deciders
  /** Signatures that a round needs as the chain has it; 0 where the route has no round. */
  readonly signaturesNeeded: (state: State) => number
  /** How the route is shown to people, in Markdown: the way in one line, and what to compare before signing. */
  readonly present: RoutePresentation<Binding>
  /** How a simulation walks the route. */
  readonly simulation: RouteSimulation<State, Binding>
}

/** Accounts that may decide against a proposal. */
export interface Deciders {
  readonly accounts: readonly string[]
  readonly who: string
}

/** How a route is shown to people. */
export interface RoutePresentation<Binding> {
  readonly way: (binding: Binding) => string
  readonly signing: (proposal: Proposal) => readonly string[]
}

/** A status and the pulse that belongs to it. */
export interface PulsedStatus {
  readonly status: RouteStatus
  readonly pulse: string
}
