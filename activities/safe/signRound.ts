import type { Address, Hex } from 'viem'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import { kitTransaction, openSafe } from './protocolKit.js'
import { SafeHashMismatch } from './errors.js'

/**
 * Sign a round as an owner with a file key, through protocol-kit (EIP-712).
 *
 * The hash is computed again from the fields before the key is used.
 *
 * @throws {SafeHashMismatch} when the round's stored hash is not the hash of its fields
 */
export async function signRound(input: { rpcUrl: string; round: SigningRound; privateKey: Hex; owner: Address }): Promise<Hex> {
  const { chainId, safe, safeVersion, transaction, hashes } = input.round
  const kit = await openSafe({ rpcUrl: input.rpcUrl, chainId, safe, safeVersion, signer: input.privateKey })
  const unsigned = await kitTransaction(kit, transaction)
  const hash = (await kit.getTransactionHash(unsigned)) as Hex
  if (hash !== hashes.safeTxHash) throw new SafeHashMismatch(hashes.safeTxHash, hash, 'protocol-kit')
  const signature = (await kit.signTransaction(unsigned)).getSignature(input.owner)
  if (signature === undefined) throw new Error(`protocol-kit returned no signature of ${input.owner}; report this`)
  return signature.data as Hex
}
