import type { Address, Hex } from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'

const SIGN_WITHOUT =
  'Nothing is lost: owners can sign with `plimsoll proposal sign` meanwhile, and what the service holds is read when it is back.'

/** The Transaction Service cannot be reached, or says that it is out of order. */
export class ServiceUnavailable extends PlimsollError {
  readonly code = 'SERVICE_UNAVAILABLE'
  readonly kind = 'service'
  override readonly retryable = true

  constructor(what: string, why: string) {
    super({ shortMessage: `The Safe Transaction Service did not ${what}: ${why}.`, metaMessages: [SIGN_WITHOUT] })
  }
}

/** The Transaction Service did not answer in time. */
export class ServiceTimedOut extends PlimsollError {
  readonly code = 'SERVICE_TIMED_OUT'
  readonly kind = 'service'
  override readonly retryable = true

  constructor(
    what: string,
    readonly limitMs: number,
  ) {
    super({
      shortMessage: `The Safe Transaction Service did not ${what} within ${limitMs / 1_000} s.`,
      metaMessages: [SIGN_WITHOUT],
    })
  }
}

/** The Transaction Service asks for fewer requests. */
export class ServiceRateLimited extends PlimsollError {
  readonly code = 'SERVICE_RATE_LIMITED'
  readonly kind = 'service'
  override readonly retryable = true

  constructor(what: string) {
    super({
      shortMessage: `The Safe Transaction Service did not ${what}: too many requests (429).`,
      metaMessages: ['It is asked again later. Raise route.service.pollInterval, or use an API key with a higher limit.'],
    })
  }
}

/** The Transaction Service answered with nothing, with a web page, or in another shape than documented. */
export class ServiceAnswerUnreadable extends PlimsollError {
  readonly code = 'SERVICE_ANSWER_UNREADABLE'
  readonly kind = 'service'
  override readonly retryable = true

  constructor(what: string, why: string) {
    super({
      shortMessage: `The Safe Transaction Service was asked to ${what} and answered with ${why}.`,
      metaMessages: [
        'If it stays so, check that the configured address is that of a Transaction Service and ends in /api.',
        SIGN_WITHOUT,
      ],
    })
  }
}

/** The Transaction Service refuses a request by its rules. */
export class ServiceRefused extends PlimsollError {
  readonly code = 'SERVICE_REFUSED'
  readonly kind = 'service'

  constructor(
    what: string,
    readonly status: number,
    readonly words: string,
  ) {
    super({
      shortMessage: `The Safe Transaction Service refuses to ${what} (${status}): ${words}`,
      metaMessages: ['Its words say what to correct. Owners can sign with `plimsoll proposal sign` without the service.'],
    })
  }
}

/** The Transaction Service does not accept the API key, or wants one. */
export class ServiceUnauthorised extends PlimsollError {
  readonly code = 'SERVICE_UNAUTHORISED'
  readonly kind = 'service'

  constructor(
    what: string,
    readonly status: number,
  ) {
    super({
      shortMessage: `The Safe Transaction Service does not allow to ${what} (${status}).`,
      metaMessages: ['Set the variable that route.service.apiKeyEnv names to a valid key (https://developer.safe.global).'],
    })
  }
}

/** What the Transaction Service holds under the hash is another transaction. */
export class ServiceAnsweredOtherHash extends PlimsollError {
  readonly code = 'SERVICE_ANSWERED_OTHER_HASH'
  readonly kind = 'failed'

  constructor(
    readonly expected: Hex,
    readonly computed: Hex,
  ) {
    super({
      shortMessage: `The Safe Transaction Service was asked for ${expected}; the fields that it answers with hash to ${computed}.`,
      metaMessages: [
        'Do not sign what its page shows. Nothing of the answer was used: owners can sign with `plimsoll proposal sign`.',
        'Check that the configured service is of the right chain; if it is, tell whoever runs it.',
      ],
    })
  }
}

/** The Transaction Service took a transaction and does not show it. */
export class ServiceLostTransaction extends PlimsollError {
  readonly code = 'SERVICE_LOST_TRANSACTION'
  readonly kind = 'service'
  override readonly retryable = true

  constructor(readonly safeTxHash: Hex) {
    super({
      shortMessage: `The Safe Transaction Service took ${safeTxHash} and does not show it.`,
      metaMessages: ['It is offered again.', SIGN_WITHOUT],
    })
  }
}

/** The account that proposes is not registered as a delegate of any owner. */
export class DelegateNotRegistered extends PlimsollError {
  readonly code = 'DELEGATE_NOT_REGISTERED'
  readonly kind = 'refused'

  constructor(
    readonly delegate: Address,
    safe: Address,
  ) {
    super({
      shortMessage: `${delegate} may not propose to the Safe ${safe}: no owner has registered it as a delegate.`,
      metaMessages: [
        'An owner adds it in Safe{Wallet} under Settings → Setup → Proposers. It gets no say over the Safe by that.',
      ],
    })
  }
}

/** The account that proposes is an owner of the Safe: its signature would count. */
export class DelegateIsOwner extends PlimsollError {
  readonly code = 'DELEGATE_IS_OWNER'
  readonly kind = 'refused'

  constructor(
    readonly delegate: Address,
    safe: Address,
  ) {
    super({
      shortMessage: `The delegate ${delegate} is an owner of the Safe ${safe}; the automation must hold no owner's key.`,
      metaMessages: ['Use the key of an account of its own, and have an owner register it as a delegate.'],
    })
  }
}

/** An account tried to register a delegate and does not own the Safe. */
export class RegistrarNotOwner extends PlimsollError {
  readonly code = 'REGISTRAR_NOT_OWNER'
  readonly kind = 'refused'

  constructor(account: Address, safe: Address) {
    super({
      shortMessage: `${account} is not an owner of the Safe ${safe} and cannot register a delegate for it.`,
      metaMessages: ['Sign with the key of an owner.'],
    })
  }
}

/** So many transactions wait in the Safe before the proposal that it would not be executed. */
export class SafeQueueTooLong extends PlimsollError {
  readonly code = 'SAFE_QUEUE_TOO_LONG'
  readonly kind = 'refused'

  constructor(
    readonly safeNonce: string,
    readonly highestPending: string,
    limit: number,
  ) {
    super({
      shortMessage: `The Safe is at nonce ${safeNonce} and its queue reaches nonce ${highestPending}; at most ${limit} may be before a proposal.`,
      metaMessages: ['Execute or reject what is queued in the Safe: a proposal behind it would expire before its turn.'],
    })
  }
}

/** There is no Transaction Service by default for the chain. */
export class ServiceUnknownForChain extends PlimsollError {
  readonly code = 'SERVICE_UNKNOWN_FOR_CHAIN'
  readonly kind = 'configuration'

  constructor(readonly chainId: number) {
    super({
      shortMessage: `No Safe Transaction Service is known for chain ${chainId}.`,
      metaMessages: ['Name a variable with the address of one in route.service.urlEnv, or leave route.service out.'],
    })
  }
}

/** The configured address is not one of a Transaction Service. The address itself is never shown. */
export class ServiceUrlInvalid extends PlimsollError {
  readonly code = 'SERVICE_URL_INVALID'
  readonly kind = 'configuration'

  constructor(variable: string) {
    super({
      shortMessage: `The environment variable ${variable} does not hold an http or https address that ends in /api.`,
      metaMessages: [`Set it to the address of a Safe Transaction Service: export ${variable}=https://…/api`],
    })
  }
}

/** Safe's own service demands an API key. */
export class ServiceKeyMissing extends PlimsollError {
  readonly code = 'SERVICE_KEY_MISSING'
  readonly kind = 'configuration'

  constructor() {
    super({
      shortMessage: "Safe's own Transaction Service demands an API key, and none is configured.",
      metaMessages: ['Name the variable that holds it in route.service.apiKeyEnv (https://developer.safe.global).'],
    })
  }
}
