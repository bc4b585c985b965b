import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { concat, type Hex, slice, toHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { openApiKit } from '../../../activities/service/apiKit.js'
import { keyDelegate } from '../../../activities/service/delegate.js'
import { newConfirmations } from '../../../activities/service/newConfirmations.js'
import { MAX_QUEUE, nextNonce } from '../../../activities/service/nextNonce.js'
import { offerRound } from '../../../activities/service/offerRound.js'
import { registerDelegate } from '../../../activities/service/registerDelegate.js'
import { safeService, type SafeService } from '../../../activities/service/safeService.js'
import { readServiceTransaction } from '../../../activities/service/serviceTransaction.js'
import type { SigningRound } from '../../../proposals/routes/signingRound.js'
import { encodeExecTransaction, encodeSignatures } from '../../../proposals/safe/encodeExecTransaction.js'
import { safeCall } from '../../../proposals/safe/safeCall.js'
import { safeMessageHash } from '../../../proposals/safe/safeMessage.js'
import { safeTypedData } from '../../../proposals/safe/safeTypedData.js'
import { contractSignature } from '../../../proposals/safe/signatures.js'
import { startSafes } from '../../support/safeFixture.js'
import { startSafeService } from '../../support/safeServiceServer.js'
import { PATIENCE_MS } from '../../support/until.js'

const DELEGATE_KEY = `0x${'d1'.repeat(32)}` as const
const API_KEY = 'a-secret-api-key'
const origin = '{"name":"Plimsoll","note":"a test"}'

let safes: Awaited<ReturnType<typeof startSafes>>
let server: Awaited<ReturnType<typeof startSafeService>>
let service: SafeService
let salt = 0

beforeAll(async () => {
  safes = await startSafes()
})
afterAll(() => safes?.stop())

beforeEach(async () => {
  server = await startSafeService({ client: safes.chain.client, chainId: 31337, apiKey: API_KEY })
  service = open({})
})
afterEach(() => server.stop())

function open(over: Partial<Parameters<typeof safeService>[0]>): SafeService {
  return safeService({
    chainId: 31337,
    url: { value: server.url, variable: 'URL' },
    apiKey: API_KEY,
    delegate: keyDelegate(DELEGATE_KEY, 'KEY'),
    timeoutMs: PATIENCE_MS,
    ...over,
  })
}
const owners = () => [...safes.owners.slice(0, 2).map(({ address }) => address), safes.nested]
const register = (over: Partial<Parameters<typeof registerDelegate>[1]> = {}) =>
  registerDelegate(service, { safe: safes.safe, owner: safes.owners[0], owners: owners(), label: 'Plimsoll', ...over })
const api = () => openApiKit({ chainId: 31337, url: server.url, apiKey: API_KEY })
/** A transaction that no other test has. */
const round = async (nonce?: bigint): Promise<SigningRound> => {
  salt += 1
  const at = (nonce ?? (await safes.nonceOf())).toString()
  return safes.roundOf(safeCall({ to: safes.stranger.address, value: '0', data: toHex(salt, { size: 4 }), nonce: at }))
}
const propose = (of: SigningRound, over: Record<string, unknown> = {}) => {
  const { nonce, ...fields } = of.transaction
  return api().proposeTransaction({
    safeAddress: of.safe,
    safeTransactionData: { ...fields, nonce: Number(nonce) },
    safeTxHash: of.hashes.safeTxHash,
    senderAddress: safes.owners[0].address,
    senderSignature: '0x',
    origin,
    ...over,
  })
}
const refusal = (status: number) => expect.objectContaining({ statusCode: status })

describe('offerRound', () => {
  it('default: shown in the wallet, and the delegate confirms nothing', async () => {
    await register()
    const offered = await round()
    expect(await offerRound(service, { round: offered, owners: owners(), origin })).toEqual({ isNew: true })
    const stored = await readServiceTransaction(service, offered)
    expect(stored).toMatchObject({ trusted: true, isExecuted: false, confirmations: [] })
    expect(server.transactions.get(offered.hashes.safeTxHash)).toMatchObject({
      origin,
      proposer: safes.owners[0].address,
      proposedByDelegate: service.delegate.address,
    })
  })

  it('behavior: again it is left alone, and one that a stranger left unsigned becomes trusted', async () => {
    await register()
    const offered = await round()
    await propose(offered)
    expect(server.transactions.get(offered.hashes.safeTxHash)?.trusted).toBe(false)
    expect(await offerRound(service, { round: offered, owners: owners(), origin })).toEqual({ isNew: true })
    expect(server.transactions.get(offered.hashes.safeTxHash)?.trusted).toBe(true)
    const posts = server.requests.filter((request) => request.startsWith('POST')).length
    expect(await offerRound(service, { round: offered, owners: owners(), origin })).toEqual({ isNew: false })
    expect(server.requests.filter((request) => request.startsWith('POST'))).toHaveLength(posts)
  })

  it('error: the delegate is not registered, or is an owner', async () => {
    const offered = await round()
    await expect(offerRound(service, { round: offered, owners: owners(), origin })).rejects.toMatchObject({
      code: 'DELEGATE_NOT_REGISTERED',
    })
    const { address } = service.delegate
    await expect(offerRound(service, { round: offered, owners: [...owners(), address], origin })).rejects.toMatchObject({
      code: 'DELEGATE_IS_OWNER',
    })
    expect(server.transactions.size).toBe(0)
  })

  it("error: ServiceRefused in the service's own words for an executed nonce", async () => {
    await register()
    const used = await round()
    const { owners: accounts } = safes
    const signatures = await Promise.all(
      accounts
        .slice(0, 2)
        .map(async (owner) => ({ owner: owner.address, signature: await owner.sign({ hash: used.hashes.safeTxHash }) })),
    )
    await safes.execute(encodeExecTransaction({ safe: safes.safe, transaction: used.transaction, signatures }))
    await expect(offerRound(service, { round: used, owners: owners(), origin })).rejects.toMatchObject({
      code: 'SERVICE_REFUSED',
      status: 422,
      words: expect.stringContaining('already executed'),
    })
  })

  it('error: ServiceAnsweredOtherHash, and nothing of the answer is used', async () => {
    await register()
    const offered = await round()
    await offerRound(service, { round: offered, owners: owners(), origin })
    for (const fields of [
      { to: safes.relayer.address },
      { data: '0xdeadbeef' },
      { operation: 1 },
      { nonce: '77' },
      { safe: safes.nested },
      { safeTxHash: `0x${'11'.repeat(32)}` },
      { gasPrice: '1' },
    ]) {
      server.misbehave({ kind: 'otherFields', fields })
      await expect(offerRound(service, { round: offered, owners: owners(), origin })).rejects.toMatchObject({
        code: 'SERVICE_ANSWERED_OTHER_HASH',
        retryable: false,
      })
    }
    server.misbehave(null)
    expect(await offerRound(service, { round: offered, owners: owners(), origin })).toEqual({ isNew: false })
  })

  it.each([
    ['a web page', { kind: 'html' }, 'SERVICE_ANSWER_UNREADABLE', true],
    ['nothing', { kind: 'nothing' }, 'SERVICE_ANSWER_UNREADABLE', true],
    ['another shape', { kind: 'otherFields', fields: { value: 'lots' } }, 'SERVICE_ANSWER_UNREADABLE', true],
    ['an answer that does not come', { kind: 'silence' }, 'SERVICE_TIMED_OUT', true],
    ['429', { kind: 'status', status: 429 }, 'SERVICE_RATE_LIMITED', true],
    ['502', { kind: 'status', status: 502 }, 'SERVICE_UNAVAILABLE', true],
    ['403', { kind: 'status', status: 403 }, 'SERVICE_UNAUTHORISED', false],
    ['400', { kind: 'status', status: 400 }, 'SERVICE_REFUSED', false],
  ] as const)('error: %s, and it goes on when the service is back', async (_name, fault, code, retryable) => {
    await register()
    const offered = await round()
    await offerRound(service, { round: offered, owners: owners(), origin })
    server.misbehave(fault)
    const hasty = open(fault.kind === 'silence' ? { timeoutMs: 200 } : {})
    const failure: unknown = await offerRound(hasty, { round: offered, owners: owners(), origin }).catch((e: unknown) => e)
    expect(failure).toMatchObject({ code, retryable })
    expect((failure as Error).message).not.toMatch(/secret|<title>/)
    server.misbehave(null)
    expect(await offerRound(service, { round: offered, owners: owners(), origin })).toEqual({ isNew: false })
  })

  it('error: no service behind the address, a wrong API key', async () => {
    const offered = await round()
    const gone = open({ url: { value: 'http://127.0.0.1:1/api', variable: 'URL' } })
    await expect(readServiceTransaction(gone, offered)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true })
    await expect(readServiceTransaction(open({ apiKey: 'wrong' }), offered)).rejects.toMatchObject({
      code: 'SERVICE_UNAUTHORISED',
    })
  })
})

describe('startSafeService', () => {
  it('behavior: 422 to what breaks a rule', async () => {
    await register()
    const offered = await round()
    const { safeTxHash } = offered.hashes
    const [first, second] = safes.owners
    const [one, two] = await Promise.all([first.sign({ hash: safeTxHash }), second.sign({ hash: safeTxHash })])
    const stranger = safes.stranger
    const foreign = await stranger.sign({ hash: safeTxHash })
    const broken: [string, Record<string, unknown>][] = [
      ['hash mismatch', { safeTxHash: `0x${'22'.repeat(32)}` }],
      ['sender not owner or delegate', { senderAddress: stranger.address, senderSignature: foreign }],
      ['signer other than sender', { senderAddress: first.address, senderSignature: two }],
      ['signature of a stranger', { senderAddress: first.address, senderSignature: foreign }],
      ['duplicate signature', { senderAddress: first.address, senderSignature: concat([one, one]) }],
      ['long origin', { senderSignature: one, origin: 'o'.repeat(201) }],
    ]
    for (const [, over] of broken) await expect(propose(offered, over)).rejects.toEqual(refusal(422))
    expect(server.transactions.size).toBe(0)
    await propose(offered, { senderSignature: one })
    await expect(api().confirmTransaction(safeTxHash, foreign)).rejects.toEqual(refusal(422))
    await expect(api().confirmTransaction(safeTxHash, await service.delegate.signTypedData(typed(offered)))).rejects.toEqual(
      refusal(422),
    )
    await api().confirmTransaction(safeTxHash, two)
    expect(server.transactions.get(safeTxHash)?.confirmations).toHaveLength(2)
  })
})

describe('newConfirmations', () => {
  it('default: owners of every kind who confirmed in the wallet', async () => {
    await register()
    const offered = await round()
    const { safeTxHash } = offered.hashes
    const [first, second] = safes.owners
    await offerRound(service, { round: offered, owners: owners(), origin })
    const message = await first.signMessage({ message: { raw: safeTxHash } })
    await api().confirmTransaction(safeTxHash, concat([slice(message, 0, 64), toHex(Number(slice(message, 64, 65)) + 4)]))
    await safes.approve(second, safeTxHash)
    await api().confirmTransaction(safeTxHash, `0x${'00'.repeat(12)}${second.address.slice(2)}${'00'.repeat(32)}01`)
    const hash = safeMessageHash({
      chainId: 31337,
      owner: { address: safes.nested, version: '1.4.1' },
      above: { version: '1.4.1', hashes: offered.hashes },
    })
    const below = await Promise.all(
      safes.below.map(async (owner) => ({ owner: owner.address, signature: await owner.sign({ hash }) })),
    )
    await api().confirmTransaction(safeTxHash, contractSignature({ owner: safes.nested, data: encodeSignatures(below) }))

    const transaction = (await readServiceTransaction(service, offered))!
    const context = await safes.context(offered)
    const { signatures, refused } = await newConfirmations(context, { transaction, known: [], seen: new Set() })
    expect(signatures.map(({ owner }) => owner)).toEqual([first.address, second.address, safes.nested])
    expect(refused).toEqual([])
    const rest = await newConfirmations(context, { transaction, known: [first.address, safes.nested], seen: new Set() })
    expect(rest.signatures.map(({ owner }) => owner)).toEqual([second.address])
  })

  it('error: what the service makes up does not count and is refused once', async () => {
    await register()
    const offered = await round()
    const { safeTxHash } = offered.hashes
    await offerRound(service, { round: offered, owners: owners(), origin })
    const [first, second] = safes.owners
    const foreign = await safes.stranger.sign({ hash: safeTxHash })
    const delegated = await service.delegate.signTypedData(typed(offered))
    const genuine = await second.sign({ hash: safeTxHash })
    const confirmations = [
      { owner: first.address, signature: foreign },
      { owner: second.address, signature: delegated },
      { owner: safes.nested, signature: `0x${'00'.repeat(12)}${safes.nested.slice(2)}${'00'.repeat(32)}01` },
      { owner: first.address, signature: '0x1234' },
      // Second's own signature under first's name: it counts, and as second's.
      { owner: first.address, signature: genuine },
    ]
    server.misbehave({ kind: 'otherFields', fields: { confirmations } })
    const transaction = (await readServiceTransaction(service, offered))!
    const seen = new Set<Hex>()
    const { signatures, refused } = await newConfirmations(await safes.context(offered), { transaction, known: [], seen })
    expect(signatures).toEqual([{ owner: second.address, signature: genuine }])
    expect(refused.map(({ claimed, code }) => [claimed, code])).toEqual([
      [first.address, 'NOT_AN_OWNER'],
      [second.address, 'NOT_AN_OWNER'],
      [safes.nested, 'HASH_NOT_APPROVED'],
      [first.address, 'MALFORMED_SIGNATURE'],
    ])
    const again = await newConfirmations(await safes.context(offered), { transaction, known: [second.address], seen })
    expect(again.refused).toEqual([])
  })
})

describe('nextNonce', () => {
  const safe = async () => ({ address: safes.safe, version: '1.4.1', nonce: (await safes.nonceOf()).toString() })

  it('default: one more than the highest that is queued; unsigned ones are not seen', async () => {
    await register()
    const own = await safes.nonceOf()
    expect(await nextNonce(service, await safe())).toBe(own.toString())
    await offerRound(service, { round: await round(own + 2n), owners: owners(), origin })
    await propose(await round(own + 9n))
    expect(await nextNonce(service, await safe())).toBe((own + 3n).toString())
  })

  it('error: SafeQueueTooLong, and a queued transaction that is not what its hash says', async () => {
    await register()
    const own = await safes.nonceOf()
    await offerRound(service, { round: await round(own + BigInt(MAX_QUEUE)), owners: owners(), origin })
    await expect(nextNonce(service, await safe())).rejects.toMatchObject({ code: 'SAFE_QUEUE_TOO_LONG' })
    server.misbehave({ kind: 'otherFields', fields: { nonce: '3' } })
    await expect(nextNonce(service, await safe())).rejects.toMatchObject({ code: 'SERVICE_ANSWERED_OTHER_HASH' })
  })
})

describe('registerDelegate', () => {
  it('error: by a stranger, of an owner, signed by another than it says', async () => {
    await expect(register({ owner: safes.stranger })).rejects.toMatchObject({ code: 'REGISTRAR_NOT_OWNER' })
    await expect(register({ owners: [...owners(), service.delegate.address] })).rejects.toMatchObject({
      code: 'DELEGATE_IS_OWNER',
    })
    const [{ address }] = safes.owners
    await expect(register({ owner: { address, signTypedData: safes.stranger.signTypedData } })).rejects.toMatchObject({
      code: 'SERVICE_REFUSED',
    })
    expect(server.delegates).toEqual([])
  })
})

describe('safeService', () => {
  const delegate = keyDelegate(DELEGATE_KEY, 'KEY')
  it.each([
    ['no address', { chainId: 1, url: { value: 'localhost', variable: 'URL' } }, 'SERVICE_URL_INVALID'],
    ['not of the API', { chainId: 1, url: { value: 'https://safe.example.com/', variable: 'URL' } }, 'SERVICE_URL_INVALID'],
    [
      'a key in the query',
      { chainId: 1, url: { value: 'https://safe.example.com/api?key=1', variable: 'URL' } },
      'SERVICE_URL_INVALID',
    ],
    ["Safe's own without a key", { chainId: 1 }, 'SERVICE_KEY_MISSING'],
    ['a chain that Safe does not serve', { chainId: 31337, apiKey: 'key' }, 'SERVICE_UNKNOWN_FOR_CHAIN'],
  ])('error: %s', (_name, options, code) => {
    expect(() => safeService({ ...options, delegate })).toThrow(expect.objectContaining({ code }))
  })

  it("default: Safe's own by chain, and another address with or without a slash", () => {
    expect(safeService({ chainId: 1, apiKey: 'key', delegate }).delegate.address).toBe(privateKeyToAccount(DELEGATE_KEY).address)
    expect(() =>
      safeService({ chainId: 31337, url: { value: 'https://safe.example.com/x/api/', variable: 'URL' }, delegate }),
    ).not.toThrow()
  })
})

function typed({ chainId, safe, safeVersion: version, transaction }: SigningRound) {
  return safeTypedData({ chainId, safe, version, transaction })
}
