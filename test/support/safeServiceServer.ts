import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { calculateSafeTransactionHash } from '@safe-global/protocol-kit'
import {
  type Address,
  getAddress,
  type Hex,
  hashMessage,
  isAddressEqual,
  parseAbi,
  type PublicClient,
  recoverAddress,
  recoverTypedDataAddress,
  slice,
  toHex,
} from 'viem'

const abi = parseAbi([
  'function getOwners() view returns (address[])',
  'function getThreshold() view returns (uint256)',
  'function nonce() view returns (uint256)',
  'function VERSION() view returns (string)',
  'function approvedHashes(address, bytes32) view returns (uint256)',
  'function encodeTransactionData(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,uint256) view returns (bytes)',
  'function isValidSignature(bytes, bytes) view returns (bytes4)',
])
const TYPES = ['CONTRACT_SIGNATURE', 'APPROVED_HASH', 'EOA', 'ETH_SIGN'] as const

interface Transaction {
  readonly safe: Address
  readonly to: Address
  readonly value: string
  readonly data: Hex | null
  readonly operation: number
  readonly safeTxGas: string
  readonly baseGas: string
  readonly gasPrice: string
  readonly gasToken: Address
  readonly refundReceiver: Address
  readonly nonce: number
  readonly safeTxHash: Hex
  trusted: boolean
  origin: string
  readonly proposer: Address
  readonly proposedByDelegate: Address | null
  readonly confirmations: { owner: Address; signature: Hex; signatureType: (typeof TYPES)[number]; submissionDate: string }[]
}

/** What the server does in place of answering by its rules. */
export type ServiceFault =
  | { readonly kind: 'html' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'silence' }
  | { readonly kind: 'status'; readonly status: number }
  /** Another transaction under the hash that is asked for. */
  | { readonly kind: 'otherFields'; readonly fields: Record<string, unknown> }

/** A request breaks a rule: 422 with words, as the real service answers. */
class Unprocessable extends Error {
  constructor(
    readonly words: string,
    readonly field = 'nonFieldErrors',
  ) {
    super(words)
  }
}

/**
 * Start a Safe Transaction Service on loopback that follows the real one's documented rules, over a real chain.
 *
 * A proposal is refused with 422 for a hash that is not that of its fields, an executed nonce, a sender that is neither owner nor delegate, a
 * signer other than the sender, an owner twice, and an origin over 200 characters. Without a signature it is stored untrusted and
 * listed nowhere. A delegate's signature makes it trusted and is no confirmation. The same hash again is an upsert.
 *
 * @param apiKey - demanded as a bearer token when given
 */
export async function startSafeService({ client, chainId, apiKey }: { client: PublicClient; chainId: number; apiKey?: string }) {
  const transactions = new Map<Hex, Transaction>()
  const delegates: { safe: Address | null; delegate: Address; delegator: Address; label: string }[] = []
  const requests: string[] = []
  let fault: ServiceFault | null = null

  const read = {
    owners: (address: Address) => client.readContract({ address, abi, functionName: 'getOwners' }),
    nonce: (address: Address) => client.readContract({ address, abi, functionName: 'nonce' }),
    version: (address: Address) => client.readContract({ address, abi, functionName: 'VERSION' }),
  }

  /** Split joined signatures and find the owner of each, by the chain where it takes the chain. */
  async function parseSignatures(
    bytes: Hex,
    transaction: Omit<Transaction, 'confirmations' | 'trusted' | 'origin' | 'proposer' | 'proposedByDelegate'>,
  ) {
    const { safe, safeTxHash } = transaction
    const found: { owner: Address; signature: Hex; signatureType: (typeof TYPES)[number]; isValid: boolean }[] = []
    let end = (bytes.length - 2) / 2
    for (let at = 0; at + 65 <= end; at += 65) {
      const part = slice(bytes, at, at + 65)
      const v = Number(slice(part, 64, 65))
      if (v === 0) {
        const owner = getAddress(slice(part, 12, 32))
        const offset = Number(BigInt(slice(part, 32, 64)))
        const length = Number(BigInt(slice(bytes, offset, offset + 32)))
        const data = slice(bytes, offset + 32, offset + 32 + length)
        end = Math.min(end, offset)
        const t = transaction
        const args = [
          t.to,
          BigInt(t.value),
          t.data ?? '0x',
          t.operation,
          BigInt(t.safeTxGas),
          BigInt(t.baseGas),
          BigInt(t.gasPrice),
          t.gasToken,
          t.refundReceiver,
          BigInt(t.nonce),
        ] as const
        const preimage = await client.readContract({ address: safe, abi, functionName: 'encodeTransactionData', args })
        const answer = await client
          .readContract({ address: owner, abi, functionName: 'isValidSignature', args: [preimage, data] })
          .catch(() => '0x')
        const signature: Hex = `0x${part.slice(2, 66)}${toHex(65, { size: 32 }).slice(2)}00${toHex(length, { size: 32 }).slice(2)}${data.slice(2)}`
        found.push({ owner, signature, signatureType: 'CONTRACT_SIGNATURE', isValid: answer === '0x20c13b0b' })
      } else if (v === 1) {
        const owner = getAddress(slice(part, 12, 32))
        const approved = await client.readContract({
          address: safe,
          abi,
          functionName: 'approvedHashes',
          args: [owner, safeTxHash],
        })
        found.push({ owner, signature: part, signatureType: 'APPROVED_HASH', isValid: approved !== 0n })
      } else {
        const isMessage = v > 30
        const plain: Hex = isMessage ? `${slice(part, 0, 64)}${toHex(v - 4).slice(2)}` : part
        const hash = isMessage ? hashMessage({ raw: safeTxHash }) : safeTxHash
        const owner = await recoverAddress({ hash, signature: plain })
        found.push({ owner, signature: part, signatureType: isMessage ? 'ETH_SIGN' : 'EOA', isValid: true })
      }
    }
    return found
  }

  async function propose(safe: Address, body: Record<string, unknown>): Promise<void> {
    const text = (name: string) => String(body[name])
    const origin = body.origin === undefined || body.origin === null ? '' : text('origin')
    if (origin.length > 200) throw new Unprocessable('Ensure this field has no more than 200 characters.', 'origin')
    const [owners, chainNonce, version] = await Promise.all([read.owners(safe), read.nonce(safe), read.version(safe)])
    const safeTxHash = calculateSafeTransactionHash(safe, body as never, version, BigInt(chainId)) as Hex
    if (safeTxHash !== body.contractTransactionHash) {
      throw new Unprocessable(
        `Contract-transaction-hash=${safeTxHash} does not match provided contract-tx-hash=${text('contractTransactionHash')}`,
      )
    }
    const nonce = Number(body.nonce)
    if (BigInt(nonce) < chainNonce) throw new Unprocessable(`Tx with nonce=${nonce} for safe=${safe} already executed`)
    const isOwner = (account: Address) => owners.some((owner) => isAddressEqual(owner, account))
    const registrationsOf = (account: Address) =>
      delegates.filter(
        (entry) =>
          isAddressEqual(entry.delegate, account) &&
          isOwner(entry.delegator) &&
          (entry.safe === null || isAddressEqual(entry.safe, safe)),
      )
    const isDelegate = (account: Address) => registrationsOf(account).length > 0
    const sender = getAddress(text('sender'))
    if (!isOwner(sender) && !isDelegate(sender))
      throw new Unprocessable(`Sender=${sender} is not an owner or delegate. Current owners=${owners}`)
    const fields = {
      safe,
      to: getAddress(text('to')),
      value: text('value'),
      data: body.data === undefined || body.data === '0x' ? null : (text('data') as Hex),
      operation: Number(body.operation),
      safeTxGas: text('safeTxGas'),
      baseGas: text('baseGas'),
      gasPrice: text('gasPrice'),
      gasToken: getAddress(text('gasToken')),
      refundReceiver: getAddress(text('refundReceiver')),
      nonce,
      safeTxHash,
    }
    const isSigned = typeof body.signature === 'string' && body.signature !== '0x'
    const signatures = isSigned ? await parseSignatures(body.signature as Hex, fields) : []
    const signers: Address[] = []
    for (const { owner, isValid } of signatures) {
      if (!isValid) throw new Unprocessable(`Signature for owner=${owner} is not valid`)
      if (isDelegate(owner) && signatures.length > 1) throw new Unprocessable('Just one signature is expected if using delegates')
      if (!isOwner(owner) && !isDelegate(owner))
        throw new Unprocessable(`Signer=${owner} is not an owner or delegate. Current owners=${owners}`)
      if (signers.includes(owner)) throw new Unprocessable(`Signature for owner=${owner} is duplicated`)
      signers.push(owner)
    }
    if (signers.length > 0 && !signers.includes(sender))
      throw new Unprocessable(`Signature does not match sender=${sender}. Calculated owners=${signers}`)

    const stored: Transaction = transactions.get(safeTxHash) ?? {
      ...fields,
      trusted: signers.length > 0,
      origin,
      proposer: isOwner(sender) ? sender : (registrationsOf(sender)[0]?.delegator ?? sender),
      proposedByDelegate: isOwner(sender) ? null : sender,
      confirmations: [],
    }
    if (signers.length > 0 && !stored.trusted) Object.assign(stored, { trusted: true, origin })
    transactions.set(safeTxHash, stored)
    for (const signature of signatures) if (isOwner(signature.owner)) confirm(stored, signature)
  }

  function confirm(
    stored: Transaction,
    { owner, signature, signatureType }: Awaited<ReturnType<typeof parseSignatures>>[number],
  ): void {
    if (stored.confirmations.some((confirmation) => confirmation.owner === owner)) return
    stored.confirmations.push({ owner, signature, signatureType, submissionDate: new Date().toISOString() })
  }

  async function confirmations(safeTxHash: Hex, signature: Hex): Promise<void> {
    const stored = transactions.get(safeTxHash)
    if (stored === undefined) throw new Unprocessable(`Multisig transaction with safe-tx-hash=${safeTxHash} was not found`)
    if (BigInt(stored.nonce) < (await read.nonce(stored.safe)))
      throw new Unprocessable(`Transaction with safe-tx-hash=${safeTxHash} was already executed`)
    const owners = await read.owners(stored.safe)
    const seen: Address[] = []
    for (const parsed of await parseSignatures(signature, stored)) {
      const { owner, isValid } = parsed
      if (!owners.some((other) => isAddressEqual(other, owner)))
        throw new Unprocessable(`Signer=${owner} is not an owner. Current owners=${owners}`, 'signature')
      if (!isValid) throw new Unprocessable(`Signature for owner=${owner} is not valid`, 'signature')
      if (seen.includes(owner)) throw new Unprocessable(`Signature for owner=${owner} is duplicated`, 'signature')
      seen.push(owner)
      confirm(stored, parsed)
    }
    stored.trusted = true
  }

  async function register(body: Record<string, string>): Promise<void> {
    const [delegate, delegator] = [getAddress(body.delegate!), getAddress(body.delegator!)]
    const safe = body.safe ? getAddress(body.safe) : null
    if ((body.label ?? '').length > 50) throw new Unprocessable('Ensure this field has no more than 50 characters.', 'label')
    if (safe !== null && !(await read.owners(safe)).includes(delegator))
      throw new Unprocessable(`Provided delegator=${delegator} is not an owner of Safe=${safe}`)
    const hour = Math.floor(Date.now() / 3_600_000)
    for (const totp of [hour, hour - 1]) {
      const signer = await recoverTypedDataAddress({
        domain: { name: 'Safe Transaction Service', version: '1.0', chainId },
        types: {
          Delegate: [
            { name: 'delegateAddress', type: 'address' },
            { name: 'totp', type: 'uint256' },
          ],
        },
        primaryType: 'Delegate',
        message: { delegateAddress: delegate, totp: BigInt(totp) },
        signature: body.signature as Hex,
      })
      if (signer !== delegator) continue
      const at = delegates.findIndex(
        (entry) => entry.safe === safe && entry.delegate === delegate && entry.delegator === delegator,
      )
      delegates.splice(at < 0 ? delegates.length : at, at < 0 ? 0 : 1, { safe, delegate, delegator, label: body.label ?? '' })
      return
    }
    throw new Unprocessable(`Signature does not match provided delegator=${delegator}`)
  }

  async function shown(stored: Transaction): Promise<Record<string, unknown>> {
    const isExecuted = BigInt(stored.nonce) < (await read.nonce(stored.safe))
    const threshold = await client.readContract({ address: stored.safe, abi, functionName: 'getThreshold' })
    const other = fault?.kind === 'otherFields' ? fault.fields : {}
    return { ...stored, nonce: String(stored.nonce), isExecuted, confirmationsRequired: Number(threshold), ...other }
  }

  async function answer(method: string, url: URL, body: unknown): Promise<{ status: number; body?: unknown }> {
    const path = url.pathname.replace(/\/$/, '')
    const match = (pattern: RegExp) => pattern.exec(path)?.[1]
    const offered = match(/^\/api\/v2\/safes\/(0x[0-9a-fA-F]{40})\/multisig-transactions$/)
    if (offered !== undefined && method === 'POST') {
      await propose(getAddress(offered), body as Record<string, unknown>)
      return { status: 201 }
    }
    if (offered !== undefined) {
      const from = Number(url.searchParams.get('nonce__gte') ?? 0)
      const all = [...transactions.values()]
        .filter(({ safe, trusted, nonce }) => isAddressEqual(safe, offered as Address) && trusted && nonce >= from)
        .sort((a, b) => b.nonce - a.nonce)
      const results = await Promise.all(all.map(shown))
      const pending =
        url.searchParams.get('executed') === 'false' ? results.filter(({ isExecuted }) => isExecuted === false) : results
      return { status: 200, body: { count: pending.length, next: null, previous: null, results: pending } }
    }
    const confirmed = match(/^\/api\/v1\/multisig-transactions\/(0x[0-9a-f]{64})\/confirmations$/)
    if (confirmed !== undefined && method === 'POST') {
      await confirmations(confirmed as Hex, (body as { signature: Hex }).signature)
      return { status: 201, body: { signature: (body as { signature: Hex }).signature } }
    }
    const asked = match(/^\/api\/v2\/multisig-transactions\/(0x[0-9a-f]{64})$/)
    if (asked !== undefined) {
      const stored = transactions.get(asked as Hex)
      return stored === undefined
        ? { status: 404, body: { detail: 'No MultisigTransaction matches the given query.' } }
        : { status: 200, body: await shown(stored) }
    }
    if (path === '/api/v2/delegates' && method === 'POST') {
      await register(body as Record<string, string>)
      return { status: 201, body }
    }
    if (path === '/api/v2/delegates') {
      const of = (name: 'safe' | 'delegate' | 'delegator') => url.searchParams.get(name)
      const results = delegates.filter((entry) =>
        (['safe', 'delegate', 'delegator'] as const).every((name) => of(name) === null || of(name) === entry[name]),
      )
      return { status: 200, body: { count: results.length, next: null, previous: null, results } }
    }
    return { status: 404, body: { detail: 'Not found.' } }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    requests.push(`${request.method} ${request.url}`)
    const send = (status: number, body: unknown, type = 'application/json') => {
      response.writeHead(status, { 'content-type': type })
      response.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body))
    }
    switch (fault?.kind) {
      case 'html':
        return send(200, '<!doctype html><title>Just a moment…</title>', 'text/html')
      case 'nothing':
        return send(200, undefined)
      case 'silence':
        return
      case 'status':
        return send(fault.status, { detail: 'Something is wrong at https://user:secret@node.example.com/key.' })
      case 'otherFields':
      case undefined:
        break
    }
    if (apiKey !== undefined && request.headers.authorization !== `Bearer ${apiKey}`)
      return send(401, { message: 'Unauthorized' })
    try {
      const { status, body } = await answer(
        request.method ?? 'GET',
        new URL(request.url ?? '/', 'http://localhost'),
        text === '' ? undefined : JSON.parse(text),
      )
      send(status, body)
    } catch (error) {
      if (error instanceof Unprocessable) send(422, { [error.field]: [error.words] })
      else send(500, { detail: String(error) })
    }
  }

  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    transactions,
    delegates,
    /** Method and path of every request, in order. */
    requests,
    /** Misbehave from now on; null ends it. */
    misbehave: (next: ServiceFault | null) => {
      fault = next
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
