import type { Address } from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A signature is not 65 bytes r, s, v of an ECDSA signature. */
export class MalformedSignature extends PlimsollError {
  readonly code = 'MALFORMED_SIGNATURE'
  readonly kind = 'refused'

  constructor(why: string) {
    super({
      shortMessage: `The signature is not usable: ${why}.`,
      metaMessages: ['Give the 65 bytes (r, s, v) that the wallet returned for the Safe transaction, as 0x and 130 hex digits.'],
    })
  }
}

/** Kinds of signature that are told apart by name, each with what to do instead. */
const REFUSED_KINDS = {
  contract: {
    name: 'an EIP-1271 contract signature (v 0)',
    remedy: "Hand it in as the contract owner's: {kind: 'contract', owner, data}. Here an account's own signature is needed.",
  },
  approvedHash: {
    name: 'an approved hash (v 1)',
    remedy:
      "Hand it in as {kind: 'approvedHash', owner}, once `approveHash` is on chain. Here an account's own signature is needed.",
  },
  compact: {
    name: 'an EIP-2098 compact signature (64 bytes)',
    remedy: 'A Safe does not take it: give r, s and v, which are 65 bytes.',
  },
  undeployedContract: {
    name: 'an ERC-6492 signature of a contract that is not deployed',
    remedy: 'An owner that is a contract must be deployed before it can confirm a signature (EIP-1271).',
  },
  several: {
    name: 'more than one signature in one',
    remedy: "Hand in each owner's signature by itself.",
  },
} as const

/** Name of a kind of signature that is refused. */
export type RefusedSignatureKind = keyof typeof REFUSED_KINDS

/** A signature is of a kind that is not taken here. */
export class UnsupportedSignatureKind extends PlimsollError {
  readonly code = 'UNSUPPORTED_SIGNATURE_KIND'
  readonly kind = 'refused'
  readonly signatureKind: RefusedSignatureKind

  constructor(kind: RefusedSignatureKind) {
    const { name, remedy } = REFUSED_KINDS[kind]
    super({ shortMessage: `This is ${name}, which is not taken here.`, metaMessages: [remedy] })
    this.signatureKind = kind
  }
}

/** A signature is by somebody who is not an owner of the Safe, or over another hash. */
export class SignerNotOwner extends PlimsollError {
  readonly code = 'SIGNER_NOT_OWNER'
  readonly kind = 'refused'
  readonly signer: Address
  readonly owners: readonly Address[]

  constructor(signer: Address, owners: readonly Address[]) {
    super({
      shortMessage: `The signature recovers to ${signer}, which is not an owner of the Safe.`,
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
  readonly kind = 'refused'
  readonly signer: Address

  constructor(signer: Address) {
    super({
      shortMessage: `${signer} has signed twice; each owner counts once.`,
      metaMessages: ['Leave one of the two signatures out.'],
    })
    this.signer = signer
  }
}
