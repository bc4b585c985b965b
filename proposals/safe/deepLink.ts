import type { Address, Hex } from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import { CHAIN_SHORT_NAMES } from './chainShortNames.js'

/** No page of Safe{Wallet} is known for the chain. */
export class NoSafeWallet extends PlimsollError {
  readonly code = 'NO_SAFE_WALLET'
  readonly kind = 'notFound'

  constructor(readonly chainId: number) {
    super({
      shortMessage: `No page of Safe{Wallet} is known for chain ${chainId}.`,
      metaMessages: [
        'Sign with `plimsoll proposal sign`, or load the file of `plimsoll proposal export` where the Safe is at home.',
      ],
    })
  }
}

/**
 * Make the address of a transaction's page in Safe{Wallet}. The page shows it once the Transaction Service has it.
 *
 * @throws {NoSafeWallet} when no page is known for the chain.
 * @source Safe{Wallet} (`/transactions/tx`); short names by EIP-3770
 * @example
 * import { deepLink } from 'plimsoll/proposals'
 *
 * const safe = '0x399c61b017A871181d8B6C418c93a8bB361E3Db8'
 * const safeTxHash = `0x${'33'.repeat(32)}`
 * deepLink({ chainId: 1, safe, safeTxHash }).split('?')[0] // 'https://app.safe.global/transactions/tx'
 */
export function deepLink({ chainId, safe, safeTxHash }: { chainId: number; safe: Address; safeTxHash: Hex }): string {
  const shortName = CHAIN_SHORT_NAMES.get(chainId)
  if (shortName === undefined) throw new NoSafeWallet(chainId)
  return `https://app.safe.global/transactions/tx?safe=${shortName}:${safe}&id=multisig_${safe}_${safeTxHash}`
}
