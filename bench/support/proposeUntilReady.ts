import { setTimeout as sleep } from 'node:timers/promises'
import type { ProposalView } from '../../proposals/proposalView.js'
import { isFinal } from '../../proposals/states.js'
import { readProposalView } from '../../client/proposals.js'
import type { BenchSystem } from './benchSystem.js'

const POLL_MS = 20
const TIMEOUT_MS = 60_000

/** A proposal that takes its owners' signatures. */
export interface ReadyProposal {
  readonly id: string
  readonly view: ProposalView
}

/**
 * Run a recalibration and wait until its proposal takes the owners' signatures.
 *
 * @throws {Error} when nothing was proposed, or the proposal does not get so far within a minute
 */
export async function proposeUntilReady({
  system,
  recalibrate,
}: Pick<BenchSystem, 'system' | 'recalibrate'>): Promise<ReadyProposal> {
  const { outcome, proposalWorkflowId: id } = await recalibrate()
  if (outcome !== 'proposed' || id === null) throw new Error(`The recalibration ended as ${outcome}, without a proposal.`)
  const deadlineMs = performance.now() + TIMEOUT_MS
  for (;;) {
    const view = await readProposalView(system.client, id)
    const { state, openRound, ending } = view
    if (state === 'awaitingSignatures' && openRound !== null) return { id, view }
    if (isFinal(state) || ending !== null || performance.now() > deadlineMs) {
      const errors = view.checks.filter(({ severity }) => severity === 'error').map(({ message }) => message)
      throw new Error(`The proposal is ${state} and takes no signatures. ${[ending?.reason ?? '', ...errors].join(' ')}`)
    }
    await sleep(POLL_MS)
  }
}
