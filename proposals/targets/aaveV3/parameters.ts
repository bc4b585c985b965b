import type { ParameterSpec } from '../../../core/parameters.js'
import { COLLATERAL_PARAMETERS } from '../../../models/policy/collateral/parameter.js'
import { mapRead, thenRead } from '../../read/combinePlans.js'
import type { ReadPlan } from '../../read/readPlan.js'
import type { KnownValue } from '../target.js'
import type { AaveV3Config } from './aaveV3Config.js'
import type { ReserveState } from './aaveV3State.js'
import { contractsPlan } from './contractsPlan.js'
import { reservesPlan } from './reservesPlan.js'

/** What the configurator sets, in the order of its arguments: basis points, as the collateral policy decides them. */
export const AAVE_V3_PARAMETERS: readonly ParameterSpec[] = [
  COLLATERAL_PARAMETERS.ltvBps,
  COLLATERAL_PARAMETERS.ltBps,
  COLLATERAL_PARAMETERS.lbBps,
]

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

/** List the values of reserves as raw rows, one a parameter. */
export function valuesOf(reserves: readonly Pick<ReserveState, 'asset' | 'address' | 'parameters'>[]): KnownValue[] {
  return reserves.flatMap(({ asset, address, parameters }) =>
    (['ltvBps', 'ltBps', 'lbBps'] as const).map((parameter) => ({
      subject: asset,
      address,
      parameter,
      value: String(parameters[parameter]),
    })),
  )
}
