import type { Client } from '@temporalio/client'
import type { Config } from '../config/configSchema.js'
import { findMarket } from '../config/findMarket.js'
import { PlimsollError } from '../core/errors/plimsollError.js'
import { assertOwnProposal } from '../proposals/assertOwnProposal.js'
import type { Proposal } from '../proposals/proposal.js'
import type { ProposalView } from '../proposals/proposalView.js'
import { readProposal, readProposalView } from './proposals.js'
import { resolveProposalId } from './resolveProposalId.js'
import { assertWorkers } from './workerPresence.js'

/** A proposal with where it is. */
export interface OpenProposal {
  readonly proposal: Proposal
  readonly view: ProposalView
  /** What speaks against believing what it shows, held to the own configuration and to its own bytes; null where nothing does. */
  readonly objection: PlimsollError | null
}

/**
 * Find a proposal by what a person wrote and read it from its workflow. What it shows is held to its own bytes, never just believed.
 *
 * @param id - the proposal id, or enough of its first digits
 * @throws {ProposalNotFound} {AnotherProposal} and, when no worker serves the task queue, what `assertWorkers` throws
 */
export async function openProposal(client: Client, { config, id }: { config: Config; id: string }): Promise<OpenProposal> {
  const proposalId = await resolveProposalId(client, id)
  await assertWorkers(client, config.temporal.taskQueue, ['orchestration'])
  const [view, proposal] = await Promise.all([readProposalView(client, proposalId), readProposal(client, proposalId)])
  return { view, proposal, objection: objectionTo(proposal, config) }
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
