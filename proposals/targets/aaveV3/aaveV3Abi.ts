import { parseAbi } from 'viem'

/** @source IPoolAddressesProvider.sol */
export const addressesProviderAbi = parseAbi([
  'function getPool() view returns (address)',
  'function getPoolConfigurator() view returns (address)',
  'function getPriceOracle() view returns (address)',
  'function getACLManager() view returns (address)',
  'function getACLAdmin() view returns (address)',
  'function getPoolDataProvider() view returns (address)',
  'function owner() view returns (address)',
])

/** @source IPool.sol and DataTypes.sol of aave-v3-origin 3.6.0; `getReserveData` has this layout since 3.0 */
export const poolAbi = parseAbi([
  'struct ReserveData { uint256 configuration; uint128 liquidityIndex; uint128 currentLiquidityRate; uint128 variableBorrowIndex; uint128 currentVariableBorrowRate; uint128 currentStableBorrowRate; uint40 lastUpdateTimestamp; uint16 id; address aTokenAddress; address stableDebtTokenAddress; address variableDebtTokenAddress; address interestRateStrategyAddress; uint128 accruedToTreasury; uint128 unbacked; uint128 isolationModeTotalDebt; }',
  'struct CollateralConfig { uint16 ltv; uint16 liquidationThreshold; uint16 liquidationBonus; }',
  'function getReservesList() view returns (address[])',
  'function getReserveData(address asset) view returns (ReserveData)',
  'function getReserveNormalizedIncome(address asset) view returns (uint256)',
  'function getReserveNormalizedVariableDebt(address asset) view returns (uint256)',
  'function getUserConfiguration(address user) view returns (uint256)',
  'function getUserEMode(address user) view returns (uint256)',
  'function getEModeCategoryLabel(uint8 id) view returns (string)',
  'function getEModeCategoryCollateralConfig(uint8 id) view returns (CollateralConfig)',
  'function getEModeCategoryCollateralBitmap(uint8 id) view returns (uint128)',
  'event Borrow(address indexed reserve, address user, address indexed onBehalfOf, uint256 amount, uint8 interestRateMode, uint256 borrowRate, uint16 indexed referralCode)',
])

/** @source IPoolConfigurator.sol of aave-v3-origin 3.6.0 */
export const configuratorAbi = parseAbi([
  'function configureReserveAsCollateral(address asset, uint256 ltv, uint256 liquidationThreshold, uint256 liquidationBonus)',
  'event CollateralConfigurationChanged(address indexed asset, uint256 ltv, uint256 liquidationThreshold, uint256 liquidationBonus)',
  'event EModeCategoryAdded(uint8 indexed categoryId, uint256 ltv, uint256 liquidationThreshold, uint256 liquidationBonus, address oracle, string label)',
])

/** @source AaveOracle.sol */
export const oracleAbi = parseAbi([
  'function getAssetPrice(address asset) view returns (uint256)',
  'function BASE_CURRENCY() view returns (address)',
  'function BASE_CURRENCY_UNIT() view returns (uint256)',
])

/** @source EIP-20; `scaledTotalSupply` of IScaledBalanceToken.sol; aTokens and variable debt tokens answer with interest up to the block. */
export const tokenAbi = parseAbi([
  'function symbol() view returns (string)',
  'function totalSupply() view returns (uint256)',
  'function scaledTotalSupply() view returns (uint256)',
  'function balanceOf(address account) view returns (uint256)',
  'event Transfer(address indexed from, address indexed to, uint256 value)',
])

/** `symbol` of the few tokens that predate EIP-20's string (MKR). */
export const bytes32SymbolAbi = parseAbi(['function symbol() view returns (bytes32)'])

/** The event of one name of an ABI, typed. */
export const borrowEvent = poolAbi.find((item) => item.type === 'event' && item.name === 'Borrow') as Extract<
  (typeof poolAbi)[number],
  { type: 'event'; name: 'Borrow' }
>
/** @see borrowEvent */
export const collateralChangedEvent = configuratorAbi.find(
  (item) => item.type === 'event' && item.name === 'CollateralConfigurationChanged',
) as Extract<(typeof configuratorAbi)[number], { type: 'event'; name: 'CollateralConfigurationChanged' }>
/** @see borrowEvent */
export const eModeAddedEvent = configuratorAbi.find(
  (item) => item.type === 'event' && item.name === 'EModeCategoryAdded',
) as Extract<(typeof configuratorAbi)[number], { type: 'event'; name: 'EModeCategoryAdded' }>
/** @see borrowEvent */
export const transferEvent = tokenAbi.find((item) => item.type === 'event' && item.name === 'Transfer') as Extract<
  (typeof tokenAbi)[number],
  { type: 'event'; name: 'Transfer' }
>

/** LTV that the configurator has set aside, 0 for none. @source IPoolConfigurator.sol of aave-v3-origin 3.1.0 and newer */
export const pendingLtvAbi = parseAbi(['function getPendingLtv(address asset) view returns (uint256)'])
