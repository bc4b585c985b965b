import { parse } from '../core/schemas/parse.js'
import { aaveArtifacts, type AaveArtifacts } from './aave/aaveArtifacts.js'
import { deployAave, handOverAave } from './aave/deployAave.js'
import { type MarketSpec, marketSpecSchema } from './aave/marketSpec.js'
import { referenceMarket } from './aave/referenceMarket.js'
import { localAccounts } from './accounts.js'
import { drawPositions, priceFactorAtBorrowing } from './borrowers/drawPositions.js'
import { openPositions } from './borrowers/openPositions.js'
import { ownArtifact } from './chain/contractArtifact.js'
import type { LocalChainClient } from './chain/testClient.js'
import { TransactionBatch } from './chain/transactionBatch.js'
import { settableFeedAbi, usdToFeed } from './feeds/setPrices.js'
import { type LocalDeployment, localDeploymentSchema } from './localDeployment.js'
import { deploySafe } from './safe/deploySafe.js'
import { deploySafeInfrastructure } from './safe/deploySafeInfrastructure.js'
import { safeContractNetworks, safeVersion } from './safe/safeContracts.js'
import { deployTimelock } from './timelock/deployTimelock.js'

const safeThreshold = 2
const stable = 'USDC'
/** The set-up's blocks are a second apart and fit well into this. */
export const setUpSeconds = 3600

/** What a local market is made from. Equal options give equal chains, block by block. */
export interface LocalMarketOptions {
  /** Unix seconds of the set-up's last block: the instant that the system starts at. */
  readonly asOfSeconds: number
  /** USD by symbol, for every reserve. */
  readonly pricesUsd: Readonly<Record<string, number>>
  readonly market?: MarketSpec
  /** Delay of the timelock; two days by default. */
  readonly minDelaySeconds?: number
  /** Seed of the borrowers, 32-bit. */
  readonly seed?: number
  /** How many borrowers; 80 by default. */
  readonly borrowers?: number
  /** Of all borrowers together; 200 million by default. */
  readonly totalCollateralUsd?: number
}

/** Fill in the defaults of a local market. */
export function localMarketOptions(options: LocalMarketOptions): Required<LocalMarketOptions> {
  const defaults = { market: referenceMarket, minDelaySeconds: 2 * 86_400, seed: 1876, borrowers: 80, totalCollateralUsd: 200e6 }
  return { ...defaults, ...options }
}

/**
 * Deploy a whole local system on a fresh chain: Safe, timelock, Aave v3.6 market, borrowers.
 *
 * Afterwards only the timelock can change the market, and the deployer holds nothing. The chain must be younger than
 * `asOfSeconds`, by an hour for comfort; the last block is at that very second and sets the feeds.
 *
 * @param client - a client of a fresh local chain that nobody else uses meanwhile.
 * @param artifacts - Aave's compiled contracts, or where to cache them.
 * @throws {RangeError} when the chain's clock is past `asOfSeconds`, or a price is missing or not positive.
 * @throws {TransactionReverted} when the protocol refuses the market's parameters.
 */
export async function deployLocalMarket(
  client: LocalChainClient,
  options: LocalMarketOptions,
  artifacts: AaveArtifacts | { readonly cacheFolder: string; readonly say?: (line: string) => void },
): Promise<LocalDeployment> {
  const {
    asOfSeconds,
    pricesUsd,
    market: rawMarket,
    minDelaySeconds,
    seed,
    borrowers: count,
    totalCollateralUsd,
  } = localMarketOptions(options)
  const market = parse(marketSpecSchema, rawMarket, 'Local market')
  const compiled = 'get' in artifacts ? artifacts : await aaveArtifacts(artifacts)
  const feedArtifact = await ownArtifact('SettableFeed')
  const positions = drawPositions({ market, pricesUsd, count, seed, totalCollateralUsd })
  const { deployer, owners, relayer, guardian, feedKeeper, delegate } = localAccounts()
  const ownerAddresses = owners.map(({ address }) => address)

  const head = await client.getBlock({ blockTag: 'latest' })
  if (Number(head.timestamp) > asOfSeconds - setUpSeconds / 2) {
    throw new RangeError(
      `The chain's clock is at ${head.timestamp}, too late to be ready as of ${asOfSeconds}: start it ${setUpSeconds} s earlier.`,
    )
  }
  await client.setBlockTimestampInterval({ interval: 1 })
  const batch = new TransactionBatch(client)
  await batch.open([deployer, feedKeeper])

  const contractNetworks = safeContractNetworks(client.chain.id)
  const contracts = contractNetworks[String(client.chain.id)]!
  await deploySafeInfrastructure(client, batch, deployer)
  const safe = await deploySafe(batch, deployer, { owners: ownerAddresses, threshold: safeThreshold, contracts })
  const timelock = await deployTimelock(batch, deployer, {
    minDelaySeconds,
    proposers: [safe],
    cancellers: [guardian.address],
    executors: [relayer.address, safe],
  })

  const factor = priceFactorAtBorrowing(market)
  const higherPrices = Object.fromEntries(
    Object.entries(pricesUsd).map(([symbol, price]) => [symbol, symbol === stable ? price : price * factor]),
  )
  const aave = await deployAave(client, batch, {
    deployer,
    artifacts: compiled,
    feedArtifact,
    spec: market,
    pricesUsd: higherPrices,
    feedKeeper: feedKeeper.address,
    treasury: timelock,
  })
  await handOverAave(batch, deployer, aave, timelock)

  const setTodaysPrices = async (): Promise<void> => {
    for (const { feed, symbol } of aave.reserves) {
      const args = [usdToFeed(pricesUsd[symbol] ?? 0)] as const
      batch.call(feedKeeper, { address: feed, abi: settableFeedAbi, functionName: 'setAnswer', args, gas: 200_000n })
    }
    await batch.mine()
  }
  const { lenders, borrowers } = await openPositions(client, batch, {
    minter: deployer,
    market: aave,
    positions,
    setTodaysPrices,
  })

  await client.removeBlockTimestampInterval()
  await client.setNextBlockTimestamp({ timestamp: BigInt(asOfSeconds) })
  await setTodaysPrices()

  const [genesis, latest] = await Promise.all([client.getBlock({ blockNumber: 0n }), client.getBlock({ blockTag: 'latest' })])
  const deployment: LocalDeployment = {
    chainId: client.chain.id,
    genesisHash: genesis.hash,
    deployedAtBlock: Number(latest.number),
    asOfSeconds,
    market,
    aave,
    safe: { address: safe, version: safeVersion, owners: ownerAddresses, threshold: safeThreshold, contractNetworks },
    timelock: { address: timelock, minDelaySeconds },
    accounts: {
      deployer: deployer.address,
      owners: ownerAddresses,
      relayer: relayer.address,
      guardian: guardian.address,
      feedKeeper: feedKeeper.address,
      delegate: delegate.address,
      lenders,
      borrowers,
    },
  }
  return parse(localDeploymentSchema, deployment, 'Local deployment')
}
