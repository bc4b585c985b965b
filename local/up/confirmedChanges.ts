import type { Client } from '@temporalio/client'
import type { ParameterChange } from '../../core/parameters.js'
import type { Proposal } from '../../proposals/proposal.js'
import { listProposals, readProposal, readProposalView } from '../../client/proposals.js'

/**
 * Tell what the chain must show by now: a proposal's changes, or those of a later proposal that was verified after it.
 *
 * A run that is gone on with may have carried more changes than the one that is looked at.
 *
 * @returns at most one change of a parameter: the newest verified one
 */
export async function confirmedChanges(client: Client, proposal: Proposal): Promise<ParameterChange[]> {
  const others = (await listProposals(client, { market: proposal.market })).filter((id) => !id.endsWith(proposal.proposalId))
  const viewed = await Promise.all(others.map((id) => readProposalView(client, id)))
  const own = await readProposalView(client, proposal.proposalId)
  const later = viewed
    .filter(({ state, changedAt }) => state === 'verified' && Date.parse(changedAt) > Date.parse(own.changedAt))
    .sort((a, b) => Date.parse(a.changedAt) - Date.parse(b.changedAt))
  const newest = new Map(proposal.changes.map((change) => [keyOf(change), change]))
  for (const { proposalId } of later) {
    for (const change of (await readProposal(client, proposalId)).changes) newest.set(keyOf(change), change)
  }
  return [...newest.values()]
}

function keyOf({ address, parameter }: ParameterChange): string {
  return `${address} ${parameter}`
}
