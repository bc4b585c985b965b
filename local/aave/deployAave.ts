import { type Address, encodeAbiParameters, type LocalAccount, zeroAddress, zeroHash } from 'viem'
import type { ContractArtifact } from '../chain/contractArtifact.js'
import type { LocalChainClient } from '../chain/testClient.js'
import type { TransactionBatch } from '../chain/transactionBatch.js'
import { usdToFeed } from '../feeds/setPrices.js'
import type { DeployedMarket, DeployedReserve } from '../localDeployment.js'
import { aclManagerAbi, addressesProviderAbi, dataProviderAbi, poolConfiguratorAbi } from './aaveAbi.js'
import type { AaveArtifacts } from './aaveArtifacts.js'
import type { MarketSpec, ReserveSpec } from './marketSpec.js'

const libraries = ['SupplyLogic', 'BorrowLogic', 'LiquidationLogic', 'PoolLogic', 'ConfiguratorLogic', 'FlashLoanLogic']

/** What a market is deployed with. */
export interface DeployAaveOptions {
  readonly deployer: LocalAccount
  readonly artifacts: AaveArtifacts
  readonly feedArtifact: ContractArtifact
  readonly spec: MarketSpec
  /** First answers of the feeds, USD by symbol. */
  readonly pricesUsd: Readonly<Record<string, number>>
  readonly feedKeeper: Address
  /** Receives the reserves' fees. */
  readonly treasury: Address
}

/**
 * Deploy an Aave v3.6 market and configure its reserves.
 *
 * The deployer still administers it: hand it over with `handOverAave`. Each reserve's first
 * `CollateralConfigurationChanged` event is this set-up.
 */
export async function deployAave(
  client: LocalChainClient,
  batch: TransactionBatch,
  options: DeployAaveOptions,
): Promise<DeployedMarket> {
  const { deployer, artifacts, feedArtifact, spec, pricesUsd, feedKeeper, treasury } = options
  const linked: Record<string, Address> = {}
  const deploy = (name: string, args: readonly unknown[] = []): Address =>
    batch.deploy(deployer, name, artifacts.get(name), args, linked)
  for (const name of libraries) linked[name] = deploy(name)

  const provider = { address: deploy('PoolAddressesProvider', ['Local market', deployer.address]), abi: addressesProviderAbi }
  batch.call(deployer, { ...provider, functionName: 'setACLAdmin', args: [deployer.address] })
  const aclManager = deploy('ACLManager', [provider.address])
  batch.call(deployer, { ...provider, functionName: 'setACLManager', args: [aclManager] })
  batch.call(deployer, { address: aclManager, abi: aclManagerAbi, functionName: 'addPoolAdmin', args: [deployer.address] })
  const rateStrategy = deploy('DefaultReserveInterestRateStrategyV2', [provider.address])
  const poolImplementation = deploy('PoolInstance', [provider.address, rateStrategy])
  batch.call(deployer, { ...provider, functionName: 'setPoolImpl', args: [poolImplementation], gas: 3_000_000n })
  const configuratorImplementation = deploy('PoolConfiguratorInstance')
  batch.call(deployer, {
    ...provider,
    functionName: 'setPoolConfiguratorImpl',
    args: [configuratorImplementation],
    gas: 3_000_000n,
  })
  const assets = spec.reserves.map((reserve) => ({
    reserve,
    underlying: deploy('MintableERC20', [reserve.symbol, reserve.symbol, reserve.decimals]),
    feed: batch.deploy(deployer, 'SettableFeed', feedArtifact, [
      feedKeeper,
      `${reserve.symbol} / USD`,
      usdToFeed(priceOf(reserve, pricesUsd)),
    ]),
  }))
  await batch.mine()
  const [pool, configurator] = await Promise.all([
    client.readContract({ ...provider, functionName: 'getPool' }),
    client.readContract({ ...provider, functionName: 'getPoolConfigurator' }),
  ])

  const underlyings = assets.map(({ underlying }) => underlying)
  const feeds = assets.map(({ feed }) => feed)
  const oracle = deploy('AaveOracle', [provider.address, underlyings, feeds, zeroAddress, zeroAddress, 1_00000000n])
  batch.call(deployer, { ...provider, functionName: 'setPriceOracle', args: [oracle] })
  const dataProvider = deploy('AaveProtocolDataProvider', [provider.address])
  batch.call(deployer, { ...provider, functionName: 'setPoolDataProvider', args: [dataProvider] })
  const aTokenImpl = deploy('ATokenInstance', [pool, zeroAddress, treasury])
  const variableDebtTokenImpl = deploy('VariableDebtTokenInstance', [pool, zeroAddress])
  for (const { reserve, underlying } of assets) {
    listReserve(batch, deployer, configurator, { reserve, underlying, aTokenImpl, variableDebtTokenImpl })
  }
  await batch.mine()

  const reserves = await Promise.all(
    assets.map(async ({ reserve: { symbol, decimals }, underlying, feed }): Promise<DeployedReserve> => {
      const [aToken, , variableDebtToken] = await client.readContract({
        address: dataProvider,
        abi: dataProviderAbi,
        functionName: 'getReserveTokensAddresses',
        args: [underlying],
      })
      return { symbol, underlying, decimals, aToken, variableDebtToken, feed }
    }),
  )
  return { addressesProvider: provider.address, pool, configurator, aclManager, oracle, dataProvider, reserves }
}

function priceOf({ symbol }: ReserveSpec, pricesUsd: Readonly<Record<string, number>>): number {
  const price = pricesUsd[symbol]
  if (price === undefined) throw new RangeError(`The local market has no price for ${symbol}: give one in USD.`)
  return price
}

interface Listing {
  readonly reserve: ReserveSpec
  readonly underlying: Address
  readonly aTokenImpl: Address
  readonly variableDebtTokenImpl: Address
}

function listReserve(
  batch: TransactionBatch,
  deployer: LocalAccount,
  configurator: Address,
  { reserve, underlying, aTokenImpl, variableDebtTokenImpl }: Listing,
): void {
  const { symbol, interestRate: rate } = reserve
  const target = { address: configurator, abi: poolConfiguratorAbi }
  const interestRateData = encodeAbiParameters(
    [{ type: 'uint16' }, { type: 'uint32' }, { type: 'uint32' }, { type: 'uint32' }],
    [rate.optimalUsageBps, rate.baseBps, rate.slope1Bps, rate.slope2Bps],
  )
  const input = {
    aTokenImpl,
    variableDebtTokenImpl,
    underlyingAsset: underlying,
    aTokenName: `Aave Local ${symbol}`,
    aTokenSymbol: `aLocal${symbol}`,
    variableDebtTokenName: `Aave Local Variable Debt ${symbol}`,
    variableDebtTokenSymbol: `variableDebtLocal${symbol}`,
    params: '0x',
    interestRateData,
  } as const
  batch.call(deployer, { ...target, functionName: 'initReserves', args: [[input]], gas: 5_000_000n })
  batch.call(deployer, {
    ...target,
    functionName: 'configureReserveAsCollateral',
    args: [underlying, BigInt(reserve.ltvBps), BigInt(reserve.ltBps), BigInt(reserve.lbBps)],
  })
  batch.call(deployer, { ...target, functionName: 'setReserveBorrowing', args: [underlying, reserve.borrowingEnabled] })
  batch.call(deployer, { ...target, functionName: 'setReserveFlashLoaning', args: [underlying, reserve.flashLoanEnabled] })
  batch.call(deployer, { ...target, functionName: 'setReserveFactor', args: [underlying, BigInt(reserve.reserveFactorBps)] })
  batch.call(deployer, {
    ...target,
    functionName: 'setLiquidationProtocolFee',
    args: [underlying, BigInt(reserve.liquidationProtocolFeeBps)],
  })
  batch.call(deployer, { ...target, functionName: 'setSupplyCap', args: [underlying, BigInt(reserve.supplyCap)] })
  batch.call(deployer, { ...target, functionName: 'setBorrowCap', args: [underlying, BigInt(reserve.borrowCap)] })
}

/**
 * Give a market to one owner and take every role and ownership from the deployer.
 *
 * The owner gets RISK_ADMIN, POOL_ADMIN, the roles' DEFAULT_ADMIN, the addresses provider and its ACL admin. Nobody else
 * holds any role afterwards.
 */
export async function handOverAave(
  batch: TransactionBatch,
  deployer: LocalAccount,
  market: Pick<DeployedMarket, 'aclManager' | 'addressesProvider'>,
  owner: Address,
): Promise<void> {
  const acl = { address: market.aclManager, abi: aclManagerAbi }
  const provider = { address: market.addressesProvider, abi: addressesProviderAbi }
  batch.call(deployer, { ...acl, functionName: 'addRiskAdmin', args: [owner] })
  batch.call(deployer, { ...acl, functionName: 'addPoolAdmin', args: [owner] })
  batch.call(deployer, { ...acl, functionName: 'grantRole', args: [zeroHash, owner] })
  batch.call(deployer, { ...provider, functionName: 'setACLAdmin', args: [owner] })
  batch.call(deployer, { ...provider, functionName: 'transferOwnership', args: [owner] })
  batch.call(deployer, { ...acl, functionName: 'removePoolAdmin', args: [deployer.address] })
  batch.call(deployer, { ...acl, functionName: 'renounceRole', args: [zeroHash, deployer.address] })
  await batch.mine()
}
