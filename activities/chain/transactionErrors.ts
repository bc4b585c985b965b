import { formatEther } from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A transaction would revert: sending it would only burn gas. */
export class TransactionReverts extends PlimsollError {
  readonly code = 'TRANSACTION_REVERTS'
  readonly kind = 'failed'

  constructor(
    readonly purpose: string,
    readonly reason: string,
    cause?: unknown,
  ) {
    super({
      shortMessage: `The transaction that should ${purpose} would revert: ${reason}.`,
      metaMessages: ['Nothing was sent. See `plimsoll proposal show` for the state of the route.'],
      cause,
    })
  }
}

/** The node does not take a transaction, and would not take the same bytes later: they are made anew. */
export class TransactionRefused extends PlimsollError {
  readonly code = 'TRANSACTION_REFUSED'
  readonly kind = 'failed'

  constructor(
    readonly from: string,
    readonly reason: string,
    cause?: unknown,
  ) {
    super({
      shortMessage: `The RPC node does not take the transaction of ${from}: ${reason}.`,
      metaMessages: [
        `Nothing was sent. Where funds are missing, send ether for gas to ${from}: the transaction is made anew after a pause.`,
      ],
      cause,
    })
  }
}

/** At the fees that the node names, a transaction could cost more than the configuration allows. Nothing was signed. Costs in wei. */
export class TransactionTooCostly extends PlimsollError {
  readonly code = 'TRANSACTION_TOO_COSTLY'
  readonly kind = 'failed'

  constructor(
    readonly from: string,
    readonly cost: bigint,
    readonly limit: bigint,
  ) {
    super({
      shortMessage: `The transaction of ${from} could cost ${formatEther(cost)} coins, above the limit of ${formatEther(limit)}.`,
      metaMessages: [
        'Nothing was signed. If the RPC node tells the truth about fees, raise `chain.maxTransactionCost`: a proposal then makes the transaction anew once the worker was started again.',
      ],
    })
  }
}

/** A step of one relayer's transactions came to a worker that holds another relayer's key. Nothing was signed. */
export class OtherRelayerKey extends PlimsollError {
  readonly code = 'OTHER_RELAYER_KEY'
  readonly kind = 'configuration'
  override readonly retryable = true

  constructor(
    readonly expected: string,
    readonly actual: string,
  ) {
    super({
      shortMessage: `This worker's relayer is ${actual}; the transaction is one of ${expected}.`,
      metaMessages: [
        'Another worker may have its key, so the step is tried again. Give all workers of a chain queue the same relayer key.',
      ],
    })
  }
}

/** Somebody asked the relayer for a call outside its market's route. Nothing was sent. */
export class CallNotRelayed extends PlimsollError {
  readonly code = 'CALL_NOT_RELAYED'
  readonly kind = 'failed'

  constructor(
    readonly to: string,
    readonly value: string,
    allowed: readonly string[],
  ) {
    super({
      shortMessage: `The relayer sends no call to ${to} with ${value} wei: only calls without value to ${allowed.join(' and ')}.`,
      metaMessages: ["Nothing was sent. Plimsoll itself never asks for such a call: find out who uses the relayer's workflow."],
    })
  }
}
