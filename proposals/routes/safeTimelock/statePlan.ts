import { mapRead, readEach } from '../../read/combinePlans.js'
import type { ReadPlan } from '../../readPlan.js'
import { safeStatePlan } from '../../safe/safeStatePlan.js'
import { timelockStatePlan } from '../../timelock/timelockStatePlan.js'
import type { SafeTimelockConfig } from './safeTimelockConfig.js'
import type { SafeTimelockState } from './safeTimelockState.js'

/** Read the Safe and the timelock of a route at one block. */
export function statePlan({ safe, timelock, guardian, fromBlock }: SafeTimelockConfig): ReadPlan<SafeTimelockState> {
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
