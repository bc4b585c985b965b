import { PlimsollError } from '../core/errors/plimsollError.js'
import { sameHex } from '../core/hex.js'
import type { MarketConfig } from './marketConfig.js'
import type { Proposal } from './proposal.js'
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

/** A proposal or its recommendation names another kind of part than the configuration that it was drafted with. */
class NotOfItsDraft extends PlimsollError {
  readonly code = 'NOT_OF_ITS_DRAFT'
  readonly kind = 'failed'

  constructor(what: string, found: string, drafted: string) {
    super({
      shortMessage: `The ${what} of the proposal is ${found}; the configuration of its draft names ${drafted}.`,
      metaMessages: ['It is neither signed nor sent: its evidence or its record was altered. Recalibrate.'],
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

/**
 * Demand that a proposal is of the kinds that its draft's configuration names: what judges it is found by those kinds.
 *
 * @param input.drafted - the configuration in the proposal's evidence
 * @param input.policy - kind of the policy that its recommendation names
 * @throws {DraftedForAnother} when a kind differs
 */
export function assertKindsOfDraft(input: {
  drafted: Pick<MarketConfig, 'route' | 'target' | 'policy'>
  proposal: Pick<Proposal, 'route' | 'target'>
  policy: string
}): void {
  const { drafted, proposal, policy } = input
  const kinds: [what: string, ofDraft: string, ofProposal: string][] = [
    ['kind of route', drafted.route.kind, proposal.route.kind],
    ['kind of target', drafted.target.kind, proposal.target],
    ['kind of policy', drafted.policy.kind, policy],
  ]
  for (const [what, ofDraft, ofProposal] of kinds) if (ofDraft !== ofProposal) throw new NotOfItsDraft(what, ofProposal, ofDraft)
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
