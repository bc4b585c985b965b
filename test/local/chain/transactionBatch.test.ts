import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { localAccounts } from '../../../local/accounts.js'
import { ownArtifact } from '../../../local/chain/contractArtifact.js'
import { type LocalChain, startAnvil } from '../../../local/chain/startAnvil.js'
import { type LocalChainClient, testClient } from '../../../local/chain/testClient.js'
import { TransactionBatch } from '../../../local/chain/transactionBatch.js'
import { settableFeedAbi } from '../../../local/feeds/setPrices.js'
import { PATIENCE_MS } from '../../support/until.js'

const { deployer, feedKeeper, owners } = localAccounts()
/** Burns nearly all the gas that it gets: jumps back to its start while more than 10,000 is left. */
const burner = '0x00000000000000000000000000000000000000bb'
let chain: LocalChain
let client: LocalChainClient
beforeAll(async () => {
  chain = await startAnvil()
  client = testClient(chain.rpcUrl)
  await client.setCode({ address: burner, bytecode: '0x5b6127105a115f5700' })
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
    expect((await client.waitForTransactionReceipt({ hash, timeout: PATIENCE_MS })).status).toBe('success')
  })

  it('error: TransactionReverted names the call', async () => {
    const { batch, feed } = await withFeed()
    await batch.mine()
    batch.call(deployer, { ...feed, functionName: 'setAnswer', args: [7n] })
    const mined = batch.mine()
    await expect(mined).rejects.toMatchObject({ code: 'LOCAL_TRANSACTION_REVERTED', what: `${feed.address}.setAnswer` })
  })

  it('behavior: what does not fit in one block goes into the next ones, each account in its order', async () => {
    const batch = new TransactionBatch(client)
    await batch.open(owners)
    const before = await client.getBlockNumber()
    const { gasLimit } = await client.getBlock()
    const heavy = (gasLimit * 2n) / 3n
    for (let i = 0; i < 4; i++) {
      for (const owner of owners) {
        batch.send(owner, 'light', deployer.address, '0x', 100_000n)
        batch.send(owner, 'heavy', burner, '0x', heavy)
      }
    }
    const receipts = await batch.mine()
    expect(receipts.map(({ status }) => status)).toEqual(Array(24).fill('success'))
    // No two heavy ones fit in a block.
    expect(Number((await client.getBlockNumber()) - before)).toBe(12)
    for (const owner of owners) {
      const own = receipts.filter(({ from }) => from === owner.address.toLowerCase())
      const places = own.map(({ blockNumber, transactionIndex }) => Number(blockNumber) * 1_000 + transactionIndex)
      expect(places).toEqual(places.toSorted((a, b) => a - b))
    }
  })

  it('error: TransactionsNotMined names what no block takes', async () => {
    const [owner] = owners
    const { gasLimit } = await client.getBlock()
    const batch = new TransactionBatch(client)
    await batch.open([owner, deployer])
    batch.send(deployer, 'small', owner.address, '0x', 100_000n)
    batch.send(owner, 'huge', burner, '0x', gasLimit + 1n)
    for (let i = 0; i < 6; i++) batch.send(owner, `after ${i}`, deployer.address, '0x', 100_000n)
    await expect(batch.mine()).rejects.toMatchObject({
      code: 'LOCAL_TRANSACTIONS_NOT_MINED',
      missing: ['huge', 'after 0', 'after 1', 'after 2', 'after 3', 'after 4', 'after 5'],
      shortMessage: expect.stringContaining('huge, after 0, after 1, after 2, after 3 and 2 more got into no block'),
      metaMessages: [expect.stringMatching(/gas/), expect.stringContaining('Remedy')],
    })
    const hash = await client.sendTransaction({ account: deployer, to: deployer.address })
    expect((await client.waitForTransactionReceipt({ hash, timeout: PATIENCE_MS })).status).toBe('success')
  })

  it('error: an account that was not opened', async () => {
    const { feed } = await withFeed()
    const batch = new TransactionBatch(client)
    expect(() => batch.call(deployer, { ...feed, functionName: 'setAnswer', args: [7n] })).toThrow('call open first')
  })
})
