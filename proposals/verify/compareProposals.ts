import type { MarketConfig } from '../marketConfig.js'
import type { Proposal } from '../proposal.js'
import { routeOf } from '../routes/registry.js'
import type { Difference, VerifiedPart } from './verification.js'

const SHOWN = 120

/**
 * List where a stored JSON value is not the computed one, strictly: letters' case and missing keys count.
 *
 * @returns differences in the order of the computed value; both sides as JSON, cut to 120 characters
 */
export function compareValues(stored: unknown, computed: unknown, path = ''): Difference[] {
  if (isContainer(stored) && isContainer(computed) && Array.isArray(stored) === Array.isArray(computed)) {
    const keys = [...new Set([...Object.keys(computed), ...Object.keys(stored)])]
    return keys.flatMap((key) => compareValues(own(stored, key), own(computed, key), path === '' ? key : `${path}.${key}`))
  }
  return Object.is(stored, computed) ? [] : [{ path, stored: shown(stored), computed: shown(computed) }]
}

type Container = Readonly<Record<string, unknown>>

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null
}

function own(value: Container, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}

/** What a proposal depends on; where data and nodes are found, and how patiently they are asked, is none of it. */
const DECISIVE = [
  'target',
  'route',
  'assets',
  'sources',
  'impliedVolatility',
  'quality',
  'policy',
  'models',
  'guardrails',
  'proposal',
] as const satisfies readonly (keyof MarketConfig)[]

/** List where a stored configuration is not the reader's own, in what a proposal depends on. */
export function compareConfigurations(stored: MarketConfig, own: MarketConfig): Difference[] {
  const decisive = (config: MarketConfig) =>
    JSON.parse(JSON.stringify(Object.fromEntries(DECISIVE.map((key) => [key, config[key]]))))
  return compareValues(decisive(stored), decisive(own))
}

/** One part that a proposal's fields are told apart by, and what identifies it. */
interface Part {
  readonly part: string
  readonly fields: RegExp
  readonly show: (proposal: Proposal) => string
}

/** Parts of every proposal that come before those of its route, and the one that comes last. */
const FIRST: readonly Part[] = [
  { part: 'proposal id', fields: /^proposalId$/, show: ({ proposalId }) => proposalId },
  { part: 'calls', fields: /^(changes|calls|decodedCalls)\b/, show: ({ calls }) => `${calls.length} calls` },
]
const LAST: Part = { part: 'proposal', fields: /^/, show: ({ title }) => title }

/** List the parts in the order that they are computed; the route's own where its kind is known. */
function partsOf(kind: string | undefined): readonly Part[] {
  const ofRoute = kind === undefined ? [] : routeOf({ kind }).present.parts
  const own = ofRoute.map(({ part, fields, show }): Part => ({ part, fields, show: ({ route }) => show(route) }))
  return [...FIRST, ...own, LAST]
}

/** Take each name once. */
function namesOf(parts: readonly Part[]): Part[] {
  return parts.filter(({ part }, i) => parts.findIndex((other) => other.part === part) === i)
}

/**
 * Compare a stored proposal, field by field, with the one computed from the evidence.
 *
 * @param stored - as it was read, by no schema: any difference counts.
 * @returns one entry a part, equal or with its differences
 */
export function compareProposals(stored: unknown, computed: Proposal): VerifiedPart[] {
  const parts = partsOf(computed.route.kind)
  const byPart = new Map<string, Difference[]>()
  for (const difference of compareValues(stored, computed)) {
    const { part } = parts.find(({ fields }) => fields.test(difference.path)) ?? LAST
    byPart.set(part, [...(byPart.get(part) ?? []), difference])
  }
  return namesOf(parts).map(({ part, show }) => {
    const differences = byPart.get(part) ?? []
    const [first] = differences
    const isEqual = first === undefined
    return {
      part,
      verdict: isEqual ? 'equal' : 'differs',
      stored: isEqual ? show(computed) : first.stored,
      computed: isEqual ? show(computed) : first.computed,
      message: isEqual
        ? ''
        : `${differences.length} of its fields are not what the evidence gives; the first is ${first.path || 'the whole'}`,
      differences,
    }
  })
}

/**
 * The same parts where nothing could be computed.
 *
 * @param route - kind of the route, where the stored configuration tells it
 */
export function uncomputedProposal(why: string, route: string | undefined): VerifiedPart[] {
  return namesOf(partsOf(route)).map(({ part }) => ({
    part,
    verdict: 'notComputed',
    stored: null,
    computed: null,
    message: why,
    differences: [],
  }))
}
