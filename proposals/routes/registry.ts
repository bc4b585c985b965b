import type { Hex } from 'viem'
import type { Call } from '../call.js'
import type { MarketConfig } from '../marketConfig.js'
import type { Proposal } from '../proposal.js'
import type { ReadPlan } from '../read/readPlan.js'
import type { RouteSimulation } from '../simulation/routeSimulation.js'
import type { Check } from '../checks/check.js'
import type { Authority } from '../targets/authority.js'
import type { RouteFinding } from './finding.js'
import type { HashComparison } from './hashComparison.js'
import type { Deciders, PulsedStatus, RoutePresentation } from './route.js'
import type { RouteStatus } from './routeStatus.js'
import { safeTimelockRoute } from './safeTimelock/safeTimelockRoute.js'
import type { SafeTimelockState } from './safeTimelock/safeTimelockState.js'

/** What is asked about a bound proposal: by the route that it was bound to, whatever the configuration names by now. */
export interface ProposalRoute {
  readonly kind: string
  readonly statusPlan: (input: { binding: Proposal['route']; fromBlock: bigint }) => ReadPlan<RouteStatus>
  readonly pulsePlan: (binding: Proposal['route']) => ReadPlan<string>
  readonly pulsedStatusPlan: (input: { binding: Proposal['route']; fromBlock: bigint }) => ReadPlan<PulsedStatus>
  readonly hashPlan: (binding: Proposal['route']) => ReadPlan<readonly HashComparison[]>
  readonly simulation: RouteSimulation<SafeTimelockState, Proposal['route']>
  readonly checks: readonly Check[]
  readonly signaturesNeeded: (state: SafeTimelockState) => number
  readonly present: RoutePresentation<Proposal['route']>
}

/** A route with its configuration bound: what activities and the CLI call. */
export interface BoundRoute extends ProposalRoute {
  readonly addresses: () => Readonly<Record<string, string>>
  readonly statePlan: () => ReadPlan<SafeTimelockState>
  readonly bind: (input: {
    state: SafeTimelockState
    chainId: number
    calls: readonly Call[]
    proposalId: Hex
  }) => Proposal['route']
  readonly deciders: (state: SafeTimelockState) => Deciders
  readonly findings: (input: { state: SafeTimelockState; authorities: readonly Authority[] }) => readonly RouteFinding[]
}

/** Every route by its kind. A new route is a folder, a line here, and its schemas in the configuration's and the proposal's. */
const ROUTES = { safeTimelock: safeTimelockRoute } as const

/** Find the route that a proposal was bound to. */
export function routeOf({ kind }: Proposal['route']): ProposalRoute {
  return ROUTES[kind]
}

/** Bind the route that a configuration names. */
export function routeFor(config: MarketConfig['route']): BoundRoute {
  const route = ROUTES[config.kind]
  return {
    ...route,
    addresses: () => route.addresses(config),
    statePlan: () => route.statePlan(config),
    bind: (input) => route.bind({ config, ...input }),
    deciders: (state) => route.deciders({ config, state }),
    findings: (input) => route.findings({ config, ...input }),
  }
}
