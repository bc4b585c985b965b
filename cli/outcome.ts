import type { ExitName } from './exitCodes.js'

/** What a command found, for people and for programs. */
export interface Outcome {
  /** Lines for a person, without a newline at the end; empty prints nothing. */
  readonly text: string
  /** The same as one JSON value. */
  readonly json: unknown
  /** `ok` unless the command found something that a script must notice. */
  readonly exit?: ExitName
}
