import {
  type Chain,
  type Client,
  createTestClient,
  defineChain,
  type HttpTransport,
  http,
  type PublicActions,
  publicActions,
  type TestActions,
  type WalletActions,
  walletActions,
} from 'viem'

/** The chain id of local systems. */
export const localChainId = 31337

/** What viem calls a client of a local chain: test, public and wallet actions, without a default account. */
export type LocalChainClient = Client<HttpTransport, Chain> &
  TestActions &
  PublicActions<HttpTransport, Chain> &
  WalletActions<Chain, undefined>

/**
 * Make a viem client for a local chain, with test, public and wallet actions.
 *
 * Requests sent in the same tick travel in one HTTP request and are not retried: a local chain that fails has failed.
 *
 * @param rpcUrl - HTTP URL on loopback.
 */
export function testClient(rpcUrl: string, chainId: number = localChainId): LocalChainClient {
  const chain = defineChain({
    id: chainId,
    name: 'Local chain',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  })
  return createTestClient({
    mode: 'anvil',
    chain,
    transport: http(rpcUrl, { retryCount: 0, timeout: 60_000, batch: { batchSize: 100 } }),
    pollingInterval: 20,
    cacheTime: 0,
  })
    .extend(publicActions)
    .extend(walletActions)
}
