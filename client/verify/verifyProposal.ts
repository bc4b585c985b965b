import { type AccountsSegment, accountsSegmentSchema } from '../../activities/chain/accountsIndex/accountsSegment.js'
import type { EvidenceStore } from '../../activities/evidence/evidenceStore.js'
import { type LoadedPart, loadPart } from '../../activities/evidence/loadPart.js'
import { type ClaimCheck, claimOf } from '../../core/claimCheck.js'
import type { MarketId } from '../../core/units/marketId.js'
import { barSeriesSchema } from '../../models/data/barSeries.js'
import { impliedSeriesSchema } from '../../models/data/impliedSeries.js'
import { marketSnapshotSchema } from '../../models/data/marketSnapshot.js'
import { policyRecommendationSchema } from '../../models/policy/registry.js'
import { buildProposal } from '../../proposals/buildProposal.js'
import { draftingSchema } from '../../proposals/drafting.js'
import { type EvidenceManifest, evidenceManifestSchema } from '../../proposals/evidenceManifest.js'
import { recommendationFrom, snapshotFrom } from '../../proposals/fromEvidence/fromEvidence.js'
import { type MarketConfig, marketConfigSchema } from '../../proposals/marketConfig.js'
import { type Proposal, proposalSchema } from '../../proposals/proposal.js'
import { chainStateSchema } from '../../proposals/targets/registry.js'
import { compareConfigurations, compareProposals, uncomputedProposal } from '../../proposals/verify/compareProposals.js'
import { missingSeries, type Verification, verificationOf, type VerifiedPart } from '../../proposals/verify/verification.js'
import { compute, type Computed, computedPart, storedPart } from './computedPart.js'
import { verifyReport, type VerifyReportInput } from './verifyReport.js'

/** What a proposal is verified against. */
export interface VerifyProposalInput {
  readonly evidence: EvidenceStore
  /** The proposal as it was read, by no schema: it is what is examined. */
  readonly proposal: unknown
  /** The proposal id that the reader asked for, or its first digits with 0x. */
  readonly expectedId?: string | undefined
  /** Left out, the report is not looked at. */
  readonly report?: VerifyReportInput | undefined
  /** The reader's own configuration of a market, which the stored one is compared with; null where there is none. */
  readonly ownConfig?: ((market: MarketId) => MarketConfig | null) | undefined
}

/**
 * Compute a proposal again from its stored evidence alone, and compare every stage with what is stored: bars, snapshot, recommendation,
 * calls, timelock operation, Safe transaction, hashes, proposal id and report.
 *
 * Reads: evidence. Writes nothing; asks neither chain nor clock.
 *
 * @returns every part with its verdict; a part that is damaged is named, and what can be computed without it still is
 * @throws {EvidenceStoreUnavailable} when the store itself fails
 */
export async function verifyProposal(input: VerifyProposalInput): Promise<Verification> {
  const { evidence } = input
  const claims = (typeof input.proposal === 'object' && input.proposal !== null ? input.proposal : {}) as Partial<Proposal>
  const [manifest, drafting, storedRecommendation] = await Promise.all([
    loadPart(evidence, claims.evidence, evidenceManifestSchema),
    loadPart(evidence, claims.drafting, draftingSchema),
    loadPart(evidence, claims.recommendation, policyRecommendationSchema),
  ])
  const parts: VerifiedPart[] = [withClaim(claims, 'evidence', storedPart('manifest', manifest))]
  const data = manifest.value === null ? null : await verifyData(evidence, manifest.value)
  parts.push(...(data?.parts ?? []))

  const { config = null, snapshot = null, state = null } = data ?? {}
  const recommendation = computedPart(
    'recommendation',
    storedRecommendation,
    config === null || snapshot === null || state === null
      ? { why: 'configuration, snapshot or chain state is not there' }
      : compute(() => recommendationFrom({ config, snapshot, state })),
  )
  parts.push(
    withClaim(claims, 'recommendation', recommendation.finding),
    withClaim(claims, 'drafting', storedPart('contracts and route at drafting', drafting)),
  )

  const own = config === null ? null : (input.ownConfig?.(config.id) ?? null)
  const otherConfiguration = config === null || own === null ? null : compareConfigurations(config, own)
  const proposal: Computed<Proposal> = compute(() => {
    if (
      config === null ||
      state === null ||
      recommendation.value === null ||
      drafting.value === null ||
      manifest.claim === null
    ) {
      throw new TypeError(
        'manifest, configuration, chain state, recommendation, or contracts and route at drafting are not there',
      )
    }
    const { scheduledAt, genesisHash, draftedAt, contracts, route } = drafting.value
    return buildProposal({
      recommendation: recommendation.value,
      recommendationClaim: storedRecommendation.claim ?? claimOf(recommendation.value),
      evidence: manifest.claim,
      config,
      state,
      contracts: contracts as Parameters<typeof buildProposal>[0]['contracts'],
      routeState: route,
      scheduledAt,
      genesisHash,
      draftedAt: { ...draftedAt, number: BigInt(draftedAt.number) },
    })
  })
  if ('why' in proposal)
    return verificationOf(null, [...parts, ...uncomputedProposal(proposal.why, config?.route.kind)], otherConfiguration)

  const computed = proposal.value
  parts.push(...compareProposals(input.proposal, JSON.parse(JSON.stringify(computed))))
  parts.push(...requestedId(computed, input.expectedId))
  parts.push(computedPart('stored proposal', await loadPart(evidence, claimOf(computed), proposalSchema), proposal).finding)
  if (input.report !== undefined) {
    const known = { proposal: computed, recommendation: recommendation.value, manifest: manifest.value, snapshot }
    parts.push(...(await verifyReport(evidence, input.report, known)))
  }
  return verificationOf(computed, parts, otherConfiguration)
}

/** Name the field of the claim where no hash could be read from it. */
function withClaim(claims: Partial<Proposal>, path: keyof Proposal, found: VerifiedPart): VerifiedPart {
  if (found.verdict !== 'invalid' || found.stored !== null) return found
  const stored = path in claims ? JSON.stringify(claims[path]) : 'nothing'
  return { ...found, differences: [{ path, stored, computed: 'a claim with its SHA-256' }] }
}

/** Market data and configuration: what the manifest names, and the snapshot computed from it. */
async function verifyData(evidence: EvidenceStore, manifest: EvidenceManifest) {
  const [configuration, state, stored, bars, implied] = await Promise.all([
    loadPart(evidence, manifest.configuration, marketConfigSchema),
    loadPart(evidence, manifest.state, chainStateSchema),
    loadPart(evidence, manifest.snapshot, marketSnapshotSchema),
    Promise.all(
      manifest.series.map(async (series) => ({ ...series, loaded: await loadPart(evidence, series.bars, barSeriesSchema) })),
    ),
    Promise.all(
      (manifest.implied ?? []).map(async (one) => ({
        ...one,
        loaded: await loadPart(evidence, one.values, impliedSeriesSchema),
      })),
    ),
  ])
  const config = configuration.value
  const series = bars.flatMap(({ asset, loaded }) => (loaded.value === null ? [] : [{ asset, bars: loaded.value }]))
  const impliedSeries = implied.flatMap(({ asset, source, loaded }) =>
    loaded.value === null ? [] : [{ asset, source, values: loaded.value }],
  )
  const snapshot = computedPart(
    'snapshot',
    stored,
    config === null || series.length < bars.length || impliedSeries.length < implied.length
      ? { why: 'configuration, bars or implied volatility are not there' }
      : compute(() => snapshotFrom({ config, asOf: manifest.asOf, series, implied: impliedSeries, failures: manifest.failures })),
  )
  const indexClaim = state.value?.positionsIndex
  const index = indexClaim === undefined ? [] : await verifyPositionsIndex(evidence, indexClaim)
  const unlisted = config === null ? [] : missingSeries(manifest, config)
  const parts: VerifiedPart[] = [
    storedPart('configuration', configuration),
    ...(unlisted.length === 0
      ? []
      : [
          {
            part: 'list of series',
            verdict: 'differs' as const,
            stored: null,
            computed: null,
            message: 'it is not that of the configuration',
            differences: unlisted,
          },
        ]),
    ...bars.map(({ asset, source, loaded }) => storedPart(`bars of ${asset} from ${source}`, loaded)),
    ...implied.map(({ asset, source, loaded }) => storedPart(`implied volatility of ${asset} from ${source}`, loaded)),
    storedPart('chain state', state),
    ...index,
    snapshot.finding,
  ]
  return { parts, config, state: state.value, snapshot: snapshot.value }
}

function requestedId({ proposalId }: Proposal, expected: string | undefined): VerifiedPart[] {
  if (expected === undefined || proposalId.startsWith(expected.toLowerCase())) return []
  const message = 'the evidence gives another proposal than the one asked for'
  return [{ part: 'requested id', verdict: 'differs', stored: expected, computed: proposalId, message, differences: [] }]
}

/**
 * Verify the index of borrowers that a chain state was read from: every segment, from the newest back to the first.
 *
 * Reads: evidence. Writes nothing.
 *
 * @param claim - of the newest segment.
 * @returns one entry a segment; behind one that is damaged the others cannot be found
 */
async function verifyPositionsIndex(evidence: EvidenceStore, claim: ClaimCheck): Promise<VerifiedPart[]> {
  const parts: VerifiedPart[] = []
  let next: ClaimCheck | null = claim
  while (next !== null) {
    const loaded: LoadedPart<AccountsSegment> = await loadPart(evidence, next, accountsSegmentSchema)
    parts.push(storedPart(parts.length === 0 ? 'index of borrowers' : `index of borrowers, segment ${parts.length + 1}`, loaded))
    next = loaded.value?.previous ?? null
  }
  return parts
}
