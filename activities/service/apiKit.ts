import ApiKitModule from '@safe-global/api-kit'
import type { Address, Hex } from 'viem'
import type { DelegateTypedData } from '../../proposals/safe/delegateTypedData.js'

/** The part of api-kit's client that Plimsoll uses. Answers are unknown until they are parsed. */
export interface ApiKit {
  getTransaction(safeTxHash: string): Promise<unknown>
  getPendingTransactions(
    safe: string,
    options: { readonly currentNonce: string; readonly ordering: string; readonly limit: number },
  ): Promise<unknown>
  getSafeDelegates(filter: { readonly delegateAddress: string; readonly limit: number }): Promise<unknown>
  addSafeDelegate(registration: {
    readonly safeAddress: string
    readonly delegateAddress: string
    readonly delegatorAddress: string
    readonly label: string
    /** Anything that signs typed data: api-kit makes the message itself, by its own clock. */
    readonly signer: { readonly signTypedData: (typedData: DelegateTypedData) => Promise<Hex> }
  }): Promise<unknown>
  proposeTransaction(proposal: {
    readonly safeAddress: Address
    readonly safeTransactionData: Readonly<Record<string, string | number>>
    readonly safeTxHash: string
    readonly senderAddress: Address
    readonly senderSignature: string
    readonly origin: string
  }): Promise<unknown>
  confirmTransaction(safeTxHash: string, signature: string): Promise<unknown>
}

type ApiKitClass = new (config: { chainId: bigint; txServiceUrl?: string; apiKey?: string }) => ApiKit

// api-kit's types break under NodeNext (its default export is not seen as the class): this file is the one place with a cast.
const ApiKitConstructor = (typeof ApiKitModule === 'function'
  ? ApiKitModule
  : (ApiKitModule as { default: unknown }).default) as unknown as ApiKitClass

/** Open api-kit's client. Nothing is sent yet. Without a URL it is Safe's own service, which demands an API key. */
export function openApiKit(input: { chainId: number; url?: string | undefined; apiKey?: string | undefined }): ApiKit {
  return new ApiKitConstructor({
    chainId: BigInt(input.chainId),
    ...(input.url === undefined ? {} : { txServiceUrl: input.url }),
    ...(input.apiKey === undefined ? {} : { apiKey: input.apiKey }),
  })
}
