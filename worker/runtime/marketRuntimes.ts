import { resolve } from 'node:path'
import { type ChainClient, chainClient } from '../../activities/chain/chainClient.js'
import { keyRelayer } from '../../activities/chain/keyRelayer.js'
import type { Relayer } from '../../activities/chain/relayer.js'
import type { MarketRuntime } from '../../activities/dependencies.js'
import { createSource } from '../../activities/ingest/createSource.js'
import { createImpliedSource } from '../../activities/ingest/implied/createImpliedSource.js'
import { EnvironmentVariableMissing } from '../../config/environmentVariableMissing.js'
import type { LoadedConfig } from '../../config/loadConfig.js'
import type { MarketId } from '../../core/units/marketId.js'
import type { MarketConfig } from '../../proposals/marketConfig.js'
import { absentRelayer } from './absentRelayer.js'
import { marketService } from './marketService.js'
import { RpcUrlInvalid } from './rpcUrlInvalid.js'

/** Reads an environment variable; undefined when it is not set or empty. */
export type Environment = (name: string) => string | undefined

/**
 * Give every configured market its connections. Nothing is read or sent yet.
 *
 * @param needsRelayer - whether the process sends transactions; without it the key is not asked for, and signing fails by name
 * @throws {EnvironmentVariableMissing} when the variable of an RPC node or of the relayer's key is not set
 * @throws {RpcUrlInvalid} when an RPC node's variable holds no URL
 * @throws {InvalidPrivateKey} when the relayer's or the delegate's variable holds no private key
 */
export function createMarketRuntimes(
  loaded: LoadedConfig,
  { environment, needsRelayer }: { readonly environment: Environment; readonly needsRelayer: boolean },
): ReadonlyMap<MarketId, MarketRuntime> {
  const relayer = needsRelayer ? configuredRelayer(loaded, environment) : absentRelayer
  return new Map(
    loaded.config.markets.map(({ market }) => {
      const service = needsRelayer ? marketService(market, environment) : null
      return [market.id, { ...runtimeOf(market, loaded.baseDir, environment, relayer), service }]
    }),
  )
}

function runtimeOf(
  config: MarketConfig,
  baseDir: string,
  environment: Environment,
  relayer: Relayer,
): Omit<MarketRuntime, 'service'> {
  return {
    config,
    chain: marketChain(config, environment),
    sources: config.sources.map((source) => createSource(source, { baseDir, environment })),
    impliedSources: (config.impliedVolatility ?? []).map((source) => createImpliedSource(source, { baseDir, environment })),
    relayer,
    ...(config.backtest === undefined ? {} : { backtestFile: resolve(baseDir, config.backtest) }),
  }
}

/**
 * Connect to a market's chain and to the witness where one is named. Nothing is sent yet.
 *
 * @throws {EnvironmentVariableMissing} {RpcUrlInvalid} when the named variable holds no URL
 */
export function marketChain({ chain }: Pick<MarketConfig, 'chain'>, environment: Environment): ChainClient {
  const { id: chainId, rpcUrlEnv, witnessRpcUrlEnv } = chain
  const witnessRpcUrl = witnessRpcUrlEnv === undefined ? undefined : rpcUrl(witnessRpcUrlEnv, environment)
  return chainClient({ chainId, rpcUrl: rpcUrl(rpcUrlEnv, environment), witnessRpcUrl })
}

function configuredRelayer({ config }: LoadedConfig, environment: Environment): Relayer {
  const { relayerKeyEnv } = config.keys
  return keyRelayer(required(relayerKeyEnv, environment), relayerKeyEnv)
}

function rpcUrl(variable: string, environment: Environment): string {
  const value = required(variable, environment)
  const isUrl = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
  if (!isUrl) throw new RpcUrlInvalid(variable)
  return value
}

function required(variable: string, environment: Environment): string {
  const value = environment(variable)
  if (value === undefined) throw new EnvironmentVariableMissing(variable)
  return value
}
