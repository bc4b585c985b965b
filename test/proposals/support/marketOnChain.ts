import { mnemonicToAccount } from 'viem/accounts'
import type { Address, Hex } from 'viem'
import { runReadPlan } from '../../../activities/chain/runReadPlan.js'
import { type MarketConfig, marketConfigSchema } from '../../../proposals/marketConfig.js'
import type { Call } from '../../../proposals/call.js'
import type { ReadPlan } from '../../../proposals/read/readPlan.js'
import type { LocalDeployment } from '../../../local/localDeployment.js'
import { startTestMarket } from '../../local/support/testMarket.js'
import { aaveV3ConfigSchema } from '../../../proposals/targets/aaveV3/aaveV3Config.js'
import type { SafeTimelockConfig } from '../../../proposals/routes/safeTimelock/safeTimelockConfig.js'
import { safeTimelockOf } from './onSafeTimelock.js'

const MNEMONIC = 'test test test test test test test test test test test junk'

/** Start a real market, and give what tests of proposals need of it. */
export async function marketOnChain(options: Parameters<typeof startTestMarket>[0] = {}) {
  const market = await startTestMarket(options)
  const { client, deployment } = market
  const config = configOf(deployment)
  return {
    ...market,
    config,
    /** The target's part of it. */
    aave: aaveV3ConfigSchema.parse(config.target),
    /** Run a plan at the latest block. */
    read: async <T>(plan: ReadPlan<T>): Promise<T> => (await runReadPlan(client as never, plan)).value,
    /** Account n of the development mnemonic: deployer 0, owners 1 to 3, relayer 4, guardian 5. */
    account: (index: number) => mnemonicToAccount(MNEMONIC, { addressIndex: index }),
    /** Send a call from an account, impersonated where it has no key, and give the transaction's hash. */
    send: async (from: Address, { to, value, data }: Call): Promise<Hex> => {
      await client.impersonateAccount({ address: from })
      await client.setBalance({ address: from, value: 10n ** 20n })
      const call = { account: from, to, value: BigInt(value), data }
      // Interest may accrue between the estimate and the block, and costs gas of its own.
      const gas = 2n * (await client.estimateGas(call))
      const hash = await client.sendTransaction({ ...call, gas, chain: null })
      const { status } = await client.waitForTransactionReceipt({ hash })
      if (status !== 'success') throw new Error(`reverted: ${hash}`)
      return hash
    },
  }
}

function configOf({
  aave,
  safe,
  timelock,
  accounts,
  chainId,
}: LocalDeployment): MarketConfig & { readonly route: SafeTimelockConfig } {
  const config = marketConfigSchema.parse({
    id: 'local-market',
    chain: { id: chainId, rpcUrlEnv: 'RPC_URL' },
    target: { kind: 'aaveV3', poolAddressesProvider: aave.addressesProvider },
    route: { kind: 'safeTimelock', safe: safe.address, timelock: timelock.address, guardian: accounts.guardian },
    assets: aave.reserves.map(({ symbol, underlying }) => ({ symbol, address: underlying, isAdjustable: symbol !== 'USDC' })),
    sources: [{ kind: 'csv', name: 'one', path: 'one.csv', symbols: { WETH: 'ETH' } }],
    notice: 'A local chain.',
  })
  return { ...config, route: safeTimelockOf(config) }
}
