import type { Address, Hex } from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'

/** protocol-kit and Plimsoll disagree about the hash that owners would sign. Nothing is offered for signing. */
export class SafeHashMismatch extends PlimsollError {
  readonly code = 'SAFE_HASH_MISMATCH'

  constructor(
    readonly computed: Hex,
    readonly other: Hex,
    source: string,
  ) {
    super({
      shortMessage: `The Safe transaction hashes to ${computed} here and to ${other} by ${source}.`,
      metaMessages: ["Nobody should sign either. Check the Safe's version and address, and report this."],
    })
  }
}

/** A signature does not belong to an owner of the Safe. */
export class NotAnOwner extends PlimsollError {
  readonly code = 'NOT_AN_OWNER'

  constructor(
    readonly signer: Address,
    safe: Address,
    safeTxHash: Hex,
  ) {
    super({
      shortMessage: `The signature recovers to ${signer}, which is no owner of the Safe ${safe}.`,
      metaMessages: [
        `Either another account signed, or it signed another hash than ${safeTxHash}, another chain or another Safe.`,
        'Compare the hashes in the report with those on the wallet, and sign again.',
      ],
    })
  }
}

/** The owner has signed this round already. */
export class AlreadySigned extends PlimsollError {
  readonly code = 'ALREADY_SIGNED'

  constructor(readonly owner: Address) {
    super({
      shortMessage: `The owner ${owner} has signed already.`,
      metaMessages: ['Another owner must sign; see `plimsoll proposal show` for who has.'],
    })
  }
}

/** A decision was signed by an account that may not decide. */
export class NotADecider extends PlimsollError {
  readonly code = 'NOT_A_DECIDER'

  constructor(
    readonly signer: Address,
    reason: string,
  ) {
    super({
      shortMessage: `The decision of ${signer} does not count: ${reason}.`,
      metaMessages: ['An owner of the Safe or the guardian must sign it, before its deadline.'],
    })
  }
}
