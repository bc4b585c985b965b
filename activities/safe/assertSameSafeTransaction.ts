import type { SigningRound } from '../../proposals/routes/signingRound.js'
import type { ChainClient } from '../chain/chainClient.js'
import { kitTransaction, openSafe } from './protocolKit.js'
import { SafeHashMismatch } from './safeErrors.js'

/**
 * Build every round's transaction a second time with protocol-kit and compare the hashes.
 *
 * @throws {SafeHashMismatch} when the two disagree
 */
export async function assertSameSafeTransaction(chain: ChainClient, rounds: readonly SigningRound[]): Promise<void> {
  for (const { safe, safeVersion, transaction, hashes } of rounds) {
    const kit = await openSafe({ rpcUrl: chain.rpcUrl, chainId: chain.chainId, safe, safeVersion })
    const hash = (await kit.getTransactionHash(await kitTransaction(kit, transaction))) as `0x${string}`
    if (hash !== hashes.safeTxHash) throw new SafeHashMismatch(hashes.safeTxHash, hash, 'protocol-kit')
  }
}
