import type { ErrorKind } from './errorKind.js'

/** What every failure of Plimsoll tells: what happened, the facts, what to do, and what caused it. */
export interface PlimsollErrorOptions {
  /** One sentence: what failed, the value and the limit. */
  readonly shortMessage: string
  /** Further lines: facts first, the remedy last. Never a URL with a key, a key or a request body. */
  readonly metaMessages?: readonly string[]
  readonly cause?: unknown
}

/**
 * Base of all errors that Plimsoll raises on purpose.
 *
 * One subclass stands for one failure mode; `code` is stable and is what callers and Temporal's retry policies match on.
 */
export abstract class PlimsollError extends Error {
  /** Stable identifier of the failure mode, in SCREAMING_SNAKE_CASE. */
  abstract readonly code: string
  /** What it means for a script. The command line's exit code follows from it. */
  abstract readonly kind: ErrorKind
  /** Whether trying again without a change by a person can succeed. */
  readonly retryable: boolean = false
  readonly shortMessage: string
  readonly metaMessages: readonly string[]

  constructor({ shortMessage, metaMessages = [], cause }: PlimsollErrorOptions) {
    super([shortMessage, ...metaMessages].join('\n'), cause === undefined ? undefined : { cause })
    this.shortMessage = shortMessage
    this.metaMessages = metaMessages
    this.name = new.target.name
  }
}
