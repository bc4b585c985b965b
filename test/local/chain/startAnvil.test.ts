import { readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { parseEther } from 'viem'
import { AnvilUnavailable } from '../../../activities/simulation/errors.js'
import { anvilBinary } from '../../../activities/simulation/startFork.js'
import { localAccounts } from '../../../local/accounts.js'
import { advanceChainTime } from '../../../local/chain/advanceChainTime.js'
import { type LocalChain, startAnvil } from '../../../local/chain/startAnvil.js'
import { testClient } from '../../../local/chain/testClient.js'
import { AlreadyRunning, awaitPredecessor } from '../../../local/process/awaitPredecessor.js'
import { PortUnavailable } from '../../../local/process/freePort.js'
import { childProcesses } from '../support/childProcesses.js'
import { temporaryFolder } from '../support/temporaryFolder.js'

const folder = temporaryFolder()
afterAll(folder.remove)
const june2022 = Date.UTC(2022, 5, 12) / 1000
const receiver = '0x000000000000000000000000000000000000dEaD'
const secondsOfTolerance = 20

async function send(chain: LocalChain) {
  const client = testClient(chain.rpcUrl)
  const hash = await client.sendTransaction({ account: localAccounts().deployer, to: receiver, value: parseEther('1') })
  return client.waitForTransactionReceipt({ hash })
}

describe('startAnvil', () => {
  it('default', async () => {
    const chain = await startAnvil({ timestampSeconds: june2022 })
    const client = testClient(chain.rpcUrl)
    expect(chain.rpcUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(await client.getChainId()).toBe(31337)
    expect(Number((await client.getBlock()).timestamp)).toBe(june2022)
    await chain.flush()
    await chain.stop()
    await expect(client.getChainId()).rejects.toThrow()
  })

  it('behavior: a restart keeps blocks, receipts and balances, and the clock goes on from the last block', async () => {
    const stateFile = join(folder.path, 'restart.json')
    const first = await startAnvil({ stateFile, timestampSeconds: june2022 })
    const receipt = await send(first)
    await advanceChainTime(testClient(first.rpcUrl), 3 * 86_400)
    const [genesis, head] = await Promise.all([
      testClient(first.rpcUrl).getBlock({ blockNumber: 0n }),
      testClient(first.rpcUrl).getBlock({ blockNumber: 2n }),
    ])
    await first.stop()

    const second = await startAnvil({ stateFile, timestampSeconds: june2022 })
    const client = testClient(second.rpcUrl)
    expect((await client.getBlock({ blockNumber: 0n })).hash).toBe(genesis.hash)
    expect((await client.getBlock()).hash).toBe(head.hash)
    expect(await client.getTransactionReceipt({ hash: receipt.transactionHash })).toMatchObject({ blockHash: receipt.blockHash })
    expect(await client.getBalance({ address: receiver })).toBe(parseEther('1'))
    await send(second)
    const elapsed = Number((await client.getBlock()).timestamp - head.timestamp)
    expect(elapsed).toBeGreaterThanOrEqual(0)
    expect(elapsed).toBeLessThan(secondsOfTolerance)
    await second.stop()
  })

  it('behavior: however often it is restarted, block 0 stays the same', async () => {
    const stateFile = join(folder.path, 'genesis.json')
    const seen = new Set<string>()
    for (let i = 0; i < 6; i++) {
      const chain = await startAnvil({ stateFile, timestampSeconds: june2022 })
      const client = testClient(chain.rpcUrl)
      seen.add((await client.getBlock({ blockNumber: 0n })).hash)
      // Every start has another clock, and so another genesis block of anvil's own.
      await advanceChainTime(client, 3_600)
      await chain.stop()
    }
    expect(seen.size).toBe(1)
  })

  it('behavior: a kill of anvil loses nothing older than a second', async () => {
    const stateFile = join(folder.path, 'killed.json')
    const first = await startAnvil({ stateFile, timestampSeconds: june2022 })
    const receipt = await send(first)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    for (const pid of childProcesses(first.pid)) process.kill(pid, 'SIGKILL')
    await first.stop()
    const second = await startAnvil({ stateFile })
    expect(await testClient(second.rpcUrl).getTransactionReceipt({ hash: receipt.transactionHash })).toMatchObject({
      status: 'success',
    })
    await second.stop()
  })

  it('behavior: a state file that was cut off is restored from the last flush', async () => {
    const stateFile = join(folder.path, 'torn.json')
    const first = await startAnvil({ stateFile, timestampSeconds: june2022 })
    const receipt = await send(first)
    await first.flush()
    await first.stop()
    truncateSync(stateFile, Math.floor(readFileSync(stateFile).length / 2))
    const second = await startAnvil({ stateFile })
    expect(await testClient(second.rpcUrl).getTransactionReceipt({ hash: receipt.transactionHash })).toMatchObject({
      status: 'success',
    })
    await second.stop()
  })

  it('behavior: a start waits for a predecessor that is still writing its state', async () => {
    const stateFile = join(folder.path, 'handover.json')
    const first = await startAnvil({ stateFile, timestampSeconds: june2022 })
    const receipt = await send(first)
    process.kill(first.pid, 'SIGTERM')
    const second = await startAnvil({ stateFile })
    expect(await testClient(second.rpcUrl).getTransactionReceipt({ hash: receipt.transactionHash })).toMatchObject({
      status: 'success',
    })
    await second.stop()
  })

  it('error: AlreadyRunning when another anvil keeps the state file', async () => {
    const stateFile = join(folder.path, 'shared.json')
    const first = await startAnvil({ stateFile })
    await expect(awaitPredecessor('anvil', `${stateFile}.pid`, 200)).rejects.toThrow(AlreadyRunning)
    await expect(awaitPredecessor('anvil', `${stateFile}.pid`, 200)).rejects.toMatchObject({
      code: 'ALREADY_RUNNING',
      pid: first.pid,
    })
    await first.stop()
    await awaitPredecessor('anvil', `${stateFile}.pid`, 200)
  })

  it('error: PortUnavailable', async () => {
    const chain = await startAnvil()
    const port = Number(new URL(chain.rpcUrl).port)
    await expect(startAnvil({ port })).rejects.toThrow(PortUnavailable)
    await chain.stop()
  })
})

describe('advanceChainTime', () => {
  it('default', async () => {
    const chain = await startAnvil({ timestampSeconds: june2022 })
    const reached = await advanceChainTime(testClient(chain.rpcUrl), 172_800)
    expect(reached).toBe(june2022 + 172_800)
    await chain.stop()
  })
})

describe('anvilBinary', () => {
  it('error: AnvilUnavailable names the package', () => {
    expect(() => anvilBinary('plan9', 'mips')).toThrow(AnvilUnavailable)
    expect(() => anvilBinary('plan9', 'mips')).toThrow('@foundry-rs/anvil-plan9-mips')
  })
})
