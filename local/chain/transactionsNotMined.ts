import { PlimsollError } from '../../core/errors/plimsollError.js'

const NAMED = 5

/** Transactions of the local set-up stayed out of every block. */
export class TransactionsNotMined extends PlimsollError {
  readonly code = 'LOCAL_TRANSACTIONS_NOT_MINED'

  constructor(
    /** What was called, as `Contract.function`, in the order of queueing. */
    readonly missing: readonly string[],
    /** Why the chain took none of them, where it said so. */
    reason: string | undefined,
  ) {
    const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : ''
    super({
      shortMessage: `The set-up of the local chain failed: ${missing.slice(0, NAMED).join(', ')}${more} got into no block.`,
      metaMessages: [
        reason ?? 'The chain took the transactions and mined a block without any of them.',
        "Remedy: keep each call's gas below the block's limit, and let nobody else send from the set-up's accounts meanwhile.",
      ],
    })
  }
}
