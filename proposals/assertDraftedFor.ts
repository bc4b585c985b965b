import { PlimsollError } from '../core/errors/plimsollError.js'
import { sameHex } from '../core/hex.js'
import type { MarketConfig } from './marketConfig.js'
import { routeFor } from './routes/registry.js'
import { targetFor } from './targets/registry.js'

/** The configuration names another route or target than the one that an open proposal was drafted for. */
class DraftedForAnother extends PlimsollError {
  readonly code = 'DRAFTED_FOR_ANOTHER'
  readonly kind = 'failed'

  constructor(what: string, drafted: string, configured: string) {
    super({
      shortMessage: `The proposal was drafted for the ${what} ${drafted}; this worker's configuration names ${configured}.`,
      metaMessages: [
        'It is neither signed nor sent. Restore the configuration to continue; or reject it, or let it expire, with the old configuration.',
      ],
    })
  }
}

type Way = Pick<MarketConfig, 'route' | 'target'>

/**
 * Demand that a configuration still names the route and the target that a proposal was drafted for. Thresholds, delays and the guardian are not
 * compared: the checks judge those.
 *
 * @param input.drafted - the configuration in the proposal's evidence
 * @throws {DraftedForAnother} when a kind or an address differs
 */
export function assertDraftedFor(input: { drafted: Way; configured: Way }): void {
  const [first] = differencesOf(input)
  if (first !== undefined) throw new DraftedForAnother(...first)
}

/** Tell whether a configuration still names the route and the target that a proposal was drafted for. */
export function isDraftedFor(input: { drafted: Way; configured: Way }): boolean {
  return differencesOf(input).length === 0
}

function differencesOf({
  drafted,
  configured,
}: {
  drafted: Way
  configured: Way
}): [what: string, drafted: string, configured: string][] {
  const [before, now] = [partsOf(drafted), partsOf(configured)]
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .map((what): [string, string, string] => [what, before[what] ?? 'none', now[what] ?? 'none'])
    .filter(([, one, other]) => !sameHex(one, other))
}

function partsOf({ route, target }: Way): Record<string, string> {
  const named = (addresses: Readonly<Record<string, unknown>>, of: string) =>
    Object.entries(addresses).flatMap(([name, value]) =>
      typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value) ? [[`${of}'s ${name}`, value] as const] : [],
    )
  return {
    'kind of route': route.kind,
    'kind of target': target.kind,
    ...Object.fromEntries([...named(routeFor(route).addresses(), 'route'), ...named(targetFor(target).configured(), 'target')]),
  }
}
