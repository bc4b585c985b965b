import { parseAbi } from 'viem'

/**
 * The part of Aave v3.6's interfaces that a local market's set-up needs.
 *
 * @source aave-v3-origin 3.6.0, `src/contracts/interfaces`
 */
export const addressesProviderAbi = parseAbi([
  'function getPool() view returns (address)',
  'function getPoolConfigurator() view returns (address)',
  'function getACLAdmin() view returns (address)',
  'function owner() view returns (address)',
  'function setACLAdmin(address newAclAdmin)',
  'function setACLManager(address newAclManager)',
  'function setPoolImpl(address newPoolImpl)',
  'function setPoolConfiguratorImpl(address newPoolConfiguratorImpl)',
  'function setPriceOracle(address newPriceOracle)',
  'function setPoolDataProvider(address newDataProvider)',
  'function transferOwnership(address newOwner)',
  'error OwnableUnauthorizedAccount(address account)',
])

/** Roles of the market. */
export const aclManagerAbi = parseAbi([
  'function addPoolAdmin(address admin)',
  'function removePoolAdmin(address admin)',
  'function addRiskAdmin(address admin)',
  'function isPoolAdmin(address admin) view returns (bool)',
  'function isRiskAdmin(address admin) view returns (bool)',
  'function hasRole(bytes32 role, address account) view returns (bool)',
  'function grantRole(bytes32 role, address account)',
  'function renounceRole(bytes32 role, address account)',
])

/** Setters of the reserves' parameters. */
export const poolConfiguratorAbi = parseAbi([
  'struct InitReserveInput { address aTokenImpl; address variableDebtTokenImpl; address underlyingAsset; string aTokenName; string aTokenSymbol; string variableDebtTokenName; string variableDebtTokenSymbol; bytes params; bytes interestRateData; }',
  'function initReserves(InitReserveInput[] input)',
  'function configureReserveAsCollateral(address asset, uint256 ltv, uint256 liquidationThreshold, uint256 liquidationBonus)',
  'function setReserveBorrowing(address asset, bool enabled)',
  'function setReserveFlashLoaning(address asset, bool enabled)',
  'function setReserveFactor(address asset, uint256 newReserveFactor)',
  'function setLiquidationProtocolFee(address asset, uint256 newFee)',
  'function setSupplyCap(address asset, uint256 newSupplyCap)',
  'function setBorrowCap(address asset, uint256 newBorrowCap)',
  'event CollateralConfigurationChanged(address indexed asset, uint256 ltv, uint256 liquidationThreshold, uint256 liquidationBonus)',
  'error CallerNotRiskOrPoolAdmin()',
  'error CallerNotPoolAdmin()',
])

/** What suppliers and borrowers call. */
export const poolAbi = parseAbi([
  'function supply(address asset, uint256 amount, address onBehalfOf, uint16 referralCode)',
  'function borrow(address asset, uint256 amount, uint256 interestRateMode, uint16 referralCode, address onBehalfOf)',
  'function getUserAccountData(address user) view returns (uint256 totalCollateralBase, uint256 totalDebtBase, uint256 availableBorrowsBase, uint256 currentLiquidationThreshold, uint256 ltv, uint256 healthFactor)',
])

/** Readers of reserves. */
export const dataProviderAbi = parseAbi([
  'function getReserveTokensAddresses(address asset) view returns (address aToken, address stableDebtToken, address variableDebtToken)',
  'function getReserveConfigurationData(address asset) view returns (uint256 decimals, uint256 ltv, uint256 liquidationThreshold, uint256 liquidationBonus, uint256 reserveFactor, bool usageAsCollateralEnabled, bool borrowingEnabled, bool stableBorrowRateEnabled, bool isActive, bool isFrozen)',
  'function getReserveCaps(address asset) view returns (uint256 borrowCap, uint256 supplyCap)',
  'function getLiquidationProtocolFee(address asset) view returns (uint256)',
  'function getATokenTotalSupply(address asset) view returns (uint256)',
  'function getTotalDebt(address asset) view returns (uint256)',
])

/** The market's price oracle: USD with 8 decimals. */
export const oracleAbi = parseAbi([
  'function getAssetPrice(address asset) view returns (uint256)',
  'function getAssetsPrices(address[] assets) view returns (uint256[])',
  'function getSourceOfAsset(address asset) view returns (address)',
  'function setAssetSources(address[] assets, address[] sources)',
  'error CallerNotAssetListingOrPoolAdmin()',
])

/** The underlying tokens of a local market: anybody may mint. */
export const mintableTokenAbi = parseAbi([
  'function mint(address account, uint256 value) returns (bool)',
  'function approve(address spender, uint256 value) returns (bool)',
  'function balanceOf(address account) view returns (uint256)',
])
