import type { Call } from '../../proposals/call.js'
import type { MarketConfig } from '../../proposals/marketConfig.js'
import { routeFor } from '../../proposals/routes/registry.js'
import { sameHex } from '../../core/hex.js'
import { CallNotRelayed } from './transactionErrors.js'

/**
 * Demand that a call is one that the relayer is there for: to a contract of the market's route, without value.
 *
 * Whoever reaches the engine can hand the relayer's workflow a request; with this rule it can waste gas on the route and nothing else.
 *
 * @throws {CallNotRelayed} for any other call
 */
export function assertRelayed({ route }: Pick<MarketConfig, 'route'>, { to, value }: Pick<Call, 'to' | 'value'>): void {
  const allowed = Object.values(routeFor(route).addresses())
  if (BigInt(value) !== 0n || !allowed.some((address) => sameHex(address, to))) throw new CallNotRelayed(to, value, allowed)
}
