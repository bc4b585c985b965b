import type { Address, Hex } from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'

/** protocol-kit and Plimsoll disagree about the hash that owners would sign. Nothing is offered for signing. */
export class SafeHashMismatch extends PlimsollError {
  readonly code = 'SAFE_HASH_MISMATCH'
  readonly kind = 'failed'

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
  readonly kind = 'refused'

  constructor(
    readonly signer: Address,
    safe: Address,
    safeTxHash: Hex,
  ) {
    super({
      shortMessage: `The signature recovers to ${signer}, which is not an owner of the Safe ${safe}.`,
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
  readonly kind = 'refused'

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
  readonly kind = 'refused'

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

/** An owner signed the same transaction for another chain. */
export class SignatureForAnotherChain extends PlimsollError {
  readonly code = 'SIGNATURE_FOR_ANOTHER_CHAIN'
  readonly kind = 'refused'

  constructor(
    readonly owner: Address,
    readonly signedChainId: number,
    readonly chainId: number,
  ) {
    super({
      shortMessage: `${owner} signed this transaction for chain ${signedChainId}; the Safe is on chain ${chainId}.`,
      metaMessages: [`Switch the wallet to chain ${chainId}, compare the domain hash with the report, and sign again.`],
    })
  }
}

/** An owner signed the same transaction for another Safe. */
export class SignatureForAnotherSafe extends PlimsollError {
  readonly code = 'SIGNATURE_FOR_ANOTHER_SAFE'
  readonly kind = 'refused'

  constructor(
    readonly owner: Address,
    readonly signedSafe: Address,
    readonly safe: Address,
  ) {
    super({
      shortMessage: `${owner} signed this transaction for the Safe ${signedSafe}; it is of the Safe ${safe}.`,
      metaMessages: [`Open ${safe} in the wallet, compare the domain hash with the report, and sign again.`],
    })
  }
}

/** An owner signed the same transaction with another nonce. */
export class SignatureForAnotherNonce extends PlimsollError {
  readonly code = 'SIGNATURE_FOR_ANOTHER_NONCE'
  readonly kind = 'refused'

  constructor(
    readonly owner: Address,
    readonly signedNonce: string,
    readonly nonce: string,
  ) {
    super({
      shortMessage: `${owner} signed this transaction with nonce ${signedNonce}; its nonce is ${nonce}.`,
      metaMessages: [
        "Leave the nonce as it is proposed: the rejection and the report are bound to it. Sign with the proposal's own nonce.",
      ],
    })
  }
}

/** The Safe has executed another transaction with the nonce: the bytes can never be executed. */
export class SafeNonceUsed extends PlimsollError {
  readonly code = 'SAFE_NONCE_USED'
  readonly kind = 'refused'

  constructor(
    readonly nonce: string,
    readonly safeNonce: string,
  ) {
    super({
      shortMessage: `The Safe's nonce is ${safeNonce} already; this transaction has nonce ${nonce} and can never be executed.`,
      metaMessages: [
        'It was executed, rejected or superseded meanwhile: see `plimsoll proposal show`. If the change is still wanted, run `plimsoll recalibrate`.',
      ],
    })
  }
}

/** Transactions with lower nonces must be executed first. Waiting helps. */
export class SafeNonceNotReached extends PlimsollError {
  readonly code = 'SAFE_NONCE_NOT_REACHED'
  readonly kind = 'refused'
  override readonly retryable = true

  constructor(
    readonly nonce: string,
    readonly safeNonce: string,
  ) {
    super({
      shortMessage: `The Safe's nonce is ${safeNonce}; this transaction has nonce ${nonce} and waits for those before it.`,
      metaMessages: ['Execute or reject the transactions that are queued in the Safe before this one.'],
    })
  }
}

/** The chain does not know the approval that was claimed. */
export class HashNotApproved extends PlimsollError {
  readonly code = 'HASH_NOT_APPROVED'
  readonly kind = 'refused'

  constructor(
    readonly owner: Address,
    safe: Address,
    safeTxHash: Hex,
  ) {
    super({
      shortMessage: `${owner} has not approved the hash ${safeTxHash} on chain.`,
      metaMessages: [
        `Send approveHash(${safeTxHash}) from ${owner} to the Safe ${safe}, wait until it is mined, and hand it in again.`,
      ],
    })
  }
}

/** The contract that is an owner does not confirm the signature. */
export class ContractSignatureRejected extends PlimsollError {
  readonly code = 'CONTRACT_SIGNATURE_REJECTED'
  readonly kind = 'refused'

  constructor(
    readonly owner: Address,
    safeTxHash: Hex,
  ) {
    super({
      shortMessage: `The contract ${owner} does not confirm the signature over ${safeTxHash} (EIP-1271 isValidSignature).`,
      metaMessages: [
        `Where ${owner} is a Safe, as many of its owners as its threshold sign its message, and their signatures are joined in ascending order.`,
        'Either a signature is missing, over another message, or the account is not a contract that can confirm one.',
      ],
    })
  }
}

/** An account that signed is not an owner of the Safe any longer. */
export class OwnerRemoved extends PlimsollError {
  readonly code = 'OWNER_REMOVED'
  readonly kind = 'refused'

  constructor(
    readonly owner: Address,
    safe: Address,
  ) {
    super({
      shortMessage: `${owner} signed and is not an owner of the Safe ${safe} any longer: the signature does not count.`,
      metaMessages: ['Another owner must sign; see `plimsoll proposal show` for who has. The other signatures stay.'],
    })
  }
}

/** What is left of the collected signatures does not reach the Safe's threshold. Nothing was sent. */
export class TooFewSignatures extends PlimsollError {
  readonly code = 'TOO_FEW_SIGNATURES'
  readonly kind = 'refused'

  constructor(
    readonly valid: number,
    readonly threshold: number,
    lost: readonly { readonly owner: Address; readonly reason: string }[],
  ) {
    super({
      shortMessage: `${valid} of the collected signatures count; the Safe demands ${threshold}.`,
      metaMessages: [...lost.map(({ reason }) => reason), 'Nothing was sent. Collect the missing signatures from other owners.'],
    })
  }
}

/** protocol-kit and Plimsoll put the same signatures together differently. Nothing is sent. */
export class ExecEncodingMismatch extends PlimsollError {
  readonly code = 'EXEC_ENCODING_MISMATCH'
  readonly kind = 'failed'

  constructor(safeTxHash: Hex) {
    super({
      shortMessage: `protocol-kit encodes execTransaction of ${safeTxHash} differently than it is encoded here.`,
      metaMessages: ['Nothing was sent. Execute it in the Safe application, and report this.'],
    })
  }
}
