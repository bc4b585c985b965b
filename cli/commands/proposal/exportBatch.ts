import { verifyRound } from '../../../client/verifyRound.js'
import { findMarket } from '../../../config/findMarket.js'
import { NotOnThisRoute } from '../../../proposals/routes/errors.js'
import { routeOf } from '../../../proposals/routes/registry.js'
import { marketChain } from '../../../client/marketChain.js'
import type { Outcome } from '../../outcome.js'
import { assertWritable, writeTexts } from '../../output/writeTexts.js'
import type { Session } from '../../session.js'
import { openProposal } from './openProposal.js'
import { callLines } from './roundLines.js'

/**
 * Export a proposal for the Safe Transaction Builder, its checksum over the exact bytes.
 *
 * The bytes are verified like those of a signature first: a right checksum says nothing of what they do.
 */
export async function exportBatch(session: Session, id: string, out: string | undefined): Promise<Outcome> {
  if (out !== undefined) await assertWritable(out)
  const { config } = await session.load()
  const { proposal } = await openProposal(session, id)
  const { market } = findMarket(config, proposal.market)
  const chain = marketChain(market, session.environment)
  const verified = await Promise.all(
    proposal.route.rounds.map(({ purpose }) => verifyRound({ proposal, purpose, config: market, chain })),
  )
  const file = routeOf(proposal.route).signing?.file(proposal) ?? null
  if (file === null) throw new NotOnThisRoute(proposal.route.kind, 'no file that a wallet signs from')
  const { content, checksum } = file
  const text = JSON.stringify(content, null, 2)
  if (out === undefined) return { text, json: content }
  const [written] = await writeTexts([{ file: out, text: `${text}\n` }])
  const calls = verified.flatMap((round) => callLines(session, round.calls, proposal))
  const { proposalId } = proposal
  return { text: [`Wrote ${written}`, ...calls].join('\n'), json: { proposalId, checksum, file: written } }
}
