import type { Route } from '../route.js'
import { bind } from './bind.js'
import { hashPlan } from './hashPlan.js'
import type { SafeTimelockBinding } from './safeTimelockBinding.js'
import type { SafeTimelockConfig } from './safeTimelockConfig.js'
import type { SafeTimelockState } from './safeTimelockState.js'
import { safeTimelockSimulation } from './safeTimelockSimulation.js'
import { statePlan } from './statePlan.js'
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
  simulation: safeTimelockSimulation,
}
