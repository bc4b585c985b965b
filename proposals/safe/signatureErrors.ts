import type { Address } from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A signature is not 65 bytes r, s, v of an ECDSA signature. */
export class MalformedSignature extends PlimsollError {
  readonly code = 'MALFORMED_SIGNATURE'

  constructor(why: string) {
    super({
      shortMessage: `The signature is not usable: ${why}.`,
      metaMessages: ['Give the 65 bytes (r, s, v) that the wallet returned for the Safe transaction, as 0x and 130 hex digits.'],
    })
  }
}

/** A signature is of a kind that Plimsoll cannot check offline. */
export class UnsupportedSignatureKind extends PlimsollError {
  readonly code = 'UNSUPPORTED_SIGNATURE_KIND'
  readonly kind: 'contract' | 'approvedHash'

  constructor(kind: 'contract' | 'approvedHash') {
    const name = kind === 'contract' ? 'an EIP-1271 contract signature (v 0)' : 'an approved hash (v 1)'
    super({
      shortMessage: `This is ${name}, which is not collected here.`,
      metaMessages: ['Sign with an owner that is an account with a key, or execute the transaction in the Safe application.'],
    })
    this.kind = kind
  }
}

/** A signature is by somebody who is no owner of the Safe, or over another hash. */
export class SignerNotOwner extends PlimsollError {
  readonly code = 'SIGNER_NOT_OWNER'
  readonly signer: Address
  readonly owners: readonly Address[]

  constructor(signer: Address, owners: readonly Address[]) {
    super({
      shortMessage: `The signature recovers to ${signer}, which is no owner of the Safe.`,
      metaMessages: [
        `Owners: ${owners.join(', ')}.`,
        'Either the account is no owner, or it signed another hash: compare the safeTxHash on the wallet with the one in the report.',
      ],
    })
    this.signer = signer
    this.owners = owners
  }
}

/** Two signatures of one owner were given for one transaction. */
export class DuplicateSigner extends PlimsollError {
  readonly code = 'DUPLICATE_SIGNER'
  readonly signer: Address

  constructor(signer: Address) {
    super({
      shortMessage: `${signer} has signed twice; each owner counts once.`,
      metaMessages: ['Leave one of the two signatures out.'],
    })
    this.signer = signer
  }
}
