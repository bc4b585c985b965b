import type { ReserveState } from '../../../models/book/marketState.js'
import { mapRead, thenRead } from '../../read/combinePlans.js'
import type { ReadPlan } from '../../readPlan.js'
import type { AaveV3Config } from './aaveV3Config.js'
import { contractsPlan } from './contractsPlan.js'
import { reservesPlan } from './reservesPlan.js'

/**
 * Read every reserve's parameters, caps, flags, price and totals, without anybody's position: what a look needs, in a few calls.
 *
 * @throws {ContractReadFailed} {UnsupportedAaveMarket} (from the plan) as `statePlan` does.
 */
export function parametersPlan(config: AaveV3Config): ReadPlan<readonly ReserveState[]> {
  return thenRead(contractsPlan(config), (contracts) =>
    mapRead(reservesPlan(contracts, BigInt(config.fromBlock)), (reserves) => reserves.map(({ state }) => state)),
  )
}
