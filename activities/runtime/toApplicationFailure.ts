import { ApplicationFailure, CancelledFailure } from '@temporalio/common'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import { redact } from '../../core/redact.js'
import { chainFault } from '../chain/chainFault.js'
import { WorkerStopping } from './untilStopped.js'

/** An attempt that ran for longer has worked: what failed before it is another matter. */
const LONG_ATTEMPT_MS = 60_000
const FIRST_RETRY_MS = 500

/**
 * Turn any error into the failure that crosses the activity edge: type = stable code, details = its kind, retryable as its class
 * declares, message free of URLs' paths and of every known secret.
 *
 * A refusal that says for how long (429 with Retry-After) sets when the next attempt is made; a fault of the RPC node that came through
 * viem is named. An error that is not Plimsoll's own keeps Temporal's default (retryable): most are passing faults of the outside.
 *
 * Temporal never forgets an activity's attempts, so the pauses between those of a wait of months would only grow: after a long attempt they
 * begin anew. A worker that stops is nobody's failure and counts nowhere.
 *
 * @param ranMs - how long the attempt ran
 */
export function toApplicationFailure(error: unknown, secrets: readonly string[], ranMs = 0): Error {
  if (error instanceof CancelledFailure) return error
  if (error instanceof ApplicationFailure) return error
  const afresh = ranMs > LONG_ATTEMPT_MS ? FIRST_RETRY_MS : undefined
  const known = error instanceof PlimsollError ? error : chainFault(error)
  if (known !== null) {
    const waitMs = 'retryAfterMs' in known && typeof known.retryAfterMs === 'number' ? known.retryAfterMs : afresh
    return ApplicationFailure.create({
      type: known.code,
      message: redact(known.message, secrets),
      nonRetryable: !known.retryable,
      details: [{ kind: known.kind }],
      ...(waitMs === undefined ? {} : { nextRetryDelay: waitMs }),
      ...(known instanceof WorkerStopping ? { category: 'BENIGN' } : {}),
    })
  }
  const cause = error instanceof Error ? error : new Error(String(error))
  // viem's errors tell what failed in shortMessage; the rest of the text holds the request with its URL.
  const text =
    'shortMessage' in cause && typeof cause.shortMessage === 'string' ? `${cause.name}: ${cause.shortMessage}` : cause.message
  return ApplicationFailure.create({
    type: cause.name,
    message: redact(text, secrets),
    nonRetryable: false,
    ...(afresh === undefined ? {} : { nextRetryDelay: afresh }),
  })
}
