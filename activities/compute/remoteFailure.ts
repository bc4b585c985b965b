import type { ErrorKind } from '../../core/errors/errorKind.js'
import { PlimsollError } from '../../core/errors/plimsollError.js'

/**
 * A task's own error, raised again on this side of a thread: code, messages, whether to try again, and fields are the original's.
 *
 * It is not of the original's class: match on `code`, as everything beyond a process has to.
 */
export class RemoteTaskFailed extends PlimsollError {
  readonly code: string
  readonly kind: ErrorKind
  override readonly retryable: boolean
  /** The fields that were wrong, where the original is an InvalidInputError. */
  declare readonly issues?: readonly { readonly path: string; readonly message: string }[]

  constructor(
    failure: RemoteFailure,
    { code, kind, retryable, shortMessage, metaMessages, fields }: NonNullable<RemoteFailure['plimsoll']>,
  ) {
    super({ shortMessage, metaMessages, ...(failure.cause === undefined ? {} : { cause: rebuildError(failure.cause) }) })
    this.code = code
    this.kind = kind
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

/** An error as plain data: a thread's messages keep neither an error's class nor its own fields. */
export interface RemoteFailure {
  readonly name: string
  readonly message: string
  readonly stack: string | undefined
  readonly cause: RemoteFailure | undefined
  /** What an error of Plimsoll tells beyond that; absent for others. */
  readonly plimsoll?: {
    readonly code: string
    readonly kind: ErrorKind
    readonly retryable: boolean
    readonly shortMessage: string
    readonly metaMessages: readonly string[]
    /** The class's own fields, such as `issues`, where they can be copied. */
    readonly fields: Readonly<Record<string, unknown>>
  }
}

const COMMON_FIELDS = new Set(['name', 'message', 'stack', 'cause', 'code', 'kind', 'retryable', 'shortMessage', 'metaMessages'])
/** Causes of causes beyond this are left out: a chain may be a ring. */
const MAX_DEPTH = 4

/** Write an error as plain data. */
export function describeFailure(error: unknown, depth = 0): RemoteFailure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined, cause: undefined }
  const { name, message, stack } = error
  const cause = error.cause === undefined || depth >= MAX_DEPTH ? undefined : describeFailure(error.cause, depth + 1)
  if (!(error instanceof PlimsollError)) return { name, message, stack, cause }
  const { code, kind, retryable, shortMessage, metaMessages } = error
  return { name, message, stack, cause, plimsoll: { code, kind, retryable, shortMessage, metaMessages, fields: fieldsOf(error) } }
}

function fieldsOf(error: PlimsollError): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(error)) {
    if (COMMON_FIELDS.has(key)) continue
    try {
      fields[key] = structuredClone(value)
    } catch {
      // A function or a handle stays in its thread; what it told is in the message.
    }
  }
  return fields
}
