import { type AaveV3State, aaveV3StateSchema } from '../../../proposals/targets/aaveV3/aaveV3State.js'
import type { ChainState } from '../../../proposals/targets/chainState.js'
import { mapRead } from '../../../proposals/read/combinePlans.js'
import type { ReadPlan } from '../../../proposals/read/readPlan.js'

/** Take a state as that of an Aave market. */
export function aaveState(state: ChainState): AaveV3State {
  return aaveV3StateSchema.parse(state)
}

/** Read a state as that of an Aave market. */
export function readsAave(plan: ReadPlan<ChainState>): ReadPlan<AaveV3State> {
  return mapRead(plan, aaveState)
}
