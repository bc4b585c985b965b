import type { Proposal } from '../../proposals/proposal.js'
import type { ProposalView } from '../../proposals/proposalView.js'
import { canStillExecute, openPurpose, signaturesFor } from './decide.js'
import type { CarriedOver } from './life.js'

/**
 * Show a proposal as its readers need it: plain values, no internals.
 *
 * @param service - what came of offering the open round to the owners; null where there is no service
 */
export function viewOf(
  { proposal, machine, report, simulation, changedAt }: Omit<CarriedOver, 'admitted' | 'relays'> & { proposal: Proposal },
  service: string | null,
): ProposalView {
  const purpose = openPurpose(machine)
  const isSigning = machine.state === 'awaitingSignatures' || machine.state === 'ending'
  return {
    proposalId: proposal.proposalId,
    market: proposal.market,
    title: proposal.title,
    notice: proposal.notice,
    state: machine.state,
    changedAt,
    openRound: isSigning ? purpose : null,
    threshold: machine.threshold,
    signatures: machine.signatures.map(({ purpose: signedPurpose, owner }) => ({ purpose: signedPurpose, owner })),
    lostSignatures: machine.lostSignatures.map((lost) => ({ ...lost })),
    missingSignatures:
      isSigning && machine.threshold !== null ? Math.max(0, machine.threshold - signaturesFor(machine, purpose).length) : 0,
    transactions: machine.transactions.map(({ purpose: sentPurpose, hash }) => ({
      purpose: sentPurpose,
      hash: hash as `0x${string}`,
    })),
    checks: machine.checks.map((check) => ({ ...check })),
    ending: machine.ending,
    fault: machine.fault,
    canStillExecute: canStillExecute(machine),
    expiresAtSeconds: proposal.expiresAtSeconds,
    readyAtSeconds: machine.readyAtSeconds,
    report,
    simulation,
    service,
  }
}
