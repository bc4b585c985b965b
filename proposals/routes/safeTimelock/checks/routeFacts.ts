import type { CheckContext } from '../../../checks/check.js'
import type { Authority } from '../../../targets/authority.js'
import type { RouteFinding } from '../../finding.js'
import type { SafeTimelockConfig } from '../safeTimelockConfig.js'
import type { SafeTimelockState } from '../safeTimelockState.js'

/** What is judged of a route, with a proposal or without one. */
export interface RouteFacts {
  readonly config: SafeTimelockConfig
  readonly state: Pick<SafeTimelockState, 'safe' | 'timelock'>
  /** Who may set the target's parameters. */
  readonly authorities: readonly Authority[]
}

/** Take the facts of a proposal: the Safe and the timelock are those of its bytes. */
export function factsOf({ proposal: { route }, routeConfig, live }: CheckContext): RouteFacts {
  const config = { ...routeConfig, safe: route.safe, timelock: route.timelock }
  return { config, state: live.route, authorities: live.authorities }
}

/** Find: the proposal could not be carried out, or not be trusted. */
export function failing(name: string, message: string): RouteFinding {
  return { severity: 'error', name, message }
}

/** Find: a person must know. */
export function notable(name: string, message: string): RouteFinding {
  return { severity: 'warning', name, message }
}
