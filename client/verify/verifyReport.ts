import { backtestResultSchema } from '../../models/backtest/backtestResult.js'
import type { MarketSnapshot } from '../../models/data/marketSnapshot.js'
import type { PolicyRecommendation } from '../../models/policy/policy.js'
import type { CheckResult } from '../../proposals/checks/check.js'
import type { EvidenceManifest } from '../../proposals/evidenceManifest.js'
import { reportFrom } from '../../proposals/fromEvidence/reportFrom.js'
import type { Proposal } from '../../proposals/proposal.js'
import { simulatedBytesObjections } from '../../proposals/checks/simulationSucceeded.js'
import { type SimulationResult, simulationResultSchema } from '../../proposals/simulation/simulationResult.js'
import type { VerifiedPart } from '../../proposals/verify/verification.js'
import type { EvidenceStore } from '../../activities/evidence/evidenceStore.js'
import { compute, storedPart } from './computedPart.js'
import { type LoadedPart, loadPart, loadText } from '../../activities/evidence/loadPart.js'

/** The stored simulation, which must be of these very bytes. */
function simulationPart(loaded: LoadedPart<SimulationResult>, proposal: Proposal): VerifiedPart {
  const part = storedPart('simulation', loaded)
  const [objection] = loaded.value === null ? [] : simulatedBytesObjections(proposal, loaded.value)
  return objection === undefined ? part : { ...part, verdict: 'differs', computed: null, message: objection.message }
}

/** A stored report of a draft, and what it shows beside the evidence. */
export interface VerifyReportInput {
  /** Claim of the report. */
  readonly claim: unknown
  readonly checks: readonly CheckResult[]
  /** Claim of the simulation that it shows, or null where it shows none. */
  readonly simulation: unknown
}

/**
 * Render a report again and compare it with the stored one, byte for byte. What the chain said, in checks and simulation, is taken as it
 * is stored.
 *
 * Reads: evidence. Writes nothing.
 */
export async function verifyReport(
  evidence: EvidenceStore,
  { claim, checks, simulation }: VerifyReportInput,
  known: {
    readonly proposal: Proposal
    readonly recommendation: PolicyRecommendation | null
    readonly manifest: EvidenceManifest | null
    readonly snapshot: MarketSnapshot | null
  },
): Promise<VerifiedPart[]> {
  const simulated = simulation === null ? null : await loadPart(evidence, simulation, simulationResultSchema)
  const named = known.manifest?.backtest
  const tested = named === undefined ? null : await loadPart(evidence, named, backtestResultSchema)
  const loaded = await loadText(evidence, claim)
  const parts = [
    ...(simulated === null ? [] : [simulationPart(simulated, known.proposal)]),
    ...(tested === null ? [] : [storedPart('backtest', tested)]),
  ]
  const stored = storedPart('report', loaded)
  if (loaded.value === null) return [...parts, stored]

  const computed = compute(() => {
    const { proposal, recommendation, manifest, snapshot } = known
    if (recommendation === null || manifest === null || snapshot === null)
      throw new TypeError('a part that it shows is not there')
    const backtest = tested?.value ?? null
    if (simulated === null) return reportFrom({ proposal, recommendation, manifest, snapshot, checks, backtest })
    if (simulated.claim === null || simulated.value === null) throw new TypeError('the simulation that it shows is not there')
    const shown = { claim: simulated.claim, result: simulated.value }
    return reportFrom({ proposal, recommendation, manifest, snapshot, checks, simulation: shown, backtest })
  })
  if ('why' in computed) return [...parts, { ...stored, verdict: 'notComputed', computed: null, message: computed.why }]
  if (computed.value === loaded.value) return [...parts, stored]
  const [was, is] = [loaded.value.split('\n'), computed.value.split('\n')]
  const line = was.findIndex((text, i) => text !== is[i])
  const at = line < 0 ? was.length : line
  const difference = { path: `line ${at + 1}`, stored: JSON.stringify(was[at] ?? null), computed: JSON.stringify(is[at] ?? null) }
  return [
    ...parts,
    { ...stored, verdict: 'differs', computed: null, message: `it differs from line ${at + 1} on`, differences: [difference] },
  ]
}
