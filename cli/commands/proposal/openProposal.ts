import type { Proposal } from '../../../proposals/proposal.js'
import type { ProposalView } from '../../../proposals/proposalView.js'
import { readProposal, readProposalView } from '../../../worker/client/proposals.js'
import { resolveProposalId } from '../../../worker/client/resolveProposalId.js'
import { assertWorkers } from '../../../worker/client/workerPresence.js'
import { printable } from '../../output/printable.js'
import type { Session } from '../../session.js'

/** A proposal with where it is. */
export interface OpenProposal {
  readonly proposal: Proposal
  readonly view: ProposalView
}

/** Find a proposal by what the user wrote and read it from its workflow. */
export async function openProposal(session: Session, id: string): Promise<OpenProposal> {
  const { config } = await session.load()
  const { client } = await session.connect()
  const proposalId = await resolveProposalId(client, id)
  await assertWorkers(client, config.temporal.taskQueue, ['orchestration'])
  const [view, proposal] = await Promise.all([readProposalView(client, proposalId), readProposal(client, proposalId)])
  return { view: printable(view), proposal: printable(proposal) }
}
