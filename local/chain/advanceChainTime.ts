import type { LocalChainClient } from './testClient.js'

/**
 * Move a local chain's clock forward and mine a block there.
 *
 * @param seconds - positive whole seconds.
 * @returns the new block's timestamp, Unix seconds.
 */
export async function advanceChainTime(client: LocalChainClient, seconds: number): Promise<number> {
  const { timestamp } = await client.getBlock({ blockTag: 'latest' })
  await client.setNextBlockTimestamp({ timestamp: timestamp + BigInt(seconds) })
  await client.mine({ blocks: 1 })
  return Number((await client.getBlock({ blockTag: 'latest' })).timestamp)
}
