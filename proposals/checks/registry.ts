import type { Proposal } from '../proposal.js'
import { routeOf } from '../routes/registry.js'
import type { RouteCheck, RouteConfig, RouteState } from '../routes/route.js'
import type { RouteBinding } from '../routes/routeBinding.js'
import { targetOf } from '../targets/registry.js'
import { allowedCalls } from './allowedCalls.js'
import type { Check } from './check.js'
import { decodedCalls } from './decodedCalls.js'
import { expectedEvents } from './expectedEvents.js'
import { guardrailsHold } from './guardrailsHold.js'
import { liveParameters } from './liveParameters.js'
import { madeLiquidatableLimit } from './madeLiquidatableLimit.js'
import { oneLiveProposal } from './oneLiveProposal.js'
import { oraclePrice } from './oraclePrice.js'
import { positionsComplete } from './positionsComplete.js'
import { simulatedEffect } from './simulatedEffect.js'
import { simulatedLiquidations } from './simulatedLiquidations.js'
import { simulationSucceeded } from './simulationSucceeded.js'

/** Checks of the bytes, which come before the route's. */
const OF_BYTES: readonly Check[] = [allowedCalls, decodedCalls]

/** Checks of the market, which come before the target's. A new one is a file and a line here. */
const OF_MARKET: readonly Check[] = [liveParameters, guardrailsHold, positionsComplete, madeLiquidatableLimit, oraclePrice]

/** Checks of what is under way and of the simulation, which come last. */
const OF_SIMULATION: readonly Check[] = [
  oneLiveProposal,
  simulationSucceeded,
  simulatedEffect,
  simulatedLiquidations,
  expectedEvents,
]

/** Every check of a proposal, in the order that a report shows them: bytes, route, market, target, simulation. */
export function checksFor({ target, route }: Pick<Proposal, 'target' | 'route'>): readonly Check[] {
  return [...OF_BYTES, ...routeOf(route).checks.map(ofRoute), ...OF_MARKET, ...targetOf(target).checks, ...OF_SIMULATION]
}

/** Ask a route's question of a proposal. */
export function ofRoute({ name, question, run }: RouteCheck<RouteConfig, RouteState, RouteBinding>): Check {
  return {
    name,
    question,
    run: ({ proposal, routeConfig: config, live: { route: state, authorities, hashes, block } }) =>
      run({ proposal, config, state, authorities, hashes, block }),
  }
}
