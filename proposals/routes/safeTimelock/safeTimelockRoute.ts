import { durationMs } from '../../../core/duration.js'
import { mapRead, readEach } from '../../read/combinePlans.js'
import type { ReadPlan } from '../../read/readPlan.js'
import { safeStatePlan } from '../../safe/safeStatePlan.js'
import { timelockStatePlan } from '../../timelock/timelockStatePlan.js'
import type { Route } from '../route.js'
import { serviceVariables } from '../safeServiceConfig.js'
import { assertConfigured } from './assertConfigured.js'
import { bind } from './bind.js'
import { callObjections } from './callObjections.js'
import { bindingObjections } from './checks/boundBytes.js'
import { hashPlan } from './hashPlan.js'
import { safeTimelockPresentation } from './present/presentation.js'
import { type SafeTimelockBinding, safeTimelockBindingSchema } from './safeTimelockBinding.js'
import { type SafeTimelockConfig, safeTimelockConfigSchema } from './safeTimelockConfig.js'
import { safeTimelockChecks, safeTimelockFindings } from './safeTimelockJudge.js'
import { safeTimelockSigning } from './safeTimelockSigning.js'
import { safeTimelockSimulation } from './safeTimelockSimulation.js'
import { type SafeTimelockState, safeTimelockStateSchema } from './safeTimelockState.js'
import { safeTimelockVeto } from './safeTimelockVeto.js'
import { pulsedStatusPlan, pulsePlan, statusPlan } from './statusPlan.js'

/** Safe → OpenZeppelin TimelockController: one Safe transaction schedules, anybody with the executor role executes after the delay. */
export const safeTimelockRoute: Route<SafeTimelockConfig, SafeTimelockState, SafeTimelockBinding> = {
  kind: 'safeTimelock',
  forms: { config: safeTimelockConfigSchema, state: safeTimelockStateSchema, binding: safeTimelockBindingSchema },
  addresses: ({ safe, timelock }) => ({ safe, timelock }),
  variables: ({ service }) => serviceVariables(service),
  statePlan,
  bind,
  statusPlan,
  pulsePlan,
  pulsedStatusPlan,
  hashPlan,
  minimumDelaySeconds: ({ minimumDelay }) => durationMs(minimumDelay) / 1_000,
  delaySeconds: ({ operation }) => operation.delaySeconds,
  assertConfigured,
  bindingObjections,
  callObjections,
  checks: safeTimelockChecks,
  findings: safeTimelockFindings,
  deciders: ({ config, state }) => ({
    accounts: [...state.safe.owners, config.guardian],
    who: 'an owner of the Safe nor the guardian',
  }),
  signing: safeTimelockSigning,
  veto: safeTimelockVeto,
  present: safeTimelockPresentation,
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
