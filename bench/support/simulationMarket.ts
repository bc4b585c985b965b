import { cacheDir } from '../../config/environment.js'
import { referenceMarket } from '../../local/aave/referenceMarket.js'
import { startAnvil } from '../../local/chain/startAnvil.js'
import { testClient } from '../../local/chain/testClient.js'
import { deployLocalMarket, setUpSeconds } from '../../local/deployLocalMarket.js'
import { type MarketConfig, marketConfigSchema } from '../../proposals/marketConfig.js'

const AS_OF_SECONDS = Date.UTC(2022, 5, 12) / 1_000
const PRICES_USD = { WETH: 1532.89, WBTC: 28424.7, LINK: 7.04, AAVE: 77.2, USDC: 1 }
const COPIES = 17
const SET_UP_GAS = 10_000_000_000n

/** A chain with a market of 22 reserves and 1,000 borrowers. */
export interface SimulationMarket {
  readonly rpcUrl: string
  readonly config: MarketConfig
  readonly genesisHash: `0x${string}`
  readonly relayer: `0x${string}`
  readonly stop: () => Promise<void>
}

/**
 * Start a market that is large enough for a batch of 20 changes: the reference market, and LINK 17 times more under other names.
 *
 * Takes half a minute.
 */
export async function startSimulationMarket(borrowers: number): Promise<SimulationMarket> {
  const link = referenceMarket.reserves.find(({ symbol }) => symbol === 'LINK')
  if (link === undefined) throw new Error('the reference market has LINK')
  const copies = Array.from({ length: COPIES }, (_, i) => ({ ...link, symbol: `LINK${String(i + 2).padStart(2, '0')}` }))
  const market = {
    origin: `${referenceMarket.origin}, LINK ${COPIES + 1} times`,
    reserves: [...referenceMarket.reserves, ...copies],
  }
  const pricesUsd = { ...PRICES_USD, ...Object.fromEntries(copies.map(({ symbol }) => [symbol, PRICES_USD.LINK])) }
  const chain = await startAnvil({ timestampSeconds: AS_OF_SECONDS - setUpSeconds })
  const client = testClient(chain.rpcUrl)
  // anvil forgets a sender's transactions behind one that did not fit into a block: let every batch fit.
  await client.setBlockGasLimit({ gasLimit: SET_UP_GAS })
  const say = (line: string) => console.error(`  ${line}`)
  say(`Deploying a market of ${market.reserves.length} reserves and ${borrowers} borrowers …`)
  const options = { asOfSeconds: AS_OF_SECONDS, pricesUsd, market, borrowers }
  const deployment = await deployLocalMarket(client, options, { cacheFolder: cacheDir(), say })
  const { aave, safe, timelock, accounts, chainId, genesisHash } = deployment
  const config = marketConfigSchema.parse({
    id: 'bench',
    chain: { id: chainId, rpcUrlEnv: 'RPC_URL' },
    target: { kind: 'aaveV3', poolAddressesProvider: aave.addressesProvider },
    route: { kind: 'safeTimelock', safe: safe.address, timelock: timelock.address, guardian: accounts.guardian },
    assets: aave.reserves.map(({ symbol, underlying }) => ({ symbol, address: underlying, isAdjustable: symbol !== 'USDC' })),
    sources: [{ kind: 'csv', name: 'none', path: 'none.csv', symbols: { WETH: 'ETH' } }],
  })
  return { rpcUrl: chain.rpcUrl, config, genesisHash, relayer: accounts.relayer, stop: chain.stop }
}
