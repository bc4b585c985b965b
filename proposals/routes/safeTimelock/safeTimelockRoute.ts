import { mapRead, readEach } from '../../read/combinePlans.js'
import type { ReadPlan } from '../../read/readPlan.js'
import { safeStatePlan } from '../../safe/safeStatePlan.js'
import { timelockStatePlan } from '../../timelock/timelockStatePlan.js'
import type { Route } from '../route.js'
import { bind } from './bind.js'
import { hashPlan } from './hashPlan.js'
import type { SafeTimelockBinding } from './safeTimelockBinding.js'
import type { SafeTimelockConfig } from './safeTimelockConfig.js'
import { signingSection } from './present/signingSection.js'
import { wayOf } from './present/wayOf.js'
import { safeTimelockChecks, safeTimelockFindings } from './safeTimelockJudge.js'
import { safeTimelockSimulation } from './safeTimelockSimulation.js'
import type { SafeTimelockState } from './safeTimelockState.js'
import { pulsedStatusPlan, pulsePlan, statusPlan } from './statusPlan.js'

/** Safe → OpenZeppelin TimelockController: one Safe transaction schedules, anybody with the executor role executes after the delay. */
export const safeTimelockRoute: Route<SafeTimelockConfig, SafeTimelockState, SafeTimelockBinding> = {
  kind: 'safeTimelock',
  addresses: ({ safe, timelock }) => ({ safe, timelock }),
  statePlan,
  bind,
  statusPlan,
  pulsePlan,
  pulsedStatusPlan,
  hashPlan,
  deciders: ({ config, state }) => ({
    accounts: [...state.safe.owners, config.guardian],
    who: 'an owner of the Safe nor the guardian',
  }),
  signaturesNeeded: ({ safe }) => safe.threshold,
  present: { way: wayOf, signing: signingSection },
  checks: safeTimelockChecks,
  findings: safeTimelockFindings,
  simulation: safeTimelockSimulation,
}

/** Read the Safe and the timelock of a route at one block. */
function statePlan({ safe, timelock, guardian, fromBlock }: SafeTimelockConfig): ReadPlan<SafeTimelockState> {
  const reads = readEach({
    safe: safeStatePlan(safe),
    timelock: timelockStatePlan({ address: timelock, fromBlock: BigInt(fromBlock), candidates: [safe, guardian] }),
  })
  return mapRead(reads, (state, block) => ({
    kind: 'safeTimelock',
    block: { number: block.number.toString(), timestampSeconds: block.timestampSeconds },
    ...state,
  }))
}
