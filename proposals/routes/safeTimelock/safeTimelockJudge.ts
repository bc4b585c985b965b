import type { Question } from '../../checks/question.js'
import type { RouteFinding } from '../finding.js'
import { boundBytes } from './checks/boundBytes.js'
import { delegatecall } from './checks/delegatecall.js'
import { gasFields } from './checks/gasFields.js'
import { hashesOnChain } from './checks/hashesOnChain.js'
import { otherHolderFindings, otherPowers } from './checks/otherPowers.js'
import { pathFindings, rolesOnPath } from './checks/rolesOnPath.js'
import type { JudgedRoute, SafeTimelockFacts } from './checks/routeFacts.js'
import { safeFindings, safeSetup } from './checks/safeSetup.js'
import { timeLeft } from './checks/timeLeft.js'
import { delayFindings, timelockDelay } from './checks/timelockDelay.js'

/** What this route asks of a proposal: bytes, then authority, then time. A new check is a file and a line here. */
export const safeTimelockChecks: readonly Question<SafeTimelockFacts>[] = [
  boundBytes,
  delegatecall,
  gasFields,
  hashesOnChain,
  rolesOnPath,
  safeSetup,
  timelockDelay,
  otherPowers,
  timeLeft,
]

/**
 * Judge the route before there is a proposal: does it hold every role on the path, are Safe and timelock as configured, and who else has their
 * powers? The checks of a proposal say the same in the same words.
 */
export function safeTimelockFindings(facts: JudgedRoute): readonly RouteFinding[] {
  return [...pathFindings(facts), ...safeFindings(facts), ...delayFindings(facts), ...otherHolderFindings(facts)]
}
