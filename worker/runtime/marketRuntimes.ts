import { resolve } from 'node:path'
import { zeroAddress } from 'viem'
import { keyRelayer, type Relayer } from '../../activities/chain/relayer.js'
import type { MarketRuntime } from '../../activities/dependencies.js'
import { createSource } from '../../activities/sources/createSource.js'
import { createImpliedSource } from '../../activities/sources/implied/createImpliedSource.js'
import { marketChain } from '../../client/marketChain.js'
import { marketService } from '../../client/marketService.js'
import { type Environment, requiredVariable } from '../../config/environment.js'
import type { LoadedConfig } from '../../config/loadConfig.js'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import type { MarketId } from '../../core/units/marketId.js'
import type { MarketConfig } from '../../proposals/marketConfig.js'

/** A process without the relayer's key was asked to send a transaction. */
class RelayerAbsent extends PlimsollError {
  readonly code = 'RELAYER_ABSENT'
  readonly kind = 'configuration'

  constructor() {
    super({
      shortMessage: "This process has no relayer: it was not started to serve the chain's task queue.",
      metaMessages: ['Run `plimsoll worker --queues chain` with the variable that keys.relayerKeyEnv names.'],
    })
  }
}

/** Stand in where nothing is ever sent: signing fails by name. */
const absentRelayer: Relayer = {
  address: zeroAddress,
  signTransaction: () => Promise.reject(new RelayerAbsent()),
}

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

function configuredRelayer({ config }: LoadedConfig, environment: Environment): Relayer {
  const { relayerKeyEnv } = config.keys
  return keyRelayer(requiredVariable(relayerKeyEnv, environment), relayerKeyEnv)
}
