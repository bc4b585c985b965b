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
import type { PulsedStatus } from './route.js'
import type { RouteStatus } from './routeStatus.js'
import { safeTimelockRoute } from './safeTimelock/safeTimelockRoute.js'
import type { SafeTimelockState } from './safeTimelock/safeTimelockState.js'

/** A route with its configuration bound: what activities and the CLI call. */
export interface BoundRoute {
  readonly kind: string
  readonly addresses: () => Readonly<Record<string, string>>
  readonly statePlan: () => ReadPlan<SafeTimelockState>
  readonly bind: (input: {
    state: SafeTimelockState
    chainId: number
    calls: readonly Call[]
    proposalId: Hex
  }) => Proposal['route']
  readonly statusPlan: (input: { binding: Proposal['route']; fromBlock: bigint }) => ReadPlan<RouteStatus>
  readonly pulsePlan: (binding: Proposal['route']) => ReadPlan<string>
  readonly pulsedStatusPlan: (input: { binding: Proposal['route']; fromBlock: bigint }) => ReadPlan<PulsedStatus>
  readonly hashPlan: (binding: Proposal['route']) => ReadPlan<readonly HashComparison[]>
  readonly checks: readonly Check[]
  readonly findings: (input: { state: SafeTimelockState; authorities: readonly Authority[] }) => readonly RouteFinding[]
  readonly simulation: RouteSimulation<SafeTimelockState, Proposal['route']>
}

/** Choose the route module of a configuration. A new route is a new file, a case here and a binding in the proposal's schema. */
export function routeFor(config: MarketConfig['route']): BoundRoute {
  switch (config.kind) {
    case 'safeTimelock':
      return {
        kind: safeTimelockRoute.kind,
        addresses: () => safeTimelockRoute.addresses(config),
        statePlan: () => safeTimelockRoute.statePlan(config),
        bind: (input) => safeTimelockRoute.bind({ config, ...input }),
        statusPlan: safeTimelockRoute.statusPlan,
        pulsePlan: safeTimelockRoute.pulsePlan,
        pulsedStatusPlan: safeTimelockRoute.pulsedStatusPlan,
        hashPlan: safeTimelockRoute.hashPlan,
        checks: safeTimelockRoute.checks,
        findings: (input) => safeTimelockRoute.findings({ config, ...input }),
        simulation: safeTimelockRoute.simulation,
      }
  }
}
