import { type LocalAccount, parseAbi } from 'viem'
import { localAccounts } from '../accounts.js'
import type { LocalChainClient } from '../chain/testClient.js'
import type { DeployedReserve, LocalDeployment } from '../localDeployment.js'

const feedUnit = 1_00000000

/**
 * Convert a price to a feed's answer.
 *
 * @param priceUsd - positive USD.
 * @returns integer with 8 decimals, rounded to the nearest.
 * @throws {RangeError} when the price rounds to nothing or is not finite.
 */
export function usdToFeed(priceUsd: number): bigint {
  const answer = Math.round(priceUsd * feedUnit)
  if (!Number.isSafeInteger(answer) || answer <= 0)
    throw new RangeError(`A feed cannot hold the price ${priceUsd} USD: it must be positive and below 90 million.`)
  return BigInt(answer)
}

/**
 * Convert a feed's answer to a price.
 *
 * @param answer - integer with 8 decimals.
 * @returns USD.
 */
export function feedToUsd(answer: bigint): number {
  return Number(answer) / feedUnit
}

/**
 * The interface of `contracts/SettableFeed.sol`.
 *
 * @source contracts/SettableFeed.sol
 */
export const settableFeedAbi = parseAbi([
  'constructor(address keeper, string description, int256 answer)',
  'function decimals() view returns (uint8)',
  'function description() view returns (string)',
  'function version() view returns (uint256)',
  'function keeper() view returns (address)',
  'function setAnswer(int256 answer)',
  'function latestAnswer() view returns (int256)',
  'function latestTimestamp() view returns (uint256)',
  'function latestRound() view returns (uint80)',
  'function getAnswer(uint256 roundId) view returns (int256)',
  'function getTimestamp(uint256 roundId) view returns (uint256)',
  'function latestRoundData() view returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)',
  'function getRoundData(uint80 id) view returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)',
  'event AnswerUpdated(int256 indexed current, uint256 indexed roundId, uint256 updatedAt)',
  'event NewRound(uint256 indexed roundId, address indexed startedBy, uint256 startedAt)',
  'error NotKeeper(address caller, address keeper)',
  'error AnswerNotPositive(int256 answer)',
  'error NoDataPresent(uint80 roundId)',
])

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
