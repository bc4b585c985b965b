import type { Address } from 'viem'
import type { ChainClient } from '../activities/chain/chainClient.js'
import { PlimsollError } from '../core/errors/plimsollError.js'
import type { MarketConfig } from '../proposals/marketConfig.js'
import { targetFor } from '../proposals/targets/registry.js'
import { routeFor } from '../proposals/routes/registry.js'

/** A configured address has no contract on the chain. */
export class CodeMissing extends PlimsollError {
  readonly code = 'CODE_MISSING'
  readonly kind = 'chain'

  constructor(chainId: number, missing: readonly { readonly field: string; readonly address: Address }[]) {
    super({
      shortMessage: `Chain ${chainId} has no contract at ${missing.length === 1 ? 'a configured address' : `${missing.length} configured addresses`}.`,
      metaMessages: [
        ...missing.map(({ field, address }) => `${field}: ${address} has no code.`),
        'Correct the address, or point chain.rpcUrlEnv at the right chain.',
      ],
    })
  }
}

/**
 * Make sure that every configured contract is there. The guardian may be an account without code.
 *
 * @throws {CodeMissing} naming every field whose address has none
 */
export async function assertCode(config: MarketConfig, { client, chainId }: ChainClient): Promise<void> {
  const { target, route, assets } = config
  const contracts = [
    ...Object.entries(targetFor(target).configured()).map(([name, address]) => ({ field: `target.${name}`, address })),
    ...Object.entries(routeFor(route).addresses()).map(([name, address]) => ({ field: `route.${name}`, address })),
    ...assets.map(({ symbol, address }) => ({ field: `assets ${symbol}`, address })),
  ]
  const codes = await Promise.all(contracts.map(({ address }) => client.getCode({ address })))
  const missing = contracts.filter((_, i) => (codes[i] ?? '0x') === '0x')
  if (missing.length > 0) throw new CodeMissing(chainId, missing)
}
