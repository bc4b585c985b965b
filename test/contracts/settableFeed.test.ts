import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { localAccounts } from '../../local/accounts.js'
import { advanceChainTime } from '../../local/chain/advanceChainTime.js'
import { ownArtifact } from '../../local/chain/contractArtifact.js'
import { type LocalChain, startAnvil } from '../../local/chain/startAnvil.js'
import { type LocalChainClient, testClient } from '../../local/chain/testClient.js'
import { TransactionBatch, TransactionReverted } from '../../local/chain/transactionBatch.js'
import { settableFeedAbi } from '../../local/feeds/setPrices.js'

const { deployer, feedKeeper } = localAccounts()
const start = Date.UTC(2022, 5, 12) / 1000

let chain: LocalChain
let client: LocalChainClient
let feed: { address: `0x${string}`; abi: typeof settableFeedAbi }

async function deploy(answer: bigint): Promise<`0x${string}`> {
  const batch = new TransactionBatch(client)
  await batch.open([deployer])
  const address = batch.deploy(deployer, 'SettableFeed', await ownArtifact('SettableFeed'), [
    feedKeeper.address,
    'ETH / USD',
    answer,
  ])
  await batch.mine()
  return address
}

beforeAll(async () => {
  chain = await startAnvil({ timestampSeconds: start })
  client = testClient(chain.rpcUrl)
  feed = { address: await deploy(1532_89000000n), abi: settableFeedAbi }
})
afterAll(() => chain.stop())

describe('SettableFeed', () => {
  it('default', async () => {
    const [decimals, description, version, keeper, answer, [roundId, , startedAt, updatedAt, answeredInRound]] =
      await Promise.all([
        client.readContract({ ...feed, functionName: 'decimals' }),
        client.readContract({ ...feed, functionName: 'description' }),
        client.readContract({ ...feed, functionName: 'version' }),
        client.readContract({ ...feed, functionName: 'keeper' }),
        client.readContract({ ...feed, functionName: 'latestAnswer' }),
        client.readContract({ ...feed, functionName: 'latestRoundData' }),
      ])
    expect({ decimals, description, version, keeper, answer }).toEqual({
      decimals: 8,
      description: 'ETH / USD',
      version: 1n,
      keeper: feedKeeper.address,
      answer: 1532_89000000n,
    })
    expect([roundId, answeredInRound]).toEqual([1n, 1n])
    expect(startedAt).toBe(updatedAt)
    expect(Number(updatedAt)).toBeGreaterThanOrEqual(start)
  })

  it('behavior: an answer starts a round at the time of its block, and earlier rounds stay', async () => {
    const time = await advanceChainTime(client, 3_600)
    await client.setNextBlockTimestamp({ timestamp: BigInt(time + 10) })
    const hash = await client.writeContract({ ...feed, account: feedKeeper, functionName: 'setAnswer', args: [1434_84000000n] })
    await client.waitForTransactionReceipt({ hash })
    const [, answer, , updatedAt] = await client.readContract({ ...feed, functionName: 'latestRoundData' })
    expect([answer, updatedAt]).toEqual([1434_84000000n, BigInt(time + 10)])
    expect(await client.readContract({ ...feed, functionName: 'latestTimestamp' })).toBe(BigInt(time + 10))
    expect((await client.readContract({ ...feed, functionName: 'getRoundData', args: [1n] }))[1]).toBe(1532_89000000n)
    const events = await client.getContractEvents({ ...feed, eventName: 'AnswerUpdated', fromBlock: 0n })
    expect(events.map(({ args }) => args.roundId)).toEqual([1n, 2n])
  })

  it('error: NotKeeper', async () => {
    const set = client.simulateContract({ ...feed, account: deployer, functionName: 'setAnswer', args: [1n] })
    await expect(set).rejects.toThrow('NotKeeper')
  })

  it('error: AnswerNotPositive, at construction too', async () => {
    const set = client.simulateContract({ ...feed, account: feedKeeper, functionName: 'setAnswer', args: [0n] })
    await expect(set).rejects.toThrow('AnswerNotPositive')
    await expect(deploy(-1n)).rejects.toThrow(TransactionReverted)
  })

  it('error: NoDataPresent', async () => {
    await expect(client.readContract({ ...feed, functionName: 'getRoundData', args: [99n] })).rejects.toThrow('NoDataPresent')
  })
})
