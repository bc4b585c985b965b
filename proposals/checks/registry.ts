import type { Proposal } from '../proposal.js'
import { targetOf } from '../targets/registry.js'
import { allowedCalls } from './allowedCalls.js'
import { boundBytes } from './boundBytes.js'
import type { Check } from './check.js'
import { decodedCalls } from './decodedCalls.js'
import { delegatecall } from './delegatecall.js'
import { expectedEvents } from './expectedEvents.js'
import { gasFields } from './gasFields.js'
import { guardrailsHold } from './guardrailsHold.js'
import { hashesOnChain } from './hashesOnChain.js'
import { liveParameters } from './liveParameters.js'
import { madeLiquidatableLimit } from './madeLiquidatableLimit.js'
import { oneLiveProposal } from './oneLiveProposal.js'
import { oraclePrice } from './oraclePrice.js'
import { otherPowers } from './otherPowers.js'
import { positionsComplete } from './positionsComplete.js'
import { rolesOnPath } from './rolesOnPath.js'
import { safeSetup } from './safeSetup.js'
import { simulatedEffect } from './simulatedEffect.js'
import { simulatedLiquidations } from './simulatedLiquidations.js'
import { simulationSucceeded } from './simulationSucceeded.js'
import { timeLeft } from './timeLeft.js'
import { timelockDelay } from './timelockDelay.js'

/**
 * List every check of a proposal, in the order that a report shows them: bytes, authority, market (the target's own last), time, simulation. A
 * new one is a file and a line here, or in its target.
 */
export function checksOf({ target }: Pick<Proposal, 'target'>): readonly Check[] {
  return [
    allowedCalls,
    boundBytes,
    decodedCalls,
    delegatecall,
    gasFields,
    hashesOnChain,
    rolesOnPath,
    safeSetup,
    timelockDelay,
    otherPowers,
    liveParameters,
    guardrailsHold,
    positionsComplete,
    madeLiquidatableLimit,
    oraclePrice,
    ...targetOf(target).checks,
    timeLeft,
    oneLiveProposal,
    simulationSucceeded,
    simulatedEffect,
    simulatedLiquidations,
    expectedEvents,
  ]
}
