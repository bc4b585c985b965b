import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { localAccounts } from '../../../local/accounts.js'
import { ownArtifact } from '../../../local/chain/packageArtifact.js'
import { type LocalChain, startAnvil } from '../../../local/chain/startAnvil.js'
import { type LocalChainClient, testClient } from '../../../local/chain/testClient.js'
import { TransactionBatch } from '../../../local/chain/transactionBatch.js'
import { settableFeedAbi } from '../../../local/feeds/settableFeedAbi.js'

const { deployer, feedKeeper } = localAccounts()
let chain: LocalChain
let client: LocalChainClient
beforeAll(async () => {
  chain = await startAnvil()
  client = testClient(chain.rpcUrl)
})
afterAll(() => chain.stop())

async function withFeed() {
  const batch = new TransactionBatch(client)
  await batch.open([deployer, feedKeeper])
  const address = batch.deploy(deployer, 'SettableFeed', await ownArtifact('SettableFeed'), [feedKeeper.address, 'ETH / USD', 1n])
  return { batch, feed: { address, abi: settableFeedAbi } }
}

describe('TransactionBatch', () => {
  it('default: addresses are known before anything is sent', async () => {
    const { batch, feed } = await withFeed()
    expect(await client.getCode({ address: feed.address })).toBeUndefined()
    const [receipt] = await batch.mine()
    expect(receipt?.contractAddress?.toLowerCase()).toBe(feed.address.toLowerCase())
    batch.call(feedKeeper, { ...feed, functionName: 'setAnswer', args: [7n] })
    await batch.mine()
    expect(await client.readContract({ ...feed, functionName: 'latestAnswer' })).toBe(7n)
  })

  it('behavior: nothing queued mines nothing', async () => {
    const before = await client.getBlockNumber()
    expect(await new TransactionBatch(client).mine()).toEqual([])
    expect(await client.getBlockNumber()).toBe(before)
  })

  it('behavior: the chain mines by itself again afterwards, also after a failure', async () => {
    const { batch, feed } = await withFeed()
    await batch.mine()
    batch.call(deployer, { ...feed, functionName: 'setAnswer', args: [7n] })
    await expect(batch.mine()).rejects.toThrow()
    const hash = await client.sendTransaction({ account: deployer, to: deployer.address })
    expect((await client.waitForTransactionReceipt({ hash, timeout: 5_000 })).status).toBe('success')
  })

  it('error: TransactionReverted names the call', async () => {
    const { batch, feed } = await withFeed()
    await batch.mine()
    batch.call(deployer, { ...feed, functionName: 'setAnswer', args: [7n] })
    const mined = batch.mine()
    await expect(mined).rejects.toMatchObject({ code: 'LOCAL_TRANSACTION_REVERTED', what: `${feed.address}.setAnswer` })
  })

  it('error: an account that was not opened', async () => {
    const { feed } = await withFeed()
    const batch = new TransactionBatch(client)
    expect(() => batch.call(deployer, { ...feed, functionName: 'setAnswer', args: [7n] })).toThrow('call open first')
  })
})
