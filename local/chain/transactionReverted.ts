import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A transaction of the local set-up was refused by a contract. */
export class TransactionReverted extends PlimsollError {
  readonly code = 'LOCAL_TRANSACTION_REVERTED'

  constructor(
    /** What was called, as `Contract.function`. */
    readonly what: string,
    reason: string,
  ) {
    super({
      shortMessage: `The set-up of the local chain failed: ${what} reverted.`,
      metaMessages: [
        reason,
        "Remedy: check the market's specification against the protocol's rules; delete the cache folder if it is right.",
      ],
    })
  }
}
