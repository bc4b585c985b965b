import { setTimeout as sleep } from 'node:timers/promises'
import { MockActivityEnvironment } from '@temporalio/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { type Hex, numberToHex, parseTransaction, toFunctionSelector } from 'viem'
import { chainClient } from '../../activities/chain/chainClient.js'
import { keyRelayer } from '../../activities/chain/relayer.js'
import { type ConfirmedTransaction, transactionActivities } from '../../activities/transactionActivities.js'
import type { Call } from '../../proposals/call.js'
import { marketOnChain } from '../proposals/support/marketOnChain.js'
import { dependenciesOf } from './support/dependenciesOf.js'
import { type FaultyRpc, startFaultyRpc } from '../support/faultyRpc.js'

describe('transactionActivities', () => {
  let market: Awaited<ReturnType<typeof marketOnChain>>
  let rpc: FaultyRpc
  let activities: ReturnType<typeof transactionActivities>
  const relayer = keyRelayer(`0x${'42'.repeat(32)}`, 'TEST_RELAYER_KEY')

  beforeAll(async () => {
    market = await marketOnChain()
    rpc = await startFaultyRpc(market.chain.rpcUrl)
    const chain = chainClient({ chainId: market.chain.chainId, rpcUrl: rpc.url })
    const { config } = market
    await market.client.setBalance({ address: relayer.address, value: 10n ** 18n })
    activities = transactionActivities(dependenciesOf({ config, chain, relayer }))
  })
  afterAll(async () => {
    await rpc?.close()
    await market?.stop()
  })

  const prepare = (call: Call) =>
    activities.prepareTransaction({
      market: market.config.id,
      from: relayer.address,
      nonce: 0,
      call,
      purpose: 'execute the change',
    })
  /** A read is a call that succeeds and changes nothing. */
  const harmless = (): Call => ({ to: market.config.route.timelock, value: '0', data: toFunctionSelector('getMinDelay()') })

  it('default: signs a call of the route', async () => {
    const { raw, isGapFill } = await prepare(harmless())
    expect(isGapFill).toBe(false)
    const { to, value, data } = parseTransaction(raw)
    expect({ to: to?.toLowerCase(), value, data }).toEqual({
      to: market.config.route.timelock.toLowerCase(),
      value: undefined,
      data: harmless().data,
    })
  })

  it('error: CallNotRelayed for another contract or for value, first and as a replacement', async () => {
    const { safe, guardian } = market.config.route
    const stuck = await prepare(harmless())
    for (const call of [
      { ...harmless(), to: guardian },
      { to: guardian, value: '1', data: '0x' as Hex },
      { to: safe, value: '1', data: '0x' as Hex },
    ]) {
      const again = { market: market.config.id, stuck, call, purpose: 'execute the change' } as const
      await expect(prepare(call)).rejects.toMatchObject({ code: 'CALL_NOT_RELAYED', retryable: false })
      await expect(activities.prepareReplacement(again)).rejects.toMatchObject({ code: 'CALL_NOT_RELAYED' })
    }
  })

  it('error: OtherRelayerKey for a step of another sender, which another worker may take', async () => {
    const from = market.config.route.guardian
    const id = market.config.id
    const stuck = { ...(await prepare(harmless())), from }
    const step = { market: id, call: harmless(), purpose: 'execute the change' } as const
    for (const refused of [
      activities.reserveNonce({ market: id, from }),
      activities.prepareTransaction({ ...step, from, nonce: 0 }),
      activities.prepareReplacement({ ...step, stuck }),
    ]) {
      await expect(refused).rejects.toMatchObject({
        code: 'OTHER_RELAYER_KEY',
        retryable: true,
        expected: from,
        actual: relayer.address,
        message: expect.stringMatching(new RegExp(`${relayer.address}.*${from}`)),
      })
    }
    const own = relayer.address.toLowerCase() as Hex
    expect(await activities.reserveNonce({ market: id, from: own })).toEqual(
      await activities.reserveNonce({ market: id, from: relayer.address }),
    )
  })

  it('error: TransactionRefused for a sender without funds, in words and for good', async () => {
    const transaction = await prepare(harmless())
    await market.client.setBalance({ address: relayer.address, value: 1n })
    const refused = activities.broadcastTransaction({ market: market.config.id, transaction })
    await expect(refused).rejects.toMatchObject({
      code: 'TRANSACTION_REFUSED',
      retryable: false,
      from: relayer.address,
      reason: expect.stringMatching(/insufficient funds/i),
    })
    await market.client.setBalance({ address: relayer.address, value: 10n ** 18n })
    const sent = await activities.broadcastTransaction({ market: market.config.id, transaction })
    expect(sent).toEqual({ outcome: 'sent' })
  })

  it('error: TransactionTooCostly where a node names fees of another world, and nothing is signed', async () => {
    rpc.fault = ({ method }) =>
      method === 'eth_maxPriorityFeePerGas' ? { kind: 'result', result: numberToHex(10n ** 15n) } : undefined
    try {
      await expect(prepare(harmless())).rejects.toMatchObject({
        code: 'TRANSACTION_TOO_COSTLY',
        retryable: false,
        from: relayer.address,
        limit: 10n ** 18n,
      })
    } finally {
      rpc.fault = null
    }
  })

  it('error: TransactionReverts for a call that ends in an invalid opcode: asked again it would end alike', async () => {
    const snapshot = await market.client.snapshot()
    await market.client.setCode({ address: market.config.route.timelock, bytecode: '0xfe' })
    try {
      await expect(prepare(harmless())).rejects.toMatchObject({ code: 'TRANSACTION_REVERTS', retryable: false })
    } finally {
      await market.client.revert({ id: snapshot })
    }
  })

  it('behavior: a stuck transaction is not replaced by one that could cost too much, nor by what frees its nonce', async () => {
    const stuck = await prepare(harmless())
    const replace = (data: Hex) =>
      activities.prepareReplacement({
        market: market.config.id,
        stuck,
        call: { ...harmless(), data },
        purpose: 'execute the change',
      })
    rpc.fault = ({ method }) =>
      method === 'eth_maxPriorityFeePerGas' ? { kind: 'result', result: numberToHex(10n ** 15n) } : undefined
    try {
      expect(await replace(harmless().data)).toEqual(stuck)
      expect(await replace('0xdeadbeef')).toEqual(stuck)
    } finally {
      rpc.fault = null
    }
    const raised = await replace(harmless().data)
    expect(raised.nonce).toBe(stuck.nonce)
    expect(BigInt(raised.maxFeePerGas)).toBeGreaterThan(BigInt(stuck.maxFeePerGas))
  })

  it('behavior: what frees a nonce has the gas that the chain asks for, which on a rollup is more than 21,000', async () => {
    const stuck = await prepare(harmless())
    rpc.fault = ({ method, params }) => {
      const { to } = (params[0] ?? {}) as { to?: string }
      const isEmpty = method === 'eth_estimateGas' && to?.toLowerCase() === relayer.address.toLowerCase()
      return isEmpty ? { kind: 'result', result: numberToHex(400_000) } : undefined
    }
    const replacement = await activities.prepareReplacement({
      market: market.config.id,
      stuck,
      // As of a call whose time is over.
      call: { ...harmless(), data: '0xdeadbeef' },
      purpose: 'execute the change',
    })
    rpc.fault = null
    expect(replacement.isGapFill).toBe(true)
    expect(parseTransaction(replacement.raw).gas).toBe(500_000n)
  })

  it('behavior: attempts that failed count for the time after which a stuck transaction’s fee must rise', async () => {
    const transaction = await prepare({ ...harmless(), data: toFunctionSelector('PROPOSER_ROLE()') })
    const nonce = await market.client.getTransactionCount({ address: relayer.address })
    await market.client.setAutomine(false)
    const confirm = (over: { scheduledTimestampMs: number; currentAttemptScheduledTimestampMs: number }) => {
      const environment = new MockActivityEnvironment(over)
      const input = { market: market.config.id, transactions: [{ ...transaction, nonce }], bumpAfter: '3m' }
      const confirmed = environment.run(activities.confirmTransaction, input) as Promise<ConfirmedTransaction>
      return { environment, confirmed }
    }
    try {
      const late = confirm({ scheduledTimestampMs: 1_000, currentAttemptScheduledTimestampMs: 182_000 })
      expect(await late.confirmed).toEqual({ outcome: 'stuck' })
      const early = confirm({ scheduledTimestampMs: 1_000, currentAttemptScheduledTimestampMs: 61_000 })
      const waits = sleep(500).then(() => 'still waits')
      expect(await Promise.race([early.confirmed, waits])).toBe('still waits')
      early.environment.cancel()
      await expect(early.confirmed).rejects.toThrow()
    } finally {
      await market.client.setAutomine(true)
    }
  })

  describe('confirmTransaction', () => {
    let snapshot: Hex
    let hash: Hex
    beforeEach(async () => {
      snapshot = await market.client.snapshot()
      hash = await market.client.sendTransaction({ to: relayer.address, account: market.account(4), chain: null })
      await market.client.waitForTransactionReceipt({ hash })
    })
    afterEach(async () => {
      rpc.fault = null
      await market.client.revert({ id: snapshot })
    })

    const confirm = () => {
      const from = market.account(4).address
      const transaction = {
        from,
        nonce: 0,
        hash,
        raw: '0x' as Hex,
        maxFeePerGas: '1',
        maxPriorityFeePerGas: '1',
        isGapFill: false,
      }
      const input = { market: market.config.id, transactions: [transaction], bumpAfter: '3m' }
      return new MockActivityEnvironment().run(activities.confirmTransaction, input) as Promise<ConfirmedTransaction>
    }
    const onReceipt = (change: Record<string, unknown>) => {
      rpc.fault = ({ method }) =>
        method === 'eth_getTransactionReceipt'
          ? { kind: 'change', change: (receipt) => ({ ...(receipt as object), ...change }) }
          : undefined
    }

    it('default', async () => {
      expect(await confirm()).toMatchObject({ outcome: 'success', hash })
    })

    it.each<[string, Record<string, unknown>, string]>([
      ['of block 0, which would have all its confirmations', { blockNumber: '0x0' }, 'BLOCK_REPLACED'],
      ['of a block that was replaced', { blockHash: `0x${'ab'.repeat(32)}` }, 'BLOCK_REPLACED'],
      ['of a block that the node has not seen', { blockNumber: '0xffffff' }, 'NODE_LAGGING'],
      ['of another transaction', { transactionHash: `0x${'ab'.repeat(32)}` }, 'RPC_ANSWER_IMPOSSIBLE'],
      ['without a status', { status: undefined }, 'RPC_ANSWER_IMPOSSIBLE'],
    ])('error: a receipt %s', async (_, change, code) => {
      onReceipt(change)
      await expect(confirm()).rejects.toMatchObject({ code, retryable: true })
    })
  })
})
