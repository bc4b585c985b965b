import type { ClaimCheck } from '../../core/claimCheck.js'
import { backtestResultSchema } from '../../models/backtest/backtestResult.js'
import { marketSnapshotSchema } from '../../models/data/marketSnapshot.js'
import { policyRecommendationSchema } from '../../models/policy/registry.js'
import type { CheckResult } from '../../proposals/checks/check.js'
import { evidenceManifestSchema } from '../../proposals/evidenceManifest.js'
import type { Proposal } from '../../proposals/proposal.js'
import type { ReportInput } from '../../proposals/report/reportInput.js'
import { simulationResultSchema } from '../../proposals/simulation/simulationResult.js'
import type { EvidenceStore } from './evidenceStore.js'
import { loadPart } from './loadPart.js'

/**
 * Load everything that a proposal's report is made from. A backtest that cannot be read is null: the report says so.
 *
 * Reads: evidence. Writes nothing.
 *
 * @param simulation - null where there is none
 * @throws {EvidenceMissing} {EvidenceAltered} {EvidenceStoreUnavailable} when another part cannot be read
 */
export async function loadReport(
  evidence: EvidenceStore,
  {
    proposal,
    checks,
    simulation,
  }: { readonly proposal: Proposal; readonly checks: readonly CheckResult[]; readonly simulation: ClaimCheck | null },
): Promise<ReportInput> {
  const manifest = await evidence.get(proposal.evidence, evidenceManifestSchema)
  const [recommendation, { assets }] = await Promise.all([
    evidence.get(proposal.recommendation, policyRecommendationSchema),
    evidence.get(manifest.snapshot, marketSnapshotSchema),
  ])
  const backtest =
    manifest.backtest === undefined ? null : (await loadPart(evidence, manifest.backtest, backtestResultSchema)).value
  return {
    proposal,
    recommendation,
    manifest,
    findings: assets.flatMap(({ findings }) => findings),
    checks,
    simulation:
      simulation === null ? null : { claim: simulation, result: await evidence.get(simulation, simulationResultSchema) },
    backtest,
  }
}
