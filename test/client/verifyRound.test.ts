import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { type Address, encodeFunctionData, type Hex, parseAbi, toFunctionSelector, toHex, zeroHash } from 'viem'
import { chainClient } from '../../activities/chain/chainClient.js'
import { verifyRound } from '../../client/verifyRound.js'
import type { Call } from '../../proposals/call.js'
import type { SafeTimelockProposal } from '../../proposals/routes/safeTimelock/safeTimelockBinding.js'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import { safeHashes } from '../../proposals/safe/safeHashes.js'
import { cancel, executeBatch, scheduleBatch } from '../../proposals/timelock/timelockCalls.js'
import { operationId, type TimelockOperation } from '../../proposals/timelock/timelockOperation.js'
import type { Mutable } from '../proposals/support/checkTests.js'
import { draftOnChain } from '../proposals/support/draftOnChain.js'
import { marketOnChain } from '../proposals/support/marketOnChain.js'
import { type FaultyRpc, startFaultyRpc } from '../support/faultyRpc.js'

type Forged = Mutable<SafeTimelockProposal>

const STRANGER: Address = '0x00000000000000000000000000000000DeaDBeef'
const OTHER: Hex = `0x${'5a'.repeat(32)}`
/** A Safe keeps its nonce in slot 5. @source SafeStorage.sol */
const NONCE_SLOT = toHex(5, { size: 32 })
const GET_TRANSACTION_HASH = toFunctionSelector(
  'getTransactionHash(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,uint256)',
)

describe('verifyRound', () => {
  let market: Awaited<ReturnType<typeof marketOnChain>>
  let proposal: SafeTimelockProposal
  let rpc: FaultyRpc

  beforeAll(async () => {
    market = await marketOnChain()
    proposal = (await draftOnChain(market)).proposal
    rpc = await startFaultyRpc(market.chain.rpcUrl)
  })
  afterEach(() => {
    rpc.fault = null
  })
  afterAll(async () => {
    await rpc?.close()
    await market?.stop()
  })

  const verify = (purpose: SigningRound['purpose'], of: unknown = proposal) =>
    verifyRound({
      proposal: of as SafeTimelockProposal,
      purpose,
      config: market.config,
      chain: chainClient({ chainId: market.chain.chainId, rpcUrl: rpc.url }),
    })

  /** A lie by whoever controls the engine: fields are changed, and every hash that follows from them is computed anew. */
  const forge = (change: (forged: Forged) => void): Forged => {
    const forged = structuredClone(proposal) as Forged
    change(forged)
    for (const round of [...forged.route.rounds, forged.route.rejection]) rehash(round)
    return forged
  }

  /** Another operation, told alike in the bytes to sign, to execute and to cancel. */
  const forgeOperation = (change: (operation: Mutable<TimelockOperation>) => void): Forged =>
    forge(({ route }) => {
      const operation = route.operation as Mutable<TimelockOperation>
      change(operation)
      operation.id = operationId(operation)
      const { to, data } = scheduleBatch(operation)
      Object.assign(route.rounds[0]!.transaction, { to, data })
      route.execution = executeBatch(operation)
      route.cancellation = cancel({ timelock: operation.timelock, id: operation.id })
    })

  it('default: gives the hashes and the calls of what was drafted', async () => {
    const { hashes, calls, round } = await verify('schedule')
    expect(hashes).toEqual(proposal.route.rounds[0]!.hashes)
    expect(round).toEqual(proposal.route.rounds[0])
    expect(calls.map(({ to }) => to)).toEqual(proposal.calls.map(({ to }) => to))
    expect(calls).not.toHaveLength(0)
  })

  it('behavior: the rejection calls nothing and has the nonce of what it stops', async () => {
    const { hashes, calls, round } = await verify('reject')
    expect(hashes).toEqual(proposal.route.rejection.hashes)
    expect(calls).toEqual([])
    expect(round.transaction.nonce).toBe(proposal.route.rounds[0]!.transaction.nonce)
  })

  const changed = (write: (round: Mutable<SigningRound>) => void) => () => forge(({ route }) => write(route.rounds[0]!))
  const transaction = (fields: Partial<SigningRound['transaction']>) =>
    changed((round) => Object.assign(round.transaction, fields))
  const ofOperation = (change: (operation: Mutable<TimelockOperation>) => void) => () => forgeOperation(change)
  const call = (name: 'execution' | 'cancellation', fields: Partial<Call>) => () =>
    forge(({ route }) => Object.assign(route[name], fields))

  const lies: [lie: string, code: string, says: RegExp, forged: () => Forged][] = [
    ['another chain', 'NOT_THE_CONFIGURED_ROUTE', /chain id/, changed((round) => Object.assign(round, { chainId: 1 }))],
    ['another Safe', 'NOT_THE_CONFIGURED_ROUTE', /Safe/, changed((round) => Object.assign(round, { safe: STRANGER }))],
    ['a delegatecall', 'NOT_THE_CONFIGURED_ROUTE', /delegatecall/, transaction({ operation: 1 as never })],
    ['value', 'NOT_THE_CONFIGURED_ROUTE', /value/, transaction({ value: '1' })],
    ['a gas price', 'NOT_THE_CONFIGURED_ROUTE', /gas refund/, transaction({ gasPrice: '1' })],
    ['gas of the inner call', 'NOT_THE_CONFIGURED_ROUTE', /gas refund/, transaction({ safeTxGas: '1' })],
    ['base gas', 'NOT_THE_CONFIGURED_ROUTE', /gas refund/, transaction({ baseGas: '1' })],
    ['a gas token', 'NOT_THE_CONFIGURED_ROUTE', /gas refund/, transaction({ gasToken: STRANGER })],
    ['a refund receiver', 'NOT_THE_CONFIGURED_ROUTE', /gas refund/, transaction({ refundReceiver: STRANGER })],
    ['a call of another contract', 'NOT_THE_CONFIGURED_ROUTE', /called contract/, transaction({ to: STRANGER })],
    ['a schedule without bytes', 'NOT_THE_CONFIGURED_ROUTE', /calldata/, transaction({ data: '0x' })],
    ['bytes that schedule nothing', 'NOT_A_TIMELOCK_CALL', /./, transaction({ data: '0xdeadbeef' })],
    ['another genesis', 'OTHER_CHAIN', /./, () => forge((forged) => Object.assign(forged, { genesisHash: OTHER }))],
    [
      'a rejection of another nonce',
      'NOT_THE_CONFIGURED_ROUTE',
      /rejection's Safe nonce/,
      () => forge(({ route }) => Object.assign(route.rejection.transaction, { nonce: '7' })),
    ],
    [
      'an expiry that is over',
      'NOT_THE_CONFIGURED_ROUTE',
      /expiry/,
      () => forge((forged) => Object.assign(forged, { expiresAtSeconds: 1 })),
    ],
    [
      'a shorter delay',
      'NOT_THE_CONFIGURED_ROUTE',
      /delay/,
      ofOperation((operation) => Object.assign(operation, { delaySeconds: 1 })),
    ],
    ['another salt', 'NOT_THE_CONFIGURED_ROUTE', /salt/, ofOperation((operation) => Object.assign(operation, { salt: OTHER }))],
    [
      'a predecessor',
      'NOT_THE_CONFIGURED_ROUTE',
      /predecessor/,
      ofOperation((operation) => Object.assign(operation, { predecessor: OTHER })),
    ],
    [
      'an operation that is not the one signed',
      'NOT_THE_CONFIGURED_ROUTE',
      /operation/,
      () => forge(({ route }) => Object.assign(route.operation, { id: OTHER })),
    ],
    ["a guardian's call of nothing", 'NOT_THE_CONFIGURED_ROUTE', /guardian's call/, call('cancellation', { data: '0x' })],
    ["a guardian's call elsewhere", 'NOT_THE_CONFIGURED_ROUTE', /guardian's call/, call('cancellation', { to: STRANGER })],
    ["a relayer's call elsewhere", 'NOT_THE_CONFIGURED_ROUTE', /relayer's call/, call('execution', { to: STRANGER })],
    ["a relayer's call with value", 'NOT_THE_CONFIGURED_ROUTE', /relayer's call/, call('execution', { value: '1' })],
    [
      'the execution of something else',
      'NOT_THE_CONFIGURED_ROUTE',
      /relayer's call/,
      () => forge(({ route }) => Object.assign(route, { execution: executeBatch({ ...proposal.route.operation, salt: OTHER }) })),
    ],
    [
      'a call that is none of the target, behind the right salt',
      'NOT_A_TARGET_CALL',
      /./,
      ofOperation(({ payloads }) => {
        payloads[0] = encodeFunctionData({
          abi: parseAbi(['function grantRole(bytes32 role, address account)']),
          args: [zeroHash, STRANGER],
        })
      }),
    ],
  ]

  it.each(lies)('error: %s', async (_lie, code, says, forged) => {
    await expect(verify('schedule', forged())).rejects.toMatchObject({ code, message: expect.stringMatching(says) })
  })

  const NONCE_OF_OTHERS = '7'
  it.each<[string, (forged: Forged) => void]>([
    ['without the exit that stops its round', ({ route }) => Object.assign(route, { exits: [] })],
    [
      'whose nonce is compared with itself',
      ({ route }) => {
        Object.assign(route, { exits: [{ kind: 'spendNonce', name: 'reject', of: 'reject' }] })
        Object.assign(route.rejection.transaction, { nonce: NONCE_OF_OTHERS })
      },
    ],
  ])('error: a rejection %s', async (_lie, change) => {
    await expect(verify('reject', forge(change))).rejects.toMatchObject({ code: 'PROPOSAL_MISSTATED' })
  })

  it.each([
    ['beside the calls that it shows', false],
    ['and no call at all', true],
  ])('error: a schedule of nothing, %s', async (_lie, showsNone) => {
    const forged = forgeOperation((operation) => Object.assign(operation, { targets: [], values: [], payloads: [] }))
    if (showsNone) Object.assign(forged, { calls: [], decodedCalls: [], changes: [] })
    await expect(verify('schedule', forged)).rejects.toMatchObject({ code: 'PROPOSAL_MISSTATED' })
  })

  it('error: a rejection that calls something', async () => {
    const forged = forge(({ route }) => Object.assign(route.rejection.transaction, { data: '0xdeadbeef' }))
    await expect(verify('reject', forged)).rejects.toMatchObject({ code: 'NOT_THE_CONFIGURED_ROUTE' })
  })

  it('error: a rejection that would call the timelock', async () => {
    const forged = forge(({ route }) => Object.assign(route.rejection.transaction, { to: route.timelock }))
    await expect(verify('reject', forged)).rejects.toMatchObject({ code: 'NOT_THE_CONFIGURED_ROUTE' })
  })

  it('error: a round that the proposal does not have', async () => {
    const forged = forge(({ route }) => Object.assign(route, { rounds: [] }))
    await expect(verify('schedule', forged)).rejects.toMatchObject({ code: 'NOT_THE_CONFIGURED_ROUTE' })
  })

  it('error: SafeHashMismatch where the shown hash is not that of the fields', async () => {
    const forged = structuredClone(proposal) as Forged
    forged.route.rounds[0]!.hashes.safeTxHash = OTHER
    await expect(verify('schedule', forged)).rejects.toMatchObject({ code: 'SAFE_HASH_MISMATCH' })
  })

  it("error: SafeHashMismatch where the Safe's own code computes another", async () => {
    rpc.fault = ({ method, params }) =>
      method === 'eth_call' && JSON.stringify(params).includes(GET_TRANSACTION_HASH.slice(2))
        ? { kind: 'change', change: (result) => otherWord(result) }
        : undefined
    await expect(verify('schedule')).rejects.toMatchObject({ code: 'SAFE_HASH_MISMATCH' })
  })

  it('error: SafeNonceUsed once the Safe is past the nonce, for both rounds', async () => {
    const snapshot = await market.client.snapshot()
    const next = BigInt(proposal.route.rounds[0]!.transaction.nonce) + 1n
    await market.client.setStorageAt({
      address: proposal.route.safe,
      index: NONCE_SLOT,
      value: toHex(next, { size: 32 }),
    })
    try {
      for (const purpose of ['schedule', 'reject'] as const)
        await expect(verify(purpose)).rejects.toMatchObject({ code: 'SAFE_NONCE_USED' })
    } finally {
      await market.client.revert({ id: snapshot })
    }
  })
})

function rehash(round: Mutable<SigningRound>): void {
  const { chainId, safe, safeVersion: version, transaction } = round as SigningRound
  round.hashes = safeHashes({ chainId, safe, version, transaction })
}

/** Flip the last hexadecimal digit of an answer. */
function otherWord(result: unknown): string {
  const text = String(result)
  return `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`
}
