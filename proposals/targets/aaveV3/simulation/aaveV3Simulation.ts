import { type Abi, type AbiEvent, decodeFunctionData, getAddress, parseAbi } from 'viem'
import type { Call } from '../../../call.js'
import { mapRead } from '../../../read/combinePlans.js'
import { readContract } from '../../../read/readContracts.js'
import type { ExpectedEvent } from '../../../simulation/expectedEvent.js'
import type { TargetSimulation } from '../../../simulation/targetSimulation.js'
import { configuratorAbi } from '../aaveV3Abi.js'
import type { AaveV3State } from '../aaveV3State.js'
import { parametersPlan } from './parametersPlan.js'
import { requiredContract } from '../contractsPlan.js'

/** @source IPool.sol of aave-v3-origin 3.6.0 */
const accountAbi = parseAbi([
  'function getUserAccountData(address user) view returns (uint256 totalCollateralBase, uint256 totalDebtBase, uint256 availableBorrowsBase, uint256 currentLiquidationThreshold, uint256 ltv, uint256 healthFactor)',
])

/** What the configurator tells besides: named here so that a reader of an unexpected one sees what it is. @source IPoolConfigurator.sol */
const OTHER_EVENTS = parseAbi([
  'event PendingLtvChanged(address indexed asset, uint256 ltv)',
  'event ReserveBorrowing(address indexed asset, bool enabled)',
  'event ReserveActive(address indexed asset, bool active)',
  'event ReserveFrozen(address indexed asset, bool frozen)',
  'event ReservePaused(address indexed asset, bool paused)',
  'event ReserveFactorChanged(address indexed asset, uint256 oldReserveFactor, uint256 newReserveFactor)',
  'event BorrowCapChanged(address indexed asset, uint256 oldBorrowCap, uint256 newBorrowCap)',
  'event SupplyCapChanged(address indexed asset, uint256 oldSupplyCap, uint256 newSupplyCap)',
  'event LiquidationProtocolFeeChanged(address indexed asset, uint256 oldFee, uint256 newFee)',
  'event AssetCollateralInEModeChanged(address indexed asset, uint8 categoryId, bool collateral)',
  'event AssetBorrowableInEModeChanged(address indexed asset, uint8 categoryId, bool borrowable)',
  'event ReserveInterestRateDataChanged(address indexed asset, address indexed strategy, bytes data)',
  'event DebtCeilingChanged(address indexed asset, uint256 oldDebtCeiling, uint256 newDebtCeiling)',
])

/** @source Errors.sol of aave-v3-origin 3.6.0; before 3.5 they were numbers in texts */
const ERRORS = parseAbi([
  'error CallerNotPoolAdmin()',
  'error CallerNotRiskOrPoolAdmin()',
  'error CallerNotPoolConfigurator()',
  'error InvalidReserveParams()',
  'error InvalidLtv()',
  'error InvalidLiquidationThreshold()',
  'error InvalidLiquidationBonus()',
  'error UnderlyingClaimableRightsNotZero()',
  'error ReserveLiquidityNotZero()',
  'error AssetNotListed()',
])

/** What a simulation reads and expects of an Aave v3 market. */
export const aaveV3Simulation: TargetSimulation<AaveV3State> = {
  parametersPlan,
  accountPlan: ({ contracts, account }) =>
    mapRead(
      readContract({
        address: requiredContract(contracts, 'pool'),
        abi: accountAbi,
        functionName: 'getUserAccountData',
        args: [account],
      }),
      ([, debt, , , , healthFactor]) => ({ account, debt, healthFactor }),
    ),
  events: [...eventsOf(configuratorAbi), ...OTHER_EVENTS],
  errors: ERRORS,
  expectedEvents: ({ calls, step }) => calls.flatMap((call) => expectedOf(call, step)),
}

function eventsOf(abi: Abi): AbiEvent[] {
  return abi.filter((item) => item.type === 'event')
}

/** A call that is not the target's own has no expected event: what it emits then stands out. */
function expectedOf({ to, data }: Call, step: string): ExpectedEvent[] {
  try {
    const { args } = decodeFunctionData({ abi: configuratorAbi, data })
    const [asset, ltv, liquidationThreshold, liquidationBonus] = args
    const values = { asset: getAddress(asset), ltv, liquidationThreshold, liquidationBonus }
    const named = Object.entries(values).map(([name, value]) => ({ name, value: String(value) }))
    return [{ step, address: to, event: 'CollateralConfigurationChanged', arguments: named }]
  } catch {
    return []
  }
}
