import type { Config } from '../../../config/configSchema.js'
import { findMarket } from '../../../config/findMarket.js'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { assertOwnProposal } from '../../../proposals/assertOwnProposal.js'
import type { Proposal } from '../../../proposals/proposal.js'
import type { ProposalView } from '../../../proposals/proposalView.js'
import { readProposal, readProposalView } from '../../../client/proposals.js'
import { resolveProposalId } from '../../../client/resolveProposalId.js'
import { assertWorkers } from '../../../client/workerPresence.js'
import { printableLine } from '../../output/printable.js'
import type { Session } from '../../session.js'

/** A proposal with where it is. */
export interface OpenProposal {
  readonly proposal: Proposal
  readonly view: ProposalView
  /** What speaks against believing what it shows, held to the own configuration and to its own bytes; null where nothing does. */
  readonly objection: PlimsollError | null
}

/** Find a proposal by what the user wrote and read it from its workflow. What it shows is held to its own bytes, never just believed. */
export async function openProposal(session: Session, id: string): Promise<OpenProposal> {
  const { config } = await session.load()
  const { client } = await session.connect()
  const proposalId = await resolveProposalId(client, id)
  await assertWorkers(client, config.temporal.taskQueue, ['orchestration'])
  const [view, proposal] = await Promise.all([readProposalView(client, proposalId), readProposal(client, proposalId)])
  session.discretion.publish(proposalId)
  return { view: printableLine(view), proposal: printableLine(proposal), objection: objectionTo(proposal, config) }
}

function objectionTo(proposal: Proposal, config: Config): PlimsollError | null {
  try {
    assertOwnProposal({ proposal, config: findMarket(config, proposal.market).market })
    return null
  } catch (error) {
    if (error instanceof PlimsollError) return error
    throw error
  }
}
