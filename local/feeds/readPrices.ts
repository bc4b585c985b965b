import { oracleAbi } from '../aave/aaveAbi.js'
import type { LocalChainClient } from '../chain/testClient.js'
import type { LocalDeployment } from '../localDeployment.js'
import { feedToUsd } from './setPrices.js'

/**
 * Read the prices that a local market's oracle gives at the latest block.
 *
 * @returns USD by symbol.
 */
export async function readPrices(
  client: LocalChainClient,
  { aave }: Pick<LocalDeployment, 'aave'>,
): Promise<Record<string, number>> {
  const prices = await client.readContract({
    address: aave.oracle,
    abi: oracleAbi,
    functionName: 'getAssetsPrices',
    args: [aave.reserves.map(({ underlying }) => underlying)],
  })
  return Object.fromEntries(aave.reserves.map(({ symbol }, i) => [symbol, feedToUsd(prices[i] ?? 0n)]))
}
