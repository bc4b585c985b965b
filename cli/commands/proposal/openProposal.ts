import { openProposal as open, type OpenProposal } from '../../../client/openProposal.js'
import { printableLine } from '../../output/printable.js'
import type { Session } from '../../session.js'

/** Open a proposal for a person: its id may be printed, and its texts are made fit for a terminal. */
export async function openProposal(session: Session, id: string): Promise<OpenProposal> {
  const { config } = await session.load()
  const { client } = await session.connect()
  const { view, proposal, objection } = await open(client, { config, id })
  session.discretion.publish(view.proposalId)
  return { view: printableLine(view), proposal: printableLine(proposal), objection }
}
