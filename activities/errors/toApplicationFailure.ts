import { ApplicationFailure } from '@temporalio/common'
import { CancelledFailure } from '@temporalio/common'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import { redact } from '../../core/redact.js'
import { chainFault } from '../chain/chainFault.js'

/**
 * Turn any error into the failure that crosses the activity edge: type = stable code, retryable as its class declares,
 * message free of URLs' paths and of every known secret.
 *
 * A refusal that says for how long (429 with Retry-After) sets when the next attempt is made; a fault of the RPC node that came through
 * viem is named. An error that is not Plimsoll's own keeps Temporal's default (retryable): most are passing faults of the outside.
 */
export function toApplicationFailure(error: unknown, secrets: readonly string[]): Error {
  if (error instanceof CancelledFailure) return error
  if (error instanceof ApplicationFailure) return error
  const known = error instanceof PlimsollError ? error : chainFault(error)
  if (known !== null) {
    const waitMs = 'retryAfterMs' in known && typeof known.retryAfterMs === 'number' ? known.retryAfterMs : undefined
    return ApplicationFailure.create({
      type: known.code,
      message: redact(known.message, secrets),
      nonRetryable: !known.retryable,
      ...(waitMs === undefined ? {} : { nextRetryDelay: waitMs }),
    })
  }
  const cause = error instanceof Error ? error : new Error(String(error))
  // viem's errors tell what failed in shortMessage; the rest of the text holds the request with its URL.
  const text =
    'shortMessage' in cause && typeof cause.shortMessage === 'string' ? `${cause.name}: ${cause.shortMessage}` : cause.message
  return ApplicationFailure.create({ type: cause.name, message: redact(text, secrets), nonRetryable: false })
}
