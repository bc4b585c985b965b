import { latestBlock } from '../../../activities/chain/runReadPlan.js'
import { assertChain } from '../../../activities/chain/chainClient.js'
import { findMarket } from '../../../config/findMarket.js'
import { parse } from '../../../core/schemas/parse.js'
import type { Call } from '../../../proposals/call.js'
import type { Proposal } from '../../../proposals/proposal.js'
import { decisionSchema, decisionTypedData } from '../../../proposals/decision.js'
import { isoTime } from '../../../core/format.js'
import { rejectProposal } from '../../../client/proposals.js'
import { assertWorkers } from '../../../client/workerPresence.js'
import { marketChain } from '../../../client/marketChain.js'
import { confirm } from '../../confirm.js'
import type { Outcome } from '../../outcome.js'
import type { Session } from '../../session.js'
import { signingKey } from '../../signingKey.js'
import { openProposal } from './openProposal.js'

/** Options of `proposal reject`. */
export interface RejectOptions {
  readonly keyEnv: string
  readonly reason: string
  readonly yes?: boolean
}

/** Chain time within which a decision counts: it is handed in at once. */
const VALID_SECONDS = 3_600

/** Decide against a proposal: the decision is signed by an owner or the guardian, and the rejection is then open for signatures. */
export async function reject(session: Session, id: string, { keyEnv, reason, yes = false }: RejectOptions): Promise<Outcome> {
  const { account } = signingKey(session, keyEnv)
  const { view, proposal, objection } = await openProposal(session, id)
  const { config } = await session.load()
  const { market } = findMarket(config, proposal.market)
  const chain = marketChain(market, session.environment)
  await assertChain(chain)
  const { timestampSeconds } = await latestBlock(chain.client)
  const deadlineSeconds = timestampSeconds + VALID_SECONDS
  const decision = parse(
    decisionSchema,
    { proposalId: proposal.proposalId, verdict: 'reject', reason, deadline: String(deadlineSeconds) },
    'The decision',
  )
  session.show(
    `${proposal.title} (${proposal.proposalId})\nreason: ${reason}\ncounts until ${isoTime(deadlineSeconds)} (chain time)`,
  )
  const { client } = await session.connect()
  await assertWorkers(client, config.temporal.taskQueue, ['orchestration', 'chain'])
  await confirm(session, `Reject this as ${account.address}?`, yes)
  const signature = await account.signTypedData(decisionTypedData({ chainId: market.chain.id, decision }))
  const { by } = await rejectProposal(client, proposal.proposalId, { decision, signature })
  const short = proposal.proposalId.slice(0, 10)
  const lines = [
    `Rejected by ${by}. It can still be executed until the chain says otherwise:`,
    view.readyAtSeconds === null
      ? `owners now sign its rejection: plimsoll proposal sign ${short} --reject --key-env NAME`
      : `it is scheduled, so the guardian must cancel it: plimsoll proposal veto ${short}`,
  ]
  return {
    text: lines.join('\n'),
    json: {
      proposalId: proposal.proposalId,
      by,
      reason,
      // Only once it was held to the operation: a guardian sends what stands here.
      cancellation: objection === null ? cancellationOf(proposal) : null,
    },
  }
}

function cancellationOf({ route }: Proposal): Call | null {
  const exit = route.exits.find(({ kind }) => kind === 'cancel')
  return exit?.kind === 'cancel' ? exit.call : null
}
