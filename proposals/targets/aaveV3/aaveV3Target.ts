import { COLLATERAL_PARAMETERS } from '../../../models/policy/collateral/parameter.js'
import type { Target } from '../target.js'
import { type AaveV3Config, aaveV3ConfigSchema } from './aaveV3Config.js'
import { AAVE_V3_LARGEST_PRODUCT } from './aaveV3Rules.js'
import { type AaveV3State, aaveV3StateSchema, type ReserveState } from './aaveV3State.js'
import { authorityPlan } from './authorityPlan.js'
import { bookOf } from './bookOf.js'
import { eModeThresholds } from './checks/eModeThresholds.js'
import { reserveStatus } from './checks/reserveStatus.js'
import { contractsPlan } from './contractsPlan.js'
import { claimedContracts, decode } from './decode.js'
import { encode } from './encode.js'
import { look } from './look.js'
import { AAVE_V3_PARAMETERS, parametersPlan, valuesOf } from './parameters.js'
import { aaveV3Simulation } from './simulation/aaveV3Simulation.js'
import { statePlan } from './statePlan.js'

/** Aave v3 (3.2 and newer; written against the source of 3.6.0): collateral parameters set by the PoolConfigurator. */
export const aaveV3Target: Target<AaveV3Config, AaveV3State, ReserveState> = {
  kind: 'aaveV3',
  configSchema: aaveV3ConfigSchema,
  stateSchema: aaveV3StateSchema,
  configured: ({ poolAddressesProvider }) => ({ poolAddressesProvider }),
  bookOf,
  readingsOf: ({ reserves }) => reserves,
  look,
  largestProduct: AAVE_V3_LARGEST_PRODUCT,
  parameters: AAVE_V3_PARAMETERS,
  titleOrder: [COLLATERAL_PARAMETERS.ltBps, COLLATERAL_PARAMETERS.ltvBps, COLLATERAL_PARAMETERS.lbBps],
  statePlan,
  parametersPlan,
  valuesOf,
  authorityPlan,
  contractsPlan,
  encode,
  decode,
  // Its selector stands here as text: a wrong line in the ABI must not allow another function.
  allowed: [{ contract: 'poolConfigurator', name: 'configureReserveAsCollateral', selector: '0x7c4e560b' }],
  claimedContracts,
  simulation: aaveV3Simulation,
  checks: [eModeThresholds, reserveStatus],
}
