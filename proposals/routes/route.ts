import type { Hex } from 'viem'
import type { FormOf } from '../../core/registry.js'
import type { Call } from '../call.js'
import type { CheckResult } from '../checks/checkResult.js'
import type { Objection } from '../checks/question.js'
import type { ReadBlock, ReadPlan } from '../read/readPlan.js'
import type { RouteSimulation } from '../simulation/routeSimulation.js'
import type { Authority } from '../targets/authority.js'
import type { UnroutedProposal } from '../unroutedProposal.js'
import type { RouteFinding } from './finding.js'
import type { HashComparison } from './hashComparison.js'
import type { RouteBinding } from './routeBinding.js'
import type { RoutePresentation } from './routePresentation.js'
import type { RouteSigning } from './routeSigning.js'
import type { RouteStatus } from './routeStatus.js'
import type { RouteVeto } from './routeVeto.js'

/** What is known of any route's part of the configuration; each route adds its own fields. */
export interface RouteConfig {
  readonly kind: string
}

/** What is known of any route as the chain has it; each route adds its own fields. */
export interface RouteState {
  readonly kind: string
}

/** A proposal on a route of this binding. */
export type ProposalOn<Binding extends RouteBinding> = UnroutedProposal & { readonly route: Binding }

/** The forms that a route's parts have in a file, in the evidence and in a proposal: strict objects with the route's `kind`. */
export interface RouteForms<Config, State, Binding> {
  readonly config: FormOf<Config>
  readonly state: FormOf<State>
  readonly binding: FormOf<Binding>
}

/** What a route's check looks at. */
export interface RouteFacts<Config, State, Binding extends RouteBinding> {
  readonly proposal: ProposalOn<Binding>
  readonly config: Config
  readonly state: State
  /** Who may set the target's parameters. */
  readonly authorities: readonly Authority[]
  readonly hashes: readonly HashComparison[]
  readonly block: ReadBlock
}

/**
 * A way for calls to take effect. Pure: reads are plans, results are values.
 *
 * @typeParam Config - the route's part of the configuration
 * @typeParam State - the route as the chain has it
 * @typeParam Binding - what is fixed for one proposal before the first signature
 */
export interface Route<
  Config extends RouteConfig = RouteConfig,
  State extends RouteState = RouteState,
  Binding extends RouteBinding = RouteBinding,
> {
  readonly kind: string
  readonly forms: RouteForms<Config, State, Binding>
  /** Contracts that are part of a proposal's identity, by role name: the relayer sends calls to no others. */
  addresses(config: Config): Readonly<Record<string, Hex>>
  /** Environment variables that the configuration names, each with its path in the route's part. */
  variables(config: Config): readonly { readonly path: string; readonly name: string }[]
  /** Read signers, thresholds, nonces, delays and role holders. */
  statePlan(config: Config): ReadPlan<State>
  /** Bind calls to steps, exits, ids and hashes, all computed offline. */
  bind(input: { config: Config; state: State; chainId: number; calls: readonly Call[]; proposalId: Hex }): Binding
  /** Read where a bound proposal is; `fromBlock` is the block that it was drafted at. */
  statusPlan(input: { binding: Binding; fromBlock: bigint }): ReadPlan<RouteStatus>
  /** Read a digest that changes whenever the status may: a cheap poll, without a look at any log. */
  pulsePlan(binding: Binding): ReadPlan<string>
  /** Read the status with the pulse of the very answers that it was told from. */
  pulsedStatusPlan(input: { binding: Binding; fromBlock: bigint }): ReadPlan<PulsedStatus>
  /** Read every id and hash of the binding from the chain's own functions, each beside the one computed offline. */
  hashPlan(binding: Binding): ReadPlan<readonly HashComparison[]>
  /** Read the call of a `send` step that only the chain can tell, such as by an id that it gave. Left out where every call is fixed with the draft. */
  callPlan?(input: { binding: Binding; step: string; fromBlock: bigint }): ReadPlan<Call>
  /** Least seconds between consent and execution that the configuration demands. */
  minimumDelaySeconds(config: Config): number
  /** Seconds that must pass between the last consent and the execution; null where none must. */
  delaySeconds(binding: Binding): number | null
  /**
   * Hold a proposal to a reader's own configuration. Asks nobody.
   *
   * @throws {NotTheConfiguredRoute} when a contract, an account or a limit is not the configured one
   */
  assertConfigured(input: { proposal: ProposalOn<Binding>; config: Config }): void
  /** List where the bytes of a binding are not bound to the calls of its proposal. Asks nobody. */
  bindingObjections(proposal: ProposalOn<Binding>): readonly Objection[]
  /** List the route's own calls that are not the known functions of the known contracts. */
  callObjections(binding: Binding): readonly Objection[]
  /** What this route asks of a proposal, in the order that a report shows it. */
  readonly checks: readonly RouteCheck<Config, State, Binding>[]
  /** Judge the route as the chain has it, before there is a proposal: in the words of its checks. */
  findings(input: { config: Config; state: State; authorities: readonly Authority[] }): readonly RouteFinding[]
  /** Accounts that may decide against a proposal, and who they are: completes "it is neither …". */
  deciders(input: { config: Config; state: State }): Deciders
  /** How owners of a Safe sign; null where the route has no signing round. */
  readonly signing: RouteSigning<Config, State, Binding> | null
  /** How an account ends a proposal by a call of its own; null where none can. */
  readonly veto: RouteVeto<Config, Binding> | null
  /** How the route is shown to people. */
  readonly present: RoutePresentation<Config, State, Binding>
  /** How a simulation walks the route. */
  readonly simulation: RouteSimulation<State, Binding>
}

/** One reviewer's question about a route. Its parts are methods, as all of a route's: so the registry holds routes of any form. */
export interface RouteCheck<Config, State, Binding extends RouteBinding> {
  /** Kebab-case name, as the report shows it. */
  readonly name: string
  /** The question in one sentence. */
  readonly question: string
  run(facts: RouteFacts<Config, State, Binding>): readonly CheckResult[]
}

/** Accounts that may decide against a proposal. */
export interface Deciders {
  readonly accounts: readonly string[]
  readonly who: string
}

/** A status and the pulse that belongs to it. */
export interface PulsedStatus {
  readonly status: RouteStatus
  readonly pulse: string
}
