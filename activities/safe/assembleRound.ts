import type { Hex } from 'viem'
import type { Call } from '../../proposals/call.js'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import type { OwnerSignature } from '../../proposals/safe/signatures.js'
import { encodeExecTransaction } from '../../proposals/safe/encodeExecTransaction.js'
import { sameHex } from '../../core/hex.js'
import { kitSignature, kitTransaction, openSafe } from './protocolKit.js'
import { ExecEncodingMismatch } from './errors.js'

/**
 * Encode the Safe's execTransaction from a round and its owners' signatures, of every kind, through protocol-kit and a second time without it.
 *
 * Reads: the Safe's version, by protocol-kit. Writes nothing.
 *
 * @throws {ExecEncodingMismatch} when the two differ
 * @throws {DuplicateSigner} when an owner is among them twice
 */
export async function assembleRound(input: {
  rpcUrl: string
  round: SigningRound
  signatures: readonly OwnerSignature[]
}): Promise<Call> {
  const { chainId, safe, safeVersion, transaction, hashes } = input.round
  const call = encodeExecTransaction({ safe, transaction, signatures: input.signatures })
  const kit = await openSafe({ rpcUrl: input.rpcUrl, chainId, safe, safeVersion })
  const signed = await kitTransaction(kit, transaction)
  for (const { owner, signature } of input.signatures) signed.addSignature(kitSignature(owner, signature))
  const encoded = (await kit.getEncodedTransaction(signed)) as Hex
  if (!sameHex(encoded, call.data)) throw new ExecEncodingMismatch(hashes.safeTxHash)
  return call
}
