import type { Address } from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A proposal leads elsewhere than the reader's own configuration says. */
export class NotTheConfiguredRoute extends PlimsollError {
  readonly code = 'NOT_THE_CONFIGURED_ROUTE'
  readonly kind = 'failed'

  constructor(what: string, found: string | number, configured: string | number) {
    super({
      shortMessage: `The ${what} of the proposal is ${found}; this configuration has ${configured}.`,
      metaMessages: ['Do not sign. Either the configuration is of another market, or the proposal is not what it says.'],
    })
  }
}

/** A Safe's nonce is past a proposal's, and no event tells which transaction spent it: the answers are of different blocks, or logs are missing. */
export class StatusUnclear extends PlimsollError {
  readonly code = 'STATUS_UNCLEAR'
  readonly kind = 'chain'
  override readonly retryable = true

  constructor(
    readonly safe: Address,
    readonly nonce: string,
    readonly block: bigint,
  ) {
    super({
      shortMessage: `The Safe ${safe} is past nonce ${nonce} at block ${block}, but the node has no event of the transaction that spent it.`,
      metaMessages: ['It is asked again. If it stays, use a node that serves eth_getLogs since the block of the draft.'],
    })
  }
}
