import type { Proposal } from '../proposal.js'
import { routeOf } from '../routes/registry.js'
import { executionStepOf } from '../routes/routeBinding.js'
import { targetOf } from '../targets/registry.js'
import type { ExpectedEvent } from './expectedEvent.js'
import type { SimulationResult } from './simulationResult.js'

/** List every event that a proposal's own bytes must emit from a phase on: the route's, then the target's. */
export function expectedOf(
  { target, calls, route }: Pick<Proposal, 'target' | 'calls' | 'route'>,
  { phase }: Pick<SimulationResult, 'phase'>,
): ExpectedEvent[] {
  return [
    ...routeOf(route).simulation.expectedEvents({ binding: route, phase }),
    ...targetOf(target).simulation.expectedEvents({ calls, step: executionStepOf(route) }),
  ]
}
