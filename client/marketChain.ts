import { type ChainClient, chainClient } from '../activities/chain/chainClient.js'
import { type Environment, requiredVariable } from '../config/environment.js'
import { PlimsollError } from '../core/errors/plimsollError.js'
import type { MarketConfig } from '../proposals/marketConfig.js'

/** The environment variable of an RPC node holds no URL that can be called. The value itself is never shown. */
class RpcUrlInvalid extends PlimsollError {
  readonly code = 'RPC_URL_INVALID'
  readonly kind = 'configuration'

  constructor(readonly variable: string) {
    super({
      shortMessage: `The environment variable ${variable} does not hold an http or https URL.`,
      metaMessages: [`Set it to the address of an Ethereum JSON-RPC node: export ${variable}=https://…`],
    })
  }
}

/**
 * Connect to a market's chain and to the witness where one is named. Nothing is sent yet.
 *
 * @throws {EnvironmentVariableMissing} {RpcUrlInvalid} when the named variable holds no URL
 * @example
 * import { loadConfig, marketChain } from 'plimsoll/client'
 *
 * const { config } = await loadConfig('examples/local.yaml')
 * const [{ market }] = config.markets
 * marketChain(market, () => 'http://127.0.0.1:8545').chainId // 31337
 */
export function marketChain({ chain }: Pick<MarketConfig, 'chain'>, environment: Environment): ChainClient {
  const { id: chainId, rpcUrlEnv, witnessRpcUrlEnv } = chain
  const witnessRpcUrl = witnessRpcUrlEnv === undefined ? undefined : rpcUrl(witnessRpcUrlEnv, environment)
  return chainClient({ chainId, rpcUrl: rpcUrl(rpcUrlEnv, environment), witnessRpcUrl })
}

function rpcUrl(variable: string, environment: Environment): string {
  const value = requiredVariable(variable, environment)
  const isUrl = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
  if (!isUrl) throw new RpcUrlInvalid(variable)
  return value
}
