import type { LocalAccount } from 'viem'
import { localAccounts } from '../accounts.js'
import type { LocalChainClient } from '../chain/testClient.js'
import type { DeployedReserve, LocalDeployment } from '../localDeployment.js'
import { settableFeedAbi } from './settableFeedAbi.js'
import { usdToFeed } from './usdToFeed.js'

/**
 * Set the feeds of a local market's reserves, as the feed keeper, and wait until it is in a block.
 *
 * @param pricesUsd - USD by symbol; reserves that it does not name keep their price.
 * @throws {RangeError} when a symbol has no reserve or a price is not positive; nothing is set then.
 */
export async function setPrices(
  client: LocalChainClient,
  deployment: Pick<LocalDeployment, 'aave'>,
  pricesUsd: Readonly<Record<string, number>>,
  keeper: LocalAccount = localAccounts().feedKeeper,
): Promise<void> {
  const answers = Object.entries(pricesUsd).map(([symbol, priceUsd]) => ({
    feed: reserveOf(deployment.aave.reserves, symbol).feed,
    answer: usdToFeed(priceUsd),
  }))
  const nonce = await client.getTransactionCount({ address: keeper.address, blockTag: 'pending' })
  const hashes = await Promise.all(
    answers.map(({ feed, answer }, i) =>
      client.writeContract({
        account: keeper,
        address: feed,
        abi: settableFeedAbi,
        functionName: 'setAnswer',
        args: [answer],
        nonce: nonce + i,
        gas: 200_000n,
      }),
    ),
  )
  const receipts = await Promise.all(hashes.map((hash) => client.waitForTransactionReceipt({ hash })))
  const failed = receipts.findIndex(({ status }) => status !== 'success')
  if (failed >= 0)
    throw new Error(`Setting the price of ${Object.keys(pricesUsd)[failed]} reverted: is ${keeper.address} the feed's keeper?`)
}

function reserveOf(reserves: readonly DeployedReserve[], symbol: string): DeployedReserve {
  const reserve = reserves.find((candidate) => candidate.symbol === symbol)
  if (reserve === undefined) {
    throw new RangeError(`The local market has no ${symbol}; it has ${reserves.map((known) => known.symbol).join(', ')}.`)
  }
  return reserve
}
