import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { WorkflowNotFoundError } from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import proto from '@temporalio/proto'
import { encodeFunctionData, type Hex, parseAbi, toFunctionSelector } from 'viem'
import { keyRelayer } from '../../activities/chain/relayer.js'
import type { RelayRequest, RelayResult } from '../../activities/chain/relayRequest.js'
import { localAccounts } from '../../local/accounts.js'
import { type LocalSystem, onlyMarket } from '../../local/system/startLocalSystem.js'
import { relayerWorkflowId, relayThrough } from '../../client/relayThrough.js'
import { createMarketRuntimes } from '../../worker/runtime/marketRuntimes.js'
import { sentQuery } from '../../workflows/relayer/messages.js'
import { startTestSystem } from '../support/testSystem.js'
import { until } from '../support/until.js'

const { relayer, delegate } = localAccounts()

const otherRelayer = keyRelayer(`0x${'42'.repeat(32)}`, 'OTHER_RELAYER_KEY')

/** A read of the timelock: a call of the route that succeeds and changes nothing. */
const harmless = ({ deployment }: LocalSystem) => ({
  to: deployment.timelock.address,
  value: '0',
  data: toFunctionSelector('getMinDelay()'),
})

describe('relayerWorkflow', () => {
  let system: LocalSystem
  let relay: (requestId: string, over?: Partial<RelayRequest>) => Promise<RelayResult>

  beforeAll(async () => {
    system = await startTestSystem({ bumpFeeAfter: '1s' })
    const markets = createMarketRuntimes(system.loaded, { environment: (name) => system.variables[name], needsRelayer: true })
    const send = relayThrough({ client: system.client, markets, temporal: system.loaded.config.temporal })
    const call = harmless(system)
    relay = (requestId, over = {}) =>
      send(
        { requestId, market: onlyMarket(system.loaded).market.id, call, purpose: 'execute the change', ...over },
        new AbortController().signal,
      )
  })
  afterAll(() => system?.stop())
  beforeEach(() => system.chain.setAutomine(true))

  const nonce = () => system.chain.getTransactionCount({ address: relayer.address })
  const pending = async (): Promise<readonly { from: Hex; nonce: number; value: bigint; to: Hex | null; hash: Hex }[]> => {
    const { transactions } = await system.chain.getBlock({ blockTag: 'pending', includeTransactions: true })
    return transactions.filter(({ from }) => from.toLowerCase() === relayer.address.toLowerCase())
  }
  const untilPending = (isIt: (hashes: readonly Hex[]) => boolean): Promise<readonly Hex[]> =>
    until('such a transaction is in the mempool', async () => {
      const hashes = (await pending()).map(({ hash }) => hash)
      return isIt(hashes) && hashes
    })

  it('default: sends a call once and tells its transaction', async () => {
    const before = await nonce()
    const result = await relay('default')
    expect(result.outcome).toBe('success')
    const receipt = await system.chain.getTransactionReceipt({ hash: result.hash as Hex })
    expect(receipt.status).toBe('success')
    expect(await nonce()).toBe(before + 1)
  })

  it('behavior: a request that comes again gets the first answer, and nothing is sent', async () => {
    const before = await nonce()
    expect(await relay('default')).toMatchObject({ outcome: 'success' })
    expect(await nonce()).toBe(before)
  })

  it('behavior: requests at once are served one at a time, each with its own nonce', async () => {
    const before = await nonce()
    const results = await Promise.all(['a', 'b', 'c'].map((id) => relay(id)))
    expect(new Set(results.map(({ hash }) => hash)).size).toBe(3)
    expect(await nonce()).toBe(before + 3)
  })

  it('behavior: fifteen requests at once all wait their turn, more than a server holds updates open', async () => {
    const before = await nonce()
    await system.chain.setAutomine(false)
    const answers = Promise.all(Array.from({ length: 15 }, (_, i) => relay(`crowd ${i}`)))
    await untilPending((hashes) => hashes.length === 1)
    const handle = system.client.workflow.getHandle(relayerWorkflowId(31337, relayer.address))
    while ((await handle.query(sentQuery)).waiting < 15) await sleep(50)
    await system.chain.mine({ blocks: 1 })
    await system.chain.setAutomine(true)
    const results = await answers
    expect(results.map(({ outcome }) => outcome)).toEqual(Array(15).fill('success'))
    expect(new Set(results.map(({ hash }) => hash)).size).toBe(15)
    expect(await nonce()).toBe(before + 15)
  })

  it('error: RELAY_FAILED for a call that is larger than an activity’s argument, and the entity lives on', async () => {
    const before = await nonce()
    const handle = system.client.workflow.getHandle(relayerWorkflowId(31337, relayer.address))
    const { runId } = await handle.describe()
    const call = { ...harmless(system), data: `0x${'00'.repeat(1_048_400)}` as const }
    await expect(relay('large', { call })).rejects.toMatchObject({
      code: 'RELAY_FAILED',
      message: expect.stringMatching(/at most 50000/),
    })
    expect(await nonce()).toBe(before)
    expect(await relay('after the large one')).toMatchObject({ outcome: 'success' })
    expect((await handle.describe()).runId).toBe(runId)
  })

  it('error: RELAY_FAILED for a call that is none of the route, and the next one is served', async () => {
    const before = await nonce()
    await expect(relay('theft', { call: { to: delegate.address, value: '1', data: '0x' } })).rejects.toMatchObject({
      code: 'RELAY_FAILED',
      message: expect.stringMatching(/sends no call to/),
    })
    expect(await nonce()).toBe(before)
    expect(await relay('after the theft')).toMatchObject({ outcome: 'success' })
  })

  it('error: RELAY_FAILED without gas, and the next one is served once there is some', async () => {
    const address = relayer.address
    const value = await system.chain.getBalance({ address })
    await system.chain.setBalance({ address, value: 1n })
    await expect(relay('unfunded')).rejects.toMatchObject({
      code: 'RELAY_FAILED',
      message: expect.stringMatching(/insufficient funds/i),
    })
    await system.chain.setBalance({ address, value })
    expect(await relay('funded')).toMatchObject({ outcome: 'success' })
  })

  it('behavior: a call that would revert is refused, and uses no nonce', async () => {
    const before = await nonce()
    const data = encodeFunctionData({ abi: parseAbi(['function upgradeTo(address)']), args: [delegate.address] })
    const result = await relay('reverting', { call: { to: system.deployment.timelock.address, value: '0', data } })
    expect(result).toMatchObject({ outcome: 'refused', hash: null })
    expect(result.reason).toMatch(/would revert/)
    expect(await nonce()).toBe(before)
  })

  it('behavior: a stuck transaction is replaced with a higher fee and the same nonce', async () => {
    const before = await nonce()
    await system.chain.setAutomine(false)
    const answer = relay('stuck')
    const [first] = await untilPending((hashes) => hashes.length === 1)
    const [second] = await untilPending((hashes) => hashes.length === 1 && hashes[0] !== first)
    await system.chain.mine({ blocks: 1 })
    const result = await answer
    expect(result.outcome).toBe('success')
    expect(result.hash).not.toBe(first)
    expect(second).not.toBe(first)
    expect(await nonce()).toBe(before + 1)
  })

  it('behavior: a transaction that is stuck at its last price waits, and the history does not grow by that', async () => {
    await relay('before the last price')
    await system.chain.setAutomine(false)
    const handle = system.client.workflow.getHandle(relayerWorkflowId(31337, relayer.address))
    const events = async () => (await handle.fetchHistory()).events ?? []
    const signed = async () =>
      (await events()).filter(({ activityTaskScheduledEventAttributes: scheduled }) =>
        scheduled?.activityType?.name?.startsWith('prepare'),
      ).length
    const before = await signed()
    const answer = relay('last price')
    await until('sixteen prices are signed', async () => (await signed()) >= before + 16)
    // Three times what a price is waited for.
    await sleep(3_000)
    const { length } = await events()
    await sleep(3_000)
    expect(await signed()).toBe(before + 16)
    expect(await events()).toHaveLength(length)
    await system.chain.mine({ blocks: 1 })
    expect((await answer).outcome).toBe('success')
  })

  it('behavior: a nonce that a foreign transaction used is explained by the next one', async () => {
    const before = await nonce()
    await system.chain.setAutomine(false)
    const answer = relay('foreign')
    await untilPending((hashes) => hashes.length === 1)
    const { baseFeePerGas } = await system.chain.getBlock()
    const fee = (baseFeePerGas ?? 0n) + 1_000n * 10n ** 9n
    const foreign = await system.chain.sendTransaction({
      account: relayer,
      to: delegate.address,
      value: 7n,
      nonce: before,
      gas: 21_000n,
      maxFeePerGas: fee,
      maxPriorityFeePerGas: fee,
    })
    await system.chain.mine({ blocks: 1 })
    await system.chain.setAutomine(true)
    const result = await answer
    expect((await system.chain.getTransactionReceipt({ hash: foreign })).status).toBe('success')
    expect(result.outcome).toBe('success')
    expect(result.hash).not.toBe(foreign)
    expect(await nonce()).toBe(before + 2)
  })

  it('behavior: a stuck call that would revert by now gives its nonce free and changes nothing', async () => {
    const before = await nonce()
    const { to } = harmless(system)
    const code = await system.chain.getCode({ address: to })
    await system.chain.setAutomine(false)
    const answer = relay('overtaken')
    await untilPending((hashes) => hashes.length === 1)
    await system.chain.setCode({ address: to, bytecode: '0x60006000fd' })
    const result = await Promise.race([
      answer,
      (async () => {
        for (;;) {
          await sleep(300)
          const mine = await pending()
          if (mine.some(({ to }) => to?.toLowerCase() === relayer.address.toLowerCase())) await system.chain.mine({ blocks: 1 })
        }
      })(),
    ])
    await system.chain.setCode({ address: to, bytecode: code as Hex })
    expect(result).toMatchObject({ outcome: 'refused' })
    expect((await system.chain.getTransaction({ hash: result.hash as Hex })).to?.toLowerCase()).toBe(
      relayer.address.toLowerCase(),
    )
    expect(await nonce()).toBe(before + 1)
  })

  it('error: RelayerElsewhere where its entity runs on a task queue that nobody serves any longer', async () => {
    const { workflow } = system.client
    const workflowId = relayerWorkflowId(31337, relayer.address)
    await workflow.getHandle(workflowId).terminate()
    const { timeouts } = system.loaded.config.temporal
    const old = await workflow.start('relayerWorkflow', {
      workflowId,
      taskQueue: 'before-the-renaming',
      args: [{ chainId: 31337, address: relayer.address, timeouts, bumpAfter: '1s' }],
    })
    await expect(relay('elsewhere')).rejects.toMatchObject({
      code: 'RELAYER_ELSEWHERE',
      retryable: false,
      message: expect.stringMatching(/before-the-renaming/),
    })
    await old.terminate()
    expect((await relay('here again')).outcome).toBe('success')
  })
})

describe('relayerWorkflow whose broadcast gets no answer', () => {
  let system: LocalSystem
  let relay: (requestId: string, signature?: string) => Promise<RelayResult>
  /** Kill point that fails, and whether for good. */
  let failing: { readonly at: string; readonly isForGood: boolean } | null = null

  beforeAll(async () => {
    system = await startTestSystem({
      killPoint: (name) => {
        if (name !== failing?.at) return
        throw failing.isForGood ? ApplicationFailure.nonRetryable('no answer', 'NO_ANSWER') : new Error('held up')
      },
    })
    const markets = createMarketRuntimes(system.loaded, { environment: (name) => system.variables[name], needsRelayer: true })
    const send = relayThrough({ client: system.client, markets, temporal: system.loaded.config.temporal })
    const market = onlyMarket(system.loaded).market.id
    relay = (requestId, signature = 'getMinDelay()') => {
      const call = { ...harmless(system), data: toFunctionSelector(signature) }
      return send({ requestId, market, call, purpose: 'execute the change' }, new AbortController().signal)
    }
  })
  afterAll(() => system?.stop())
  beforeEach(() => system.chain.setAutomine(true))

  const count = () => system.chain.getTransactionCount({ address: relayer.address })
  const entity = () => system.client.workflow.getHandle(relayerWorkflowId(31337, relayer.address))
  const pending = async (): Promise<readonly { hash: Hex; nonce: number }[]> =>
    (await system.chain.getBlock({ blockTag: 'pending', includeTransactions: true })).transactions
  const loseAnswer = async (requestId: string): Promise<void> => {
    failing = { at: 'broadcastTransaction:end', isForGood: true }
    await expect(relay(requestId)).rejects.toMatchObject({ code: 'RELAY_FAILED', message: expect.stringMatching(/no answer/) })
    failing = null
  }

  it('behavior: every step before the confirmation has an end', async () => {
    await relay('bounded')
    const scheduled = ((await entity().fetchHistory()).events ?? []).flatMap(
      ({ activityTaskScheduledEventAttributes: attributes }) => (attributes == null ? [] : [attributes]),
    )
    const seconds = scheduled.map(({ activityType, scheduleToCloseTimeout }) => [
      activityType?.name,
      Number(scheduleToCloseTimeout?.seconds ?? 0),
    ])
    expect(seconds).toEqual([
      ['reserveNonce', 900],
      ['prepareTransaction', 900],
      ['broadcastTransaction', 900],
      ['confirmTransaction', 0],
    ])
  })

  const pausing = async (act: 'pauseActivity' | 'unpauseActivity', type: string) => {
    const { workflowId } = entity()
    const { namespace, identity } = system.client.options
    const request = { namespace, identity, execution: { workflowId }, type }
    const { workflowService } = system.client
    await (act === 'pauseActivity' ? workflowService.pauseActivity(request) : workflowService.unpauseActivity(request))
  }
  const pendingOf = async (type: string) => {
    // The first request is what starts the entity.
    const described = await entity()
      .describe()
      .catch((error: unknown) => {
        if (error instanceof WorkflowNotFoundError) return undefined
        throw error
      })
    return described?.raw.pendingActivities?.find(({ activityType }) => activityType?.name === type)
  }
  const untilAttempt = async (type: string, least: number) => {
    while (Number((await pendingOf(type))?.attempt ?? 0) < least) await sleep(50)
  }

  it.each(['reserveNonce', 'prepareTransaction', 'broadcastTransaction'])(
    'behavior: %s that is paused after its effect and runs again sends one transaction',
    async (type) => {
      const before = await count()
      failing = { at: `${type}:end`, isForGood: false }
      const answer = relay(`paused in ${type}`)
      await untilAttempt(type, 2)
      await pausing('pauseActivity', type)
      while ((await pendingOf(type))?.paused !== true) await sleep(50)
      failing = null
      await pausing('unpauseActivity', type)
      expect((await answer).outcome).toBe('success')
      expect(await count()).toBe(before + 1)
      expect(await pending()).toEqual([])
    },
  )

  it('behavior: a confirmation that was paused while it ran, and runs a second time, sends one transaction', async () => {
    const type = 'confirmTransaction'
    const { PENDING_ACTIVITY_STATE_STARTED, PENDING_ACTIVITY_STATE_PAUSED } = proto.temporal.api.enums.v1.PendingActivityState
    const untilState = async (state: number) => {
      while ((await pendingOf(type))?.state !== state) await sleep(50)
      return Number((await pendingOf(type))?.lastStartedTime?.seconds)
    }
    const before = await count()
    await system.chain.setAutomine(false)
    const answer = relay('paused in its confirmation')
    const firstStart = await untilState(PENDING_ACTIVITY_STATE_STARTED)
    for (let i = 0; i < 300 && (await pending()).length === 0; i++) await sleep(50)
    const [sent] = await pending()
    await pausing('pauseActivity', type)
    await untilState(PENDING_ACTIVITY_STATE_PAUSED)
    await pausing('unpauseActivity', type)
    expect(await untilState(PENDING_ACTIVITY_STATE_STARTED)).toBeGreaterThanOrEqual(firstStart)
    expect((await pending()).map(({ hash }) => hash)).toEqual([sent?.hash])
    await system.chain.mine({ blocks: 1 })
    expect(await answer).toMatchObject({ outcome: 'success', hash: sent?.hash })
    expect(await count()).toBe(before + 1)
    expect(await pending()).toEqual([])
  })

  it('behavior: bytes that wait in the mempool are replaced by the next request', async () => {
    const before = await count()
    await system.chain.setAutomine(false)
    await loseAnswer('lost in the mempool')
    const [lost] = await pending()
    expect(lost?.nonce).toBe(before)
    const answer = relay('after the mempool', 'PROPOSER_ROLE()')
    await until('another transaction is in the mempool', async () => (await pending())[0]?.hash !== lost?.hash)
    await system.chain.mine({ blocks: 1 })
    const result = await answer
    expect(result.outcome).toBe('success')
    expect(result.hash).not.toBe(lost?.hash)
    expect(await count()).toBe(before + 1)
  })

  it('behavior: bytes that got into a block are followed by the next nonce', async () => {
    const before = await count()
    await loseAnswer('lost in a block')
    expect(await count()).toBe(before + 1)
    expect((await relay('after the block')).outcome).toBe('success')
    expect(await count()).toBe(before + 2)
  })

  it('behavior: bytes that get into a block once their nonce is reserved again are followed by the next nonce', async () => {
    const before = await count()
    await system.chain.setAutomine(false)
    await loseAnswer('lost for a while')
    failing = { at: 'prepareTransaction:start', isForGood: false }
    const answer = relay('overtaken')
    const isHeldUp = async () => {
      const { raw } = await entity().describe()
      return raw.pendingActivities?.some(
        ({ activityType, attempt }) => activityType?.name === 'prepareTransaction' && Number(attempt) > 1,
      )
    }
    await until('the step is held up', isHeldUp)
    await system.chain.mine({ blocks: 1 })
    expect(await count()).toBe(before + 1)
    await system.chain.setAutomine(true)
    failing = null
    expect((await answer).outcome).toBe('success')
    expect(await count()).toBe(before + 2)
  })
})

describe('relayerWorkflow of a key that no worker has any longer', () => {
  let system: LocalSystem

  beforeAll(async () => {
    system = await startTestSystem()
  })
  afterAll(() => system?.stop())

  it('behavior: no other key signs its transactions, and both addresses are named', async () => {
    const { market } = onlyMarket(system.loaded)
    const runtimes = createMarketRuntimes(system.loaded, { environment: (name) => system.variables[name], needsRelayer: true })
    const markets = new Map([...runtimes].map(([id, runtime]) => [id, { ...runtime, relayer: otherRelayer }]))
    const send = relayThrough({ client: system.client, markets, temporal: system.loaded.config.temporal })
    const left = new AbortController()
    const call = harmless(system)
    const answer = send({ requestId: 'rotated', market: market.id, call, purpose: 'execute the change' }, left.signal)
    answer.catch(() => {})
    const handle = system.client.workflow.getHandle(relayerWorkflowId(31337, otherRelayer.address))
    const lastFailure = async () => {
      const { raw } = await handle.describe()
      return raw.pendingActivities?.[0]?.lastFailure
    }
    const failure = await until('the step fails', () => lastFailure().catch(() => undefined))
    expect(failure?.applicationFailureInfo).toMatchObject({ type: 'OTHER_RELAYER_KEY', nonRetryable: false })
    expect(failure?.message).toContain(otherRelayer.address)
    expect(failure?.message).toContain(relayer.address)
    expect(await system.chain.getTransactionCount({ address: relayer.address, blockTag: 'pending' })).toBe(0)
    await handle.terminate()
    left.abort()
  })
})

describe('relayerWorkflow on a chain that reorganises', () => {
  let system: LocalSystem

  beforeAll(async () => {
    system = await startTestSystem({ confirmations: 3 })
  })
  afterAll(() => system?.stop())

  it('behavior: a block that is lost brings the same bytes back, once', async () => {
    const markets = createMarketRuntimes(system.loaded, { environment: (name) => system.variables[name], needsRelayer: true })
    const send = relayThrough({ client: system.client, markets, temporal: system.loaded.config.temporal })
    const before = await system.chain.getTransactionCount({ address: relayer.address })
    const snapshot = await system.chain.snapshot()
    const answer = send(
      {
        requestId: 'reorganised',
        market: onlyMarket(system.loaded).market.id,
        call: harmless(system),
        purpose: 'execute the change',
      },
      new AbortController().signal,
    )
    const count = () => system.chain.getTransactionCount({ address: relayer.address })
    await until('one more', async () => (await count()) !== before)
    const lost = await system.chain.getBlock({ includeTransactions: true })
    // One confirmation of three: the chain goes back to before the block.
    await system.chain.revert({ id: snapshot })
    expect(await count()).toBe(before)
    await until('one more', async () => (await count()) !== before)
    await system.chain.mine({ blocks: 3 })
    const result = await answer
    expect(result).toEqual({ outcome: 'success', hash: lost.transactions[0]?.hash, reason: null })
    expect(await count()).toBe(before + 1)
  })
})
