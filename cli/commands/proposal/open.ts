import { NotOnThisRoute } from '../../../proposals/routes/errors.js'
import { roundsOf } from '../../../proposals/routes/routeBinding.js'
import { deepLink } from '../../../proposals/safe/deepLink.js'
import type { Outcome } from '../../outcome.js'
import type { Session } from '../../session.js'
import { openProposal } from './openProposal.js'

/** Print the page of the open round's transaction in Safe{Wallet}; of the route's first round where none is open. */
export async function open(session: Session, id: string): Promise<Outcome> {
  const { view, proposal, objection } = await openProposal(session, id)
  if (objection !== null) throw objection
  const rounds = roundsOf(proposal.route)
  const round = rounds.find(({ purpose }) => purpose === view.openRound) ?? rounds[0]
  if (round === undefined) throw new NotOnThisRoute(proposal.route.kind, 'no transaction that owners sign in a wallet')
  const { chainId, safe, purpose, hashes } = round
  const url = deepLink({ chainId, safe, safeTxHash: hashes.safeTxHash })
  session.show(`The page shows it once the Transaction Service has it. Compare the safeTxHash: ${hashes.safeTxHash}`)
  return { text: url, json: { url, purpose, chainId, safe, safeTxHash: hashes.safeTxHash } }
}
