import { assetsOf } from '../../models/data/sourceConfig.js'
import { policyOf } from '../../models/policy/registry.js'
import type { EvidenceManifest } from '../evidenceManifest.js'
import { carriersOf } from '../marketAssets.js'
import type { MarketConfig } from '../marketConfig.js'
import type { Proposal } from '../proposal.js'
import { routeOf } from '../routes/registry.js'

/** What verification can say of one part. */
export const VERDICTS = {
  equal: 'as stored: its hash, and what was computed again',
  differs: 'computed again, it is not what is stored',
  altered: 'the stored bytes do not hash to their name',
  missing: 'nothing is stored under its hash',
  invalid: 'the stored value is not of the form that it must have',
  notComputed: 'not computed, since a part that it rests on is not there',
} as const

/** @see VERDICTS */
export type Verdict = keyof typeof VERDICTS

/** One place where a stored value is not the computed one, both as JSON. */
export interface Difference {
  /** Such as `assets.0.proposed.ltBps`; empty for the value as a whole. */
  readonly path: string
  readonly stored: string
  readonly computed: string
}

/** What was found about one part of a proposal or its evidence. */
export interface VerifiedPart {
  /** Such as `bars of WETH from spot`, `snapshot`, `timelock operation`. */
  readonly part: string
  readonly verdict: Verdict
  /** What the stored side says: a file's hash, an id, or the hash that the bytes have. */
  readonly stored: string | null
  readonly computed: string | null
  /** Why, in one sentence; empty where it is equal. */
  readonly message: string
  readonly differences: readonly Difference[]
}

/** What became of verifying a proposal. */
export interface Verification {
  /** Computed from the evidence; null when it could not be. */
  readonly proposalId: string | null
  readonly isEqual: boolean
  readonly parts: readonly VerifiedPart[]
  /** What owners sign, computed from the evidence: the id does not tell it, since nonce, delay and contracts are read at drafting. */
  readonly signing: SigningFacts | null
  /**
   * Where the configuration that it was made under (`stored`) is not the reader's own (`computed`), in what a recommendation depends on; null where
   * there is none to compare with.
   */
  readonly otherConfiguration: readonly Difference[] | null
}

/** What tells one transaction of owners from another with the same calls. */
export interface SigningFacts {
  readonly safeTxHash: string
  readonly nonce: string
  /** Null where nothing delays the execution. */
  readonly delaySeconds: number | null
  /** Chain time, in seconds since 1970. */
  readonly expiresAtSeconds: number
}

/** Conclude from the parts: equal only when every one is. */
export function verificationOf(
  proposal: Proposal | null,
  parts: readonly VerifiedPart[],
  otherConfiguration: readonly Difference[] | null,
): Verification {
  const isEqual = proposal !== null && parts.every(({ verdict }) => verdict === 'equal')
  const signing = proposal === null ? null : signingFacts(proposal)
  return { proposalId: proposal?.proposalId ?? null, isEqual, parts, signing, otherConfiguration }
}

function signingFacts({ route, expiresAtSeconds }: Proposal): SigningFacts | null {
  const [round] = route.rounds
  if (round === undefined) return null
  const delaySeconds = routeOf(route).delaySeconds(route)
  return { safeTxHash: round.hashes.safeTxHash, nonce: round.transaction.nonce, delaySeconds, expiresAtSeconds }
}

/**
 * Compare the series that a manifest lists with those that the configuration asks for: each adjustable asset from each source that
 * carries it, also of implied volatility, either with data or as a failure. A source that was left out would change a recommendation unseen.
 */
export function missingSeries(manifest: EvidenceManifest, config: MarketConfig): Difference[] {
  const named = ({ asset, source }: { asset: string; source: string }) => `${asset} from ${source}`
  const sources = [
    ...config.sources.map((source) => ({ name: source.name, assets: assetsOf(source) })),
    ...(config.impliedVolatility ?? []).map(({ name, symbols }) => ({ name, assets: Object.keys(symbols) })),
  ]
  const carried = carriersOf(config, sources, ({ assets }, asset) => assets.includes(asset))
  const expected = policyOf(config.policy.kind).needs.prices
    ? carried.flatMap(({ asset, sources: of }) => of.map(({ name }) => named({ asset, source: name })))
    : []
  const listed = [...manifest.series, ...(manifest.implied ?? []), ...manifest.failures].map(named)
  return [
    ...expected.filter((name) => !listed.includes(name)).map((name) => ({ path: 'series', stored: 'nothing', computed: name })),
    ...listed.filter((name) => !expected.includes(name)).map((name) => ({ path: 'series', stored: name, computed: 'nothing' })),
  ]
}
