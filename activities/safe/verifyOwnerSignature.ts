import type { Address } from 'viem'
import type { ReadBlock } from '../../proposals/read/readPlan.js'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import { approvedHashPlan, contractSignaturePlan } from '../../proposals/safe/contractSignaturePlan.js'
import { foreignSignature } from '../../proposals/safe/foreignSignature.js'
import { parseSignature } from '../../proposals/safe/parseSignature.js'
import { SignerNotOwner } from '../../proposals/safe/signatureErrors.js'
import {
  approvedHashSignature,
  attributeSignature,
  contractSignature,
  type OwnerSignature,
  type SignatureInput,
} from '../../proposals/safe/signatures.js'
import type { ChainClient } from '../chain/chainClient.js'
import { runReadPlan } from '../chain/runReadPlan.js'
import {
  ContractSignatureRejected,
  HashNotApproved,
  NotAnOwner,
  SignatureForAnotherChain,
  SignatureForAnotherNonce,
  SignatureForAnotherSafe,
} from './errors.js'

/** What a signature is verified against. */
export interface SignatureContext {
  readonly chain: ChainClient
  readonly round: SigningRound
  /** The Safe's owners at `block`. */
  readonly owners: readonly Address[]
  readonly block: ReadBlock
  /** Safes that an owner may have signed for by mistake. */
  readonly otherSafes: readonly Address[]
}

/**
 * Find out which owner a signature is of, and that the Safe will take it: recovered where an account signed, confirmed by the contract
 * (EIP-1271) or by the Safe's `approvedHashes` otherwise. The name of an owner in the input is never believed.
 *
 * Reads: the owner's contract or the Safe at the given block. Writes nothing.
 *
 * @returns the owner and the signature as bytes that stand alone: 65, or more of a contract's
 * @throws {NotAnOwner} when it is of somebody else, or over something that cannot be told
 * @throws {SignatureForAnotherChain} {SignatureForAnotherSafe} {SignatureForAnotherNonce} when it is of an owner over these
 * @throws {ContractSignatureRejected} {HashNotApproved} when the chain does not confirm it
 * @throws {MalformedSignature} {UnsupportedSignatureKind} when a Safe does not accept its form
 */
export async function verifyOwnerSignature(context: SignatureContext, input: SignatureInput): Promise<OwnerSignature> {
  const { chain, round, owners, block } = context
  const { safe, safeVersion, hashes } = round
  const { safeTxHash } = hashes
  const parsed = parseSignature(input)
  switch (parsed.kind) {
    case 'ecdsa':
      return attributed(context, parsed.signature)
    case 'contract': {
      const { owner, data } = parsed
      assertOwner(owner, owners, round)
      const plan = contractSignaturePlan({ safe, owner, version: safeVersion, hashes, data })
      const { value: isConfirmed } = await runReadPlan(chain.client, plan, { block })
      if (!isConfirmed) throw new ContractSignatureRejected(owner, safeTxHash)
      return { owner, signature: contractSignature({ owner, data }) }
    }
    case 'approvedHash': {
      const { owner } = parsed
      assertOwner(owner, owners, round)
      const { value: isApproved } = await runReadPlan(chain.client, approvedHashPlan({ safe, owner, safeTxHash }), { block })
      if (!isApproved) throw new HashNotApproved(owner, safe, safeTxHash)
      return { owner, signature: approvedHashSignature(owner) }
    }
  }
}

async function attributed(
  { round, owners, otherSafes }: SignatureContext,
  signature: OwnerSignature['signature'],
): Promise<OwnerSignature> {
  const { chainId, safe, safeVersion: version, transaction, hashes } = round
  try {
    return await attributeSignature({ safeTxHash: hashes.safeTxHash, signature, owners })
  } catch (error) {
    if (!(error instanceof SignerNotOwner)) throw error
    const found = await foreignSignature({ chainId, safe, version, transaction, signature, owners, safes: otherSafes })
    switch (found?.kind) {
      case 'chain':
        throw new SignatureForAnotherChain(found.owner, found.chainId, chainId)
      case 'safe':
        throw new SignatureForAnotherSafe(found.owner, found.safe, safe)
      case 'nonce':
        throw new SignatureForAnotherNonce(found.owner, found.nonce, transaction.nonce)
      case undefined:
        throw new NotAnOwner(error.signer, safe, hashes.safeTxHash)
    }
  }
}

function assertOwner(account: Address, owners: readonly Address[], { safe, hashes }: SigningRound): void {
  if (!owners.includes(account)) throw new NotAnOwner(account, safe, hashes.safeTxHash)
}
