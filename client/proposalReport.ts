import type { EvidenceStore } from '../activities/evidence/evidenceStore.js'
import { loadReport } from '../activities/evidence/loadReport.js'
import { PlimsollError } from '../core/errors/plimsollError.js'
import { simulatedBytesObjections } from '../proposals/checks/simulationSucceeded.js'
import type { Proposal } from '../proposals/proposal.js'
import type { ProposalView } from '../proposals/proposalView.js'
import { type ReportModel, reportModel } from '../proposals/report/reportModel.js'

/** The simulation that a proposal's workflow names is of other bytes. */
export class SimulationOfAnother extends PlimsollError {
  readonly code = 'SIMULATION_OF_ANOTHER'
  readonly kind = 'failed'

  constructor(proposalId: string, objection: string) {
    super({
      shortMessage: `The simulation of the proposal ${proposalId} is not of its bytes: ${objection}`,
      metaMessages: ['Do not sign. See what differs with `plimsoll proposal verify`.'],
    })
  }
}

/**
 * Read a proposal's report as data, as of where the proposal is now: what a page or another program shows.
 *
 * Reads: evidence, every part by its hash. Writes nothing. It proves nothing about the figures: `verifyProposal` computes them again.
 *
 * @param view - as the proposal's workflow shows it: its checks and its simulation are those of the report
 * @throws {EvidenceMissing} {EvidenceAltered} {EvidenceStoreUnavailable} when a part other than the backtest cannot be read
 * @throws {SimulationOfAnother} when the simulation is of other bytes than the proposal's
 */
export async function proposalReport({
  evidence,
  proposal,
  view,
}: {
  readonly evidence: EvidenceStore
  readonly proposal: Proposal
  readonly view: ProposalView
}): Promise<ReportModel> {
  const input = await loadReport(evidence, { proposal, checks: view.checks, simulation: view.simulation })
  const [objection] = input.simulation ? simulatedBytesObjections(proposal, input.simulation.result) : []
  if (objection !== undefined) throw new SimulationOfAnother(proposal.proposalId, objection.message)
  return reportModel({ ...input, view })
}
