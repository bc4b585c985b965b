import type { ReserveState } from '../../../models/book/marketState.js'
import { mapRead, thenRead } from '../../read/combinePlans.js'
import type { ReadPlan } from '../../read/readPlan.js'
import type { Target } from '../target.js'
import type { AaveV3Config } from './aaveV3Config.js'
import { authorityPlan } from './authorityPlan.js'
import { contractsPlan } from './contractsPlan.js'
import { claimedContracts, decode } from './decode.js'
import { encode } from './encode.js'
import { reservesPlan } from './reservesPlan.js'
import { aaveV3Simulation } from './simulation/aaveV3Simulation.js'
import { statePlan } from './statePlan.js'

/** Aave v3 (3.2 and newer; written against the source of 3.6.0): collateral parameters set by the PoolConfigurator. */
export const aaveV3Target: Target<AaveV3Config> = {
  kind: 'aaveV3',
  statePlan,
  parametersPlan,
  authorityPlan,
  contractsPlan,
  encode,
  decode,
  claimedContracts,
  simulation: aaveV3Simulation,
}

/**
 * Read every reserve's parameters, caps, flags, price and totals, without anybody's position: what a look needs, in a few calls.
 *
 * @throws {ContractReadFailed} {UnsupportedAaveMarket} (from the plan) as `statePlan` does.
 */
function parametersPlan(config: AaveV3Config): ReadPlan<readonly ReserveState[]> {
  return thenRead(contractsPlan(config), (contracts) =>
    mapRead(reservesPlan(contracts, BigInt(config.fromBlock)), (reserves) => reserves.map(({ state }) => state)),
  )
}
