import type { MarketId } from '../../core/units/marketId.js'
import type { Call } from '../../proposals/call.js'

/** What a transaction is for, in words that complete "the transaction that should …": each route has its own. */
export type TransactionPurpose = string

/** A call that somebody wants the relayer to send. */
export interface RelayRequest {
  /** Equal requests are sent once: the answer of the first is given again. */
  readonly requestId: string
  readonly market: MarketId
  readonly call: Call
  readonly purpose: TransactionPurpose
}

/**
 * How a request ended. `refused`: the call would revert, so nothing was sent (or what was stuck was replaced by an empty transfer).
 */
export interface RelayResult {
  readonly outcome: 'success' | 'reverted' | 'refused'
  readonly hash: string | null
  readonly reason: string | null
}
