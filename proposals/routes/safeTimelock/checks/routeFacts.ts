import type { Authority } from '../../../targets/authority.js'
import type { RouteFinding } from '../../finding.js'
import type { RouteFacts } from '../../route.js'
import type { SafeTimelockBinding } from '../safeTimelockBinding.js'
import type { SafeTimelockConfig } from '../safeTimelockConfig.js'
import type { SafeTimelockState } from '../safeTimelockState.js'

/** What this route's checks look at. */
export type SafeTimelockFacts = RouteFacts<SafeTimelockConfig, SafeTimelockState, SafeTimelockBinding>

/** What is judged of the route, with a proposal or without one. */
export interface JudgedRoute {
  readonly config: SafeTimelockConfig
  readonly state: Pick<SafeTimelockState, 'safe' | 'timelock'>
  /** Who may set the target's parameters. */
  readonly authorities: readonly Authority[]
}

/** Judge the route of a proposal: the Safe and the timelock are those of its bytes. */
export function judgedOf({ proposal: { route }, config, state, authorities }: SafeTimelockFacts): JudgedRoute {
  return { config: { ...config, safe: route.safe, timelock: route.timelock }, state, authorities }
}

/** Find: the proposal could not be carried out, or not be trusted. */
export function failing(name: string, message: string): RouteFinding {
  return { severity: 'error', name, message }
}

/** Find: a person must know. */
export function notable(name: string, message: string): RouteFinding {
  return { severity: 'warning', name, message }
}
