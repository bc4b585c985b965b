import { keyDelegate } from '../activities/service/delegate.js'
import { type SafeService, safeService } from '../activities/service/safeService.js'
import { type Environment, requiredVariable } from '../config/environment.js'
import type { MarketConfig } from '../proposals/marketConfig.js'
import { routeOf } from '../proposals/routes/registry.js'

/**
 * Open the Safe Transaction Service of a market. Nothing is sent yet.
 *
 * @returns null where none is configured
 * @throws {EnvironmentVariableMissing} when the variable of the address, the API key or the delegate's key is not set
 * @throws {InvalidPrivateKey} {ServiceUrlInvalid} {ServiceKeyMissing} {ServiceUnknownForChain} when what is configured cannot be used
 */
export function marketService(
  { chain, route }: Pick<MarketConfig, 'chain' | 'route'>,
  environment: Environment,
): SafeService | null {
  const service = routeOf(route).signing?.service(route) ?? null
  if (service === null) return null
  const { urlEnv, apiKeyEnv, delegateKeyEnv } = service
  const required = (variable: string) => requiredVariable(variable, environment)
  return safeService({
    chainId: chain.id,
    url: urlEnv === undefined ? undefined : { value: required(urlEnv), variable: urlEnv },
    apiKey: apiKeyEnv === undefined ? undefined : required(apiKeyEnv),
    delegate: keyDelegate(required(delegateKeyEnv), delegateKeyEnv),
  })
}
