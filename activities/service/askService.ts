import type { z } from 'zod'
import { redactUrls } from '../../core/redact.js'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import {
  ServiceAnswerUnreadable,
  ServiceRateLimited,
  ServiceRefused,
  ServiceTimedOut,
  ServiceUnauthorised,
  ServiceUnavailable,
} from './errors.js'

const NOT_FOUND = Symbol('not found')

/**
 * Ask the Transaction Service and parse its answer. Every failure becomes one of the errors below.
 *
 * @param what - what it is asked to do, as the reader of an error says it: "show the transaction 0x…"
 * @returns null when it answers 404: not found
 * @throws {ServiceUnavailable} {ServiceTimedOut} {ServiceRateLimited} {ServiceAnswerUnreadable} which can be retried
 * @throws {ServiceRefused} {ServiceUnauthorised} which cannot
 */
export async function askService<Schema extends z.ZodType>(
  request: () => Promise<unknown>,
  { what, schema, timeoutMs }: { what: string; schema: Schema; timeoutMs: number },
): Promise<z.output<Schema> | null> {
  const answer = await tellService(request, { what, timeoutMs, isFoundDemanded: false })
  if (answer === NOT_FOUND) return null
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const why =
    answer === undefined
      ? 'nothing'
      : `another shape than documented (${issue?.path.join('.') || 'all of it'}: ${issue?.message})`
  throw new ServiceAnswerUnreadable(what, why)
}

/** Ask the Transaction Service to do something whose answer does not matter. @see askService */
export async function tellService(
  request: () => Promise<unknown>,
  { what, timeoutMs, isFoundDemanded = true }: { what: string; timeoutMs: number; isFoundDemanded?: boolean },
): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  const timeOut = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ServiceTimedOut(what, timeoutMs)), timeoutMs)
  })
  try {
    return await Promise.race([request(), timeOut])
  } catch (error) {
    if (error instanceof PlimsollError) throw error
    if (!isFoundDemanded && statusOf(error) === 404) return NOT_FOUND
    throw named(error, what)
  } finally {
    clearTimeout(timer)
  }
}

function named(error: unknown, what: string): PlimsollError {
  if (error instanceof SyntaxError) return new ServiceAnswerUnreadable(what, 'a web page or other text that is not JSON')
  const status = statusOf(error)
  if (status === undefined) return new ServiceUnavailable(what, networkReason(error))
  if (status === 429) return new ServiceRateLimited(what)
  if (status === 401 || status === 403) return new ServiceUnauthorised(what, status)
  if (status >= 500) return new ServiceUnavailable(what, `it answers with status ${status}`)
  return new ServiceRefused(what, status, wordsOf(error))
}

function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined
}

function networkReason(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return redactUrls(error instanceof Error ? error.message : String(error)).slice(0, 200)
}

/** The service's own words: one line, cut, without addresses that may hold a key. */
function wordsOf(error: unknown): string {
  const data = error instanceof Error && 'data' in error ? error.data : undefined
  const text = data === undefined || data === null ? String((error as Error).message) : JSON.stringify(data)
  return redactUrls(text.replace(/\s+/g, ' ')).slice(0, 400)
}
