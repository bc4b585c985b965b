import { type Address, type Hex, recoverTypedDataAddress, type TypedDataDomain } from 'viem'
import { z } from 'zod'
import { hash32Schema, uintStringSchema } from '../core/schemas/wire.js'
import { normaliseSignature } from './safe/signatures.js'
import { MalformedSignature } from './safe/signatureErrors.js'

/** A reviewer's word on a proposal, signed off chain. It never stands in for a signature over the Safe transaction. */
export const decisionSchema = z.strictObject({
  proposalId: hash32Schema,
  verdict: z.enum(['approve', 'reject']),
  /** Why, in the reviewer's words. */
  reason: z.string().max(500),
  /** Chain time in seconds after which the decision no longer counts. */
  deadline: uintStringSchema,
})

/** @see decisionSchema */
export type DecisionMessage = z.infer<typeof decisionSchema>

const DECISION_TYPES = {
  Decision: [
    { name: 'proposalId', type: 'bytes32' },
    { name: 'verdict', type: 'string' },
    { name: 'reason', type: 'string' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

/** EIP-712 typed data of a decision, as `signTypedData` of viem and of wallets takes it. */
export interface DecisionTypedData {
  readonly domain: TypedDataDomain
  readonly types: typeof DECISION_TYPES
  readonly primaryType: 'Decision'
  readonly message: {
    readonly proposalId: Hex
    readonly verdict: string
    readonly reason: string
    readonly deadline: bigint
  }
}

/**
 * Lay out what a reviewer signs.
 *
 * @source EIP-712; domain {name: Plimsoll, version: 1, chainId}
 * @example
 * import { decisionTypedData } from 'plimsoll/proposals'
 *
 * const proposalId = `0x${'22'.repeat(32)}`
 * const decision = { proposalId, verdict: 'reject', reason: 'The feed is being replaced.', deadline: '1700000000' }
 * decisionTypedData({ chainId: 1, decision }).message.deadline // 1700000000n
 */
export function decisionTypedData({ chainId, decision }: { chainId: number; decision: DecisionMessage }): DecisionTypedData {
  return {
    domain: { name: 'Plimsoll', version: '1', chainId },
    types: DECISION_TYPES,
    primaryType: 'Decision',
    message: {
      proposalId: decision.proposalId,
      verdict: decision.verdict,
      reason: decision.reason,
      deadline: BigInt(decision.deadline),
    },
  }
}

/**
 * Recover who signed a decision. Another chain, proposal or word recovers to an account that nobody has: compare with who may decide.
 *
 * @throws {MalformedSignature} when it is no signature at all.
 * @throws {UnsupportedSignatureKind} when it is a contract's signature.
 */
export async function recoverDecider({
  chainId,
  decision,
  signature,
}: {
  chainId: number
  decision: DecisionMessage
  signature: Hex
}): Promise<Address> {
  const normal = normaliseSignature(signature)
  try {
    return await recoverTypedDataAddress({ ...decisionTypedData({ chainId, decision }), signature: normal })
  } catch {
    throw new MalformedSignature('no account can have made it')
  }
}
