import type { Address } from 'viem'
import { routeOf } from '../../proposals/routes/registry.js'
import type { ActivityDependencies } from '../dependencies.js'

/** List the Safes of every configured market: an owner may have signed for another one of them by mistake. */
export function configuredSafes({ markets }: Pick<ActivityDependencies, 'markets'>): Address[] {
  return [...markets.values()].flatMap(({ config: { route } }) => routeOf(route).signing?.safe(route) ?? [])
}
