import type { BacktestResult } from '../../models/backtest/backtestResult.js'
import type { Finding } from '../../models/data/finding.js'
import type { ClaimCheck } from '../../core/claimCheck.js'
import type { PolicyRecommendation } from '../../models/policy/policy.js'
import type { CheckResult } from '../checks/check.js'
import type { EvidenceManifest } from '../evidenceManifest.js'
import type { Proposal } from '../proposal.js'
import type { ProposalView } from '../proposalView.js'
import type { SimulationResult } from '../simulation/simulationResult.js'

/** What a report is made from. */
export interface ReportInput {
  readonly proposal: Proposal
  readonly recommendation: PolicyRecommendation
  readonly manifest: EvidenceManifest
  /** Every finding of the market data's quality stage. */
  readonly findings: readonly Finding[]
  readonly checks: readonly CheckResult[]
  /** What the bytes did on a copy of the chain, and where it is stored; without it the report says that nothing was simulated. */
  readonly simulation?: { readonly claim: ClaimCheck; readonly result: SimulationResult } | null
  /** The backtest that the manifest names; null or left out where it cannot be read. */
  readonly backtest?: BacktestResult | null
  /** Where the proposal is now; without it the report is that of the draft. */
  readonly view?: ProposalView
}
