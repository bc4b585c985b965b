import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { redactUrls } from '../../core/redact.js'

/** Sends one JSON-RPC request to the node and gives its result. */
export type RpcRequest = (request: { readonly method: string; readonly params: readonly unknown[] }) => Promise<unknown>

/** A read-only door to a node, on loopback. */
export interface RpcRelay {
  /** HTTP URL on 127.0.0.1, its path a secret of this relay. */
  readonly url: string
  /** Requests by method that went on to the node. */
  readonly forwarded: ReadonlyMap<string, number>
  readonly close: () => Promise<void>
}

/** What a fork may ask of the node. State is asked at the pinned block only, so its answers never change. */
const STATE_METHODS = ['eth_getStorageAt', 'eth_getCode', 'eth_getBalance', 'eth_getTransactionCount']
const OTHER_METHODS = [
  'eth_chainId',
  'net_version',
  'eth_blockNumber',
  'eth_getBlockByNumber',
  'eth_getBlockByHash',
  'eth_gasPrice',
  'eth_maxPriorityFeePerGas',
  'eth_feeHistory',
]
const MAX_BODY_BYTES = 5_000_000
const METHOD_NOT_FOUND = -32_601
const INTERNAL_ERROR = -32_603

/**
 * Open a door to a node for forks of its chain.
 *
 * anvil takes the node's URL as an argument only (no environment variable in 1.7), and every user of the machine can read arguments. So the
 * forks get a URL on loopback that is worth nothing outside and ends with the simulation; the node's own URL stays in this process. The
 * door lets reads through and nothing else, so a fork can never send to the live chain; and what one fork has read, the other gets
 * from memory.
 */
export async function startRpcRelay(request: RpcRequest): Promise<RpcRelay> {
  const path = `/${randomBytes(16).toString('hex')}`
  const forwarded = new Map<string, number>()
  const answers = new Map<string, Promise<unknown>>()
  const forward: RpcRequest = (call) => {
    forwarded.set(call.method, (forwarded.get(call.method) ?? 0) + 1)
    return request(call)
  }
  const answer: RpcRequest = (call) => {
    if (!STATE_METHODS.includes(call.method)) return forward(call)
    const key = JSON.stringify([call.method, call.params])
    const known = answers.get(key)
    if (known !== undefined) return known
    const asked = forward(call)
    answers.set(key, asked)
    asked.catch(() => answers.delete(key))
    return asked
  }
  const server = createServer((incoming, outgoing) => {
    void serve(path, answer, incoming, outgoing).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}${path}`,
    forwarded,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface RpcCall {
  readonly id?: unknown
  readonly method?: unknown
  readonly params?: unknown
}

async function serve(path: string, answer: RpcRequest, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  if (incoming.method !== 'POST' || incoming.url !== path) {
    outgoing.writeHead(404).end()
    return
  }
  const calls: unknown = JSON.parse(await bodyOf(incoming))
  const respond = (call: RpcCall) => respondTo(answer, call)
  const body = Array.isArray(calls) ? await Promise.all(calls.map(respond)) : await respond(calls as RpcCall)
  outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) throw new RangeError(`A request of over ${MAX_BODY_BYTES} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

async function respondTo(answer: RpcRequest, { id = null, method, params }: RpcCall): Promise<unknown> {
  const failed = (code: number, message: string) => ({ jsonrpc: '2.0', id, error: { code, message } })
  if (typeof method !== 'string' || ![...STATE_METHODS, ...OTHER_METHODS].includes(method)) {
    return failed(METHOD_NOT_FOUND, `A fork may not ask for ${String(method)}.`)
  }
  try {
    return { jsonrpc: '2.0', id, result: await answer({ method, params: Array.isArray(params) ? params : [] }) }
  } catch (error) {
    const text = error instanceof Error ? ('shortMessage' in error ? String(error.shortMessage) : error.message) : String(error)
    return failed(INTERNAL_ERROR, redactUrls(text))
  }
}
