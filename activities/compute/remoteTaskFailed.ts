import { PlimsollError } from '../../core/errors/plimsollError.js'
import type { RemoteFailure } from './remoteFailure.js'

/**
 * A task's own error, raised again on this side of a thread: code, messages, whether to try again, and fields are the original's.
 *
 * It is not of the original's class: match on `code`, as everything beyond a process has to.
 */
export class RemoteTaskFailed extends PlimsollError {
  readonly code: string
  override readonly retryable: boolean
  /** The fields that were wrong, where the original is an InvalidInputError. */
  declare readonly issues?: readonly { readonly path: string; readonly message: string }[]

  constructor(
    failure: RemoteFailure,
    { code, retryable, shortMessage, metaMessages, fields }: NonNullable<RemoteFailure['plimsoll']>,
  ) {
    super({ shortMessage, metaMessages, ...(failure.cause === undefined ? {} : { cause: rebuildError(failure.cause) }) })
    this.code = code
    this.retryable = retryable
    Object.assign(this, fields)
    this.name = failure.name
    if (failure.stack !== undefined) this.stack = failure.stack
  }
}

/** Make an error from its description: a RemoteTaskFailed for an error of Plimsoll, a plain Error of the same name for another. */
export function rebuildError(failure: RemoteFailure): Error {
  if (failure.plimsoll !== undefined) return new RemoteTaskFailed(failure, failure.plimsoll)
  const error = new Error(failure.message, failure.cause === undefined ? undefined : { cause: rebuildError(failure.cause) })
  error.name = failure.name
  if (failure.stack !== undefined) error.stack = failure.stack
  return error
}
