import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A market state, or the inputs around it, contradict each other: a symbol twice, a holding of no known reserve, another market's data. */
export class InconsistentStateError extends PlimsollError {
  readonly code = 'INCONSISTENT_STATE'

  constructor(what: string, remedy = 'Read the state again at one block; if it persists, the reader of the chain is at fault.') {
    super({ shortMessage: what, metaMessages: [remedy] })
  }
}
