import { RpcAnswerTooLarge, RpcAnswerUnreadable, RpcRateLimited, RpcRefused, RpcTimedOut, RpcUnavailable } from './rpcErrors.js'

/** Most that one answer may hold, in bytes: a whole batch of multicalls or ten thousand logs fit in. */
export const MAX_ANSWER_BYTES = 16 * 1024 * 1024

interface RpcCall {
  readonly id: number
}

interface RpcAnswer {
  readonly id?: unknown
  readonly error?: unknown
}

/**
 * Fetch for viem's HTTP transport: the answer's body is read within the request's time-out and size, redirects are refused (they would carry
 * the key elsewhere), and what is not a JSON-RPC answer is named.
 *
 * A JSON-RPC error under another status than 200 passes as an answer; one error for a whole batch becomes each call's. Answers of a batch are
 * matched with their calls here, since viem goes by their order alone: one without an id would give every call after it the answer of another.
 *
 * @throws {RpcRateLimited} on status 429, with the time that the node asks for.
 * @throws {RpcTimedOut} on status 408 and 504.
 * @throws {RpcAnswerTooLarge} on status 413, or past `MAX_ANSWER_BYTES`.
 * @throws {RpcRefused} on status 401, 402, 403, 404 and 451.
 * @throws {RpcUnavailable} on other statuses from 500, or without a connection.
 * @throws {RpcAnswerUnreadable} when the body is not JSON, or its answers are not those to the calls.
 */
export async function rpcFetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const response = await connect(input, init)
  const { status } = response
  if (status === 429) throw new RpcRateLimited('HTTP status 429', retryAfterMs(response.headers.get('retry-after'), Date.now()))
  if (status === 408 || status === 504) throw new RpcTimedOut(`HTTP status ${status}`)
  if (status === 413) throw new RpcAnswerTooLarge('HTTP status 413')
  if ([401, 402, 403, 404, 451].includes(status)) throw new RpcRefused(status)
  const answer = parseAnswer(await readText(response, init.signal), status)
  return new Response(JSON.stringify(forEachCall(answer, init.body, status)), { headers: { 'content-type': 'application/json' } })
}

/**
 * Read an HTTP Retry-After: seconds or a date.
 *
 * @returns milliseconds from `nowMs`; null when absent or unreadable
 * @source RFC 9110, section 10.2.3
 */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs)
}

async function connect(input: string | URL | Request, init: RequestInit): Promise<Response> {
  try {
    return await fetch(input, { ...init, redirect: 'error' })
  } catch (error) {
    throw connectionFault(error, init.signal)
  }
}

async function readText(response: Response, signal: RequestInit['signal']): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length
      if (bytes > MAX_ANSWER_BYTES) throw new RpcAnswerTooLarge(`more than ${MAX_ANSWER_BYTES} bytes`)
      chunks.push(chunk)
    }
  } catch (error) {
    throw error instanceof RpcAnswerTooLarge ? error : connectionFault(error, signal)
  }
  return Buffer.concat(chunks).toString()
}

/** The reason is the system's code: undici's texts hold addresses. An aborted signal is viem's time-out. */
function connectionFault(error: unknown, signal: AbortSignal | null | undefined): Error {
  if (signal?.aborted === true) return new RpcTimedOut('no whole answer within the limit of one request')
  const { code, message } = ((error as { cause?: unknown }).cause ?? error) as { code?: unknown; message?: unknown }
  if (String(message).includes('redirect')) return new RpcUnavailable('it redirects to another address')
  return new RpcUnavailable(`no connection (${typeof code === 'string' ? code : 'cut'})`)
}

function parseAnswer(text: string, status: number): unknown {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && (status < 400 || hasError(value))) return value
  } catch {
    // Named below, by what it looks like.
  }
  if (status >= 500) throw new RpcUnavailable(`HTTP status ${status}`)
  const looksLike =
    text.trim() === '' ? 'nothing' : /^\s*</.test(text) ? 'a page' : /^\s*[[{]/.test(text) ? 'cut or foreign JSON' : 'text'
  throw new RpcAnswerUnreadable(status === 200 ? looksLike : `${looksLike} and HTTP status ${status}`)
}

function hasError(value: object): boolean {
  return Array.isArray(value) || ('error' in value && typeof value.error === 'object' && value.error !== null)
}

function forEachCall(answer: unknown, body: unknown, status: number): unknown {
  const calls: unknown = typeof body === 'string' ? JSON.parse(body) : null
  if (!Array.isArray(calls)) return answer
  if (Array.isArray(answer)) {
    if (answer.length !== calls.length) throw new RpcAnswerUnreadable(`${answer.length} answers to ${calls.length} calls`)
    return matched(answer, calls as RpcCall[])
  }
  if (!hasError(answer as object)) throw new RpcAnswerUnreadable(`one answer to ${calls.length} calls (HTTP status ${status})`)
  const { error } = answer as { error: unknown }
  return (calls as RpcCall[]).map(({ id }) => ({ jsonrpc: '2.0', id, error }))
}

/**
 * Put a batch's answers into the order of its calls, by their ids. A node that could not tell a call's id answers it with an error and null
 * (JSON-RPC 2.0, section 5): such an error goes to a call that has no other answer.
 */
function matched(answers: readonly unknown[], calls: readonly RpcCall[]): unknown[] {
  const byId = new Map<string, RpcAnswer>()
  const nameless: RpcAnswer[] = []
  for (const answer of answers) {
    if (typeof answer !== 'object' || answer === null) throw new RpcAnswerUnreadable('something else than an answer to a call')
    const { id } = answer as RpcAnswer
    if (typeof id === 'number' || typeof id === 'string') byId.set(String(id), answer)
    else if (hasError(answer)) nameless.push(answer)
  }
  return calls.map(({ id }) => {
    const answer = byId.get(String(id)) ?? nameless.pop()
    if (answer === undefined) throw new RpcAnswerUnreadable('the answers to other calls')
    return { ...answer, id }
  })
}
