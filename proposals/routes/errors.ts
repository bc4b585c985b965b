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

/** Nothing knows a route of this kind. */
export class UnknownRoute extends PlimsollError {
  readonly code = 'UNKNOWN_ROUTE'
  readonly kind = 'failed'

  constructor(kind: string, known: readonly string[]) {
    super({
      shortMessage: `There is no route "${kind}".`,
      metaMessages: [`This build has: ${known.join(', ')}. Use the build that drafted the proposal.`],
    })
  }
}

/** A proposal's route has no such thing as was asked for. */
export class NotOnThisRoute extends PlimsollError {
  readonly code = 'NOT_ON_THIS_ROUTE'
  readonly kind = 'refused'

  /** @param what - completes "the route has …": "no file that a wallet signs from" */
  constructor(route: string, what: string) {
    super({
      shortMessage: `The proposal's route is ${route}, which has ${what}.`,
      metaMessages: ['See with `plimsoll proposal show` what the proposal waits for.'],
    })
  }
}
