import type { LoadedConfig } from '../../config/loadConfig.js'
import { routeFor } from '../../proposals/routes/registry.js'
import type { Environment } from '../../config/environment.js'

/** Temporal's own variables that hold secrets. */
const TEMPORAL_SECRETS = ['TEMPORAL_API_KEY', 'TEMPORAL_TLS_CLIENT_KEY_DATA']

/** Collect the values of every environment variable that the configuration names: none of them may leave in a text. */
export function knownSecrets({ config }: LoadedConfig, environment: Environment): string[] {
  const names = new Set([
    ...TEMPORAL_SECRETS,
    ...Object.values(config.keys),
    ...config.markets.flatMap(({ market: { chain, route, sources, impliedVolatility = [] } }) => [
      chain.rpcUrlEnv,
      ...routeFor(route)
        .variables()
        .map(({ name }) => name),
      chain.witnessRpcUrlEnv,
      ...[...sources, ...impliedVolatility].flatMap((source) =>
        'baseUrlEnv' in source && source.baseUrlEnv !== undefined ? [source.baseUrlEnv] : [],
      ),
    ]),
  ])
  return [...names].flatMap((name) => (name === undefined ? [] : (environment(name) ?? [])))
}
