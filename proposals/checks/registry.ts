import { allowedCalls } from './allowedCalls.js'
import type { MarketConfig } from '../marketConfig.js'
import { routeFor } from '../routes/registry.js'
import type { Check } from './check.js'
import { decodedCalls } from './decodedCalls.js'
import { eModeThresholds } from './eModeThresholds.js'
import { expectedEvents } from './expectedEvents.js'
import { guardrailsHold } from './guardrailsHold.js'
import { liveParameters } from './liveParameters.js'
import { madeLiquidatableLimit } from './madeLiquidatableLimit.js'
import { oneLiveProposal } from './oneLiveProposal.js'
import { oraclePrice } from './oraclePrice.js'
import { positionsComplete } from './positionsComplete.js'
import { reserveStatus } from './reserveStatus.js'
import { simulatedEffect } from './simulatedEffect.js'
import { simulatedLiquidations } from './simulatedLiquidations.js'
import { simulationSucceeded } from './simulationSucceeded.js'

/** Checks of the bytes, which come before the route's. */
const OF_BYTES: readonly Check[] = [allowedCalls, decodedCalls]

/** Checks of the market and of the simulation, which come after the route's. A new one is a file and a line here. */
const OF_MARKET: readonly Check[] = [
  liveParameters,
  guardrailsHold,
  positionsComplete,
  madeLiquidatableLimit,
  oraclePrice,
  eModeThresholds,
  reserveStatus,
  oneLiveProposal,
  simulationSucceeded,
  simulatedEffect,
  simulatedLiquidations,
  expectedEvents,
]

/** Every check of a market's proposals, in the order that a report shows them: bytes, route, market, simulation. */
export function checksFor(route: MarketConfig['route']): readonly Check[] {
  return [...OF_BYTES, ...routeFor(route).checks, ...OF_MARKET]
}
