import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One JSON-RPC call on its way to the node. */
export interface RpcCall {
  readonly id: number
  readonly method: string
  readonly params: readonly unknown[]
}

/**
 * What to do to a call in place of passing it on. `status`, `hang`, `drop` and `body` befall the whole HTTP request that it travels in;
 * `hang` after `headers` sends these and then nothing.
 */
export type Fault =
  | {
      readonly kind: 'status'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  | { readonly kind: 'body'; readonly body: string; readonly contentType?: string }
  | { readonly kind: 'hang'; readonly afterHeaders?: boolean }
  | { readonly kind: 'drop' }
  | { readonly kind: 'error'; readonly code: number; readonly message: string; readonly data?: unknown }
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'change'; readonly change: (result: unknown) => unknown }
  /** Passed on with other parameters. */
  | { readonly kind: 'ask'; readonly params: readonly unknown[] }

/** An HTTP proxy in front of a real node that injects the faults of providers. */
export interface FaultyRpc {
  readonly url: string
  /** Every call, in the order of arrival, injected faults included. */
  readonly calls: RpcCall[]
  /** Asked of every call; undefined passes it on. */
  fault: ((call: RpcCall) => Fault | undefined) | null
  close(): Promise<void>
}

/**
 * Start a proxy on loopback.
 *
 * @param upstream - HTTP URL of the real node
 */
export async function startFaultyRpc(upstream: string): Promise<FaultyRpc> {
  const proxy: { fault: FaultyRpc['fault']; calls: RpcCall[] } = { fault: null, calls: [] }
  const server = createServer((request, response) => {
    handle(upstream, proxy, request, response).catch((error: unknown) => {
      response.writeHead(599).end(String(error))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(proxy, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/secret-key`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}

async function handle(
  upstream: string,
  proxy: { fault: FaultyRpc['fault']; calls: RpcCall[] },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = JSON.parse(Buffer.concat(chunks).toString()) as RpcCall | RpcCall[]
  const calls = (Array.isArray(body) ? body : [body]).map((call) => ({ ...call, params: call.params ?? [] }))
  proxy.calls.push(...calls)
  const faults = calls.map((call) => proxy.fault?.(call))
  for (const fault of faults) if (fault !== undefined && befallsAll(fault, request, response)) return
  const passed = calls.flatMap((call, i) => {
    const fault = faults[i]
    if (fault?.kind === 'ask') return [{ ...call, params: fault.params }]
    return fault === undefined || fault.kind === 'change' ? [call] : []
  })
  const answers = passed.length === 0 ? [] : await forward(upstream, passed)
  const results = calls.map((call, i) => {
    const fault = faults[i]
    const real = answers.find(({ id }) => id === call.id)
    switch (fault?.kind) {
      case 'error':
        return { jsonrpc: '2.0', id: call.id, error: { code: fault.code, message: fault.message, data: fault.data } }
      case 'result':
        return { jsonrpc: '2.0', id: call.id, result: fault.result }
      case 'change':
        return { ...real, result: fault.change(real?.result) }
      default:
        return real
    }
  })
  send(response, 200, JSON.stringify(Array.isArray(body) ? results : results[0]))
}

function befallsAll(fault: Fault, request: IncomingMessage, response: ServerResponse): boolean {
  switch (fault.kind) {
    case 'status':
      response.writeHead(fault.status, { 'content-type': 'text/plain', ...fault.headers }).end(fault.body ?? '')
      return true
    case 'body':
      response.writeHead(200, { 'content-type': fault.contentType ?? 'application/json' }).end(fault.body)
      return true
    case 'hang':
      if (fault.afterHeaders === true) response.writeHead(200, { 'content-type': 'application/json' }).write('[')
      return true
    case 'drop':
      request.socket.destroy()
      return true
    default:
      return false
  }
}

async function forward(upstream: string, calls: readonly RpcCall[]): Promise<{ id: number; result?: unknown }[]> {
  const answer = await fetch(upstream, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(calls),
  })
  return (await answer.json()) as { id: number; result?: unknown }[]
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body)
}
