import type { z } from 'zod'
import { registry } from '../../core/registry.js'
import type { Authority } from '../targets/authority.js'
import type { Call } from '../call.js'
import type { ReadPlan } from '../read/readPlan.js'
import { UnknownRoute } from './errors.js'
import type { RouteFinding } from './finding.js'
import type { Deciders, Route, RouteConfig, RouteState } from './route.js'
import type { RouteBinding } from './routeBinding.js'
import { safeTimelockRoute } from './safeTimelock/safeTimelockRoute.js'

/** Every route. A new one is a folder and a line here: configuration, evidence and proposal take their forms from its entry. */
export const ROUTES = registry<Route>([safeTimelockRoute])

/**
 * Find the route that a part is of, by its `kind`: what is asked about a bound proposal is asked of the route that it was bound to, whatever the
 * configuration names by now.
 *
 * @throws {UnknownRoute} when there is none
 */
export function routeOf({ kind }: { readonly kind: string }): Route {
  const found = ROUTES.find(kind)
  if (found !== undefined) return found
  throw new UnknownRoute(
    kind,
    ROUTES.all().map((route) => route.kind),
  )
}

/** A route with its configuration bound: what activities and the CLI call. */
export interface BoundRoute extends Omit<Route, 'addresses' | 'variables' | 'statePlan' | 'bind' | 'deciders' | 'findings'> {
  readonly config: RouteConfig
  addresses(): Readonly<Record<string, `0x${string}`>>
  variables(): ReturnType<Route['variables']>
  statePlan(): ReadPlan<RouteState>
  bind(input: { state: RouteState; chainId: number; calls: readonly Call[]; proposalId: `0x${string}` }): RouteBinding
  deciders(state: RouteState): Deciders
  findings(input: { state: RouteState; authorities: readonly Authority[] }): readonly RouteFinding[]
}

/**
 * Bind the route that a configuration names.
 *
 * @throws {UnknownRoute} when there is none
 */
export function routeFor(config: RouteConfig): BoundRoute {
  const route = routeOf(config)
  return {
    ...route,
    config,
    addresses: () => route.addresses(config),
    variables: () => route.variables(config),
    statePlan: () => route.statePlan(config),
    bind: (input) => route.bind({ config, ...input }),
    deciders: (state) => route.deciders({ config, state }),
    findings: (input) => route.findings({ config, ...input }),
  }
}

/** A route's part of the configuration. */
export const routeConfigSchema: z.ZodType<RouteConfig> = ROUTES.schema('kind', ({ forms }) => forms.config)

/** A route as the chain had it at drafting. */
export const routeStateSchema: z.ZodType<RouteState> = ROUTES.schema('kind', ({ forms }) => forms.state)

/** A route's part of a proposal. */
export const routeBindingSchema: z.ZodType<RouteBinding> = ROUTES.schema('kind', ({ forms }) => forms.binding)
