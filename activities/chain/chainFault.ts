import { BaseError, ResponseBodyTooLargeError, RpcRequestError, TimeoutError } from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import { redactUrls } from '../../core/redact.js'
import { MAX_ANSWER_BYTES } from './rpcFetch.js'
import { RpcAnswerTooLarge, RpcFailed, RpcRateLimited, RpcTimedOut } from './rpcErrors.js'

/** JSON-RPC codes that mean nothing but "too many requests": 429 is Alchemy's, -32007 QuickNode's. */
const RATE_LIMIT_CODES = [429, -32007]
const RATE_LIMIT_TEXT = /\brate\b|too many requests|per second|compute units|request (count|limit)|quota|credits/i
/** -32005 is also the answer to a query with too many results. */
const SIZE_TEXT = /range|results|logs|response size|blocks/i
const MAX_TEXT = 200

/**
 * Find what went wrong between here and the node in an error of a request: limits, time-outs, connections.
 *
 * @returns the typed failure; null when the node did answer and the error is of what was asked (a revert, an unknown block)
 */
export function chainFault(error: unknown): PlimsollError | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof PlimsollError) return cause
    if (cause instanceof TimeoutError) return new RpcTimedOut('no whole answer within the limit of one request')
    if (cause instanceof ResponseBodyTooLargeError) return new RpcAnswerTooLarge(`more than ${MAX_ANSWER_BYTES} bytes`)
  }
  const answered = rpcError(error)
  if (answered === null) return null
  const { code, details } = answered
  const isLimit = RATE_LIMIT_CODES.includes(code) || (RATE_LIMIT_TEXT.test(details) && !SIZE_TEXT.test(details))
  return isLimit ? new RpcRateLimited(details, null) : null
}

/** Name any error of a request: as `chainFault` does, else as the node's own error. */
export function requestFailure(method: string, error: unknown): PlimsollError {
  const fault = chainFault(error)
  if (fault !== null) return fault
  const answered = rpcError(error)
  if (answered !== null) return new RpcFailed(method, answered.code, answered.details)
  const text = error instanceof BaseError ? error.shortMessage : error instanceof Error ? error.message : String(error)
  return new RpcFailed(method, null, clean(text))
}

/** Tell whether an error of a request says that the node has not seen the block. */
export function isUnknownBlock(error: unknown): boolean {
  const answered = rpcError(error)
  return (
    answered !== null &&
    /header not found|unknown block|block not found|could not find block|BlockOutOfRange|block height is|out of range block|after last accepted|beyond (the )?(current )?head|specified in filter .*cannot be found/i.test(
      answered.details,
    )
  )
}

function rpcError(error: unknown): { code: number; details: string } | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof RpcRequestError) return { code: cause.code, details: clean(cause.details) }
  }
  return null
}

function clean(text: string): string {
  const line = redactUrls(text).replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '')
  return line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT)}…` : line
}
