import type { Address } from 'viem'

/** EIP-712 typed data of a delegate's registration, as `signTypedData` of viem and of wallets takes it. */
export interface DelegateTypedData {
  readonly domain: { readonly name: 'Safe Transaction Service'; readonly version: '1.0'; readonly chainId: number }
  readonly types: {
    readonly Delegate: readonly [
      { readonly name: 'delegateAddress'; readonly type: 'address' },
      { readonly name: 'totp'; readonly type: 'uint256' },
    ]
  }
  readonly primaryType: 'Delegate'
  readonly message: { readonly delegateAddress: Address; readonly totp: bigint }
}

/**
 * Lay out what an owner signs to let an account propose through the Transaction Service. It gives no say over the Safe.
 *
 * @param unixSeconds - the service takes the hour of its own clock and the one before
 * @source Safe Transaction Service (`DelegateSignatureHelperV2`); npm `@safe-global/api-kit` (`signDelegate`)
 */
export function delegateTypedData({
  chainId,
  delegate,
  unixSeconds,
}: {
  chainId: number
  delegate: Address
  unixSeconds: number
}): DelegateTypedData {
  return {
    domain: { name: 'Safe Transaction Service', version: '1.0', chainId },
    types: {
      Delegate: [
        { name: 'delegateAddress', type: 'address' },
        { name: 'totp', type: 'uint256' },
      ],
    },
    primaryType: 'Delegate',
    message: { delegateAddress: delegate, totp: BigInt(Math.floor(unixSeconds / 3_600)) },
  }
}
