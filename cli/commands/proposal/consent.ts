import { CommanderError } from 'commander'
import type { Address, Hex } from 'viem'
import { MalformedSignature } from '../../../proposals/safe/signatureErrors.js'
import { normaliseSignature, type SignatureInput, signatureInputSchema } from '../../../proposals/safe/signatures.js'
import type { Session } from '../../session.js'
import { signingKey, type SigningKey } from '../../signingKey.js'

/** Options of `proposal sign`. */
export interface SignOptions {
  readonly keyEnv?: string
  readonly signature?: string
  readonly contractOwner?: Address
  readonly approvedHash?: Address
  readonly reject?: boolean
  readonly yes?: boolean
}

/** How an owner gives consent at the command line: by a key that signs here, or by what was made elsewhere. */
export type Consent =
  | { readonly kind: 'key'; readonly key: SigningKey }
  | { readonly kind: 'bytes'; readonly signature: Hex }
  | Exclude<SignatureInput, string>

/**
 * Take the consent from the options of `proposal sign`.
 *
 * @throws {CommanderError} when the options do not name exactly one way
 * @throws {MalformedSignature} {UnsupportedSignatureKind} when what was handed in can be no signature of its kind
 * @throws whatever `signingKey` throws
 */
export function consentOf(session: Session, { keyEnv, signature, contractOwner, approvedHash }: SignOptions): Consent {
  const ways = [keyEnv, signature, approvedHash].filter((way) => way !== undefined)
  if (ways.length !== 1) throw usage('give one of --key-env, --signature and --approved-hash')
  if (contractOwner !== undefined && signature === undefined)
    throw usage('--contract-owner goes with --signature: what the contract accepts as one')
  if (keyEnv !== undefined) return { kind: 'key', key: signingKey(session, keyEnv) }
  if (approvedHash !== undefined) return { kind: 'approvedHash', owner: approvedHash }
  if (contractOwner === undefined) return { kind: 'bytes', signature: normaliseSignature(signature ?? '') }
  const parsed = signatureInputSchema.safeParse({ kind: 'contract', owner: contractOwner, data: signature })
  if (!parsed.success || typeof parsed.data === 'string' || parsed.data.kind !== 'contract')
    throw new MalformedSignature("a contract's is 0x and whole bytes in hex, 8,192 at most")
  return parsed.data
}

/** Tell which owner a consent names by itself; null where only the signature tells. */
export function namedOwner(consent: Consent): Address | null {
  switch (consent.kind) {
    case 'key':
      return consent.key.account.address
    case 'bytes':
      return null
    case 'contract':
    case 'approvedHash':
      return consent.owner
  }
}

function usage(message: string): CommanderError {
  return new CommanderError(2, 'plimsoll.signer', message)
}
