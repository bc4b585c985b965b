import { findMarket } from '../../../config/findMarket.js'
import type { ProposalView } from '../../../proposals/proposalView.js'
import { isFinal } from '../../../proposals/states.js'
import { listProposals, readProposalView } from '../../../client/proposals.js'
import { assertWorkers } from '../../../client/workerPresence.js'
import type { Outcome } from '../../outcome.js'
import { printable } from '../../output/printable.js'
import { table } from '../../output/table.js'
import type { Session } from '../../session.js'

/** Views asked for at once: each is a query that a worker answers. */
const AT_ONCE = 8

/** List proposals, newest first, each as its workflow tells it. */
export async function list(session: Session, filter: { market: string | undefined; isOpen: boolean }): Promise<Outcome> {
  const { config } = await session.load()
  const market = filter.market === undefined ? undefined : findMarket(config, filter.market).market.id
  const { client } = await session.connect()
  const ids = await listProposals(client, { market, isRunning: filter.isOpen })
  if (ids.length === 0) return { json: [], text: 'No proposals. Start a recalibration with `plimsoll recalibrate`.' }
  await assertWorkers(client, config.temporal.taskQueue, ['orchestration'])
  const views: ProposalView[] = []
  for (let i = 0; i < ids.length; i += AT_ONCE) {
    views.push(...(await Promise.all(ids.slice(i, i + AT_ONCE).map((id) => readProposalView(client, id)))))
  }
  const columns = [
    { header: 'id' },
    { header: 'market' },
    { header: 'title', wraps: true },
    { header: 'state' },
    { header: 'signatures' },
  ]
  const rows = printable(views).map((view) => [
    view.proposalId.slice(0, 10),
    view.market,
    view.title,
    stateOf(session, view),
    signaturesOf(view),
  ])
  return { json: views, text: table(columns, rows, session.terminal.columns) }
}

function stateOf({ colors }: Session, { state, canStillExecute }: ProposalView): string {
  if (state === 'verified') return colors.green(state)
  if (state === 'ending' && canStillExecute) return colors.red('ending, can still be executed')
  return isFinal(state) ? colors.dim(state) : state
}

function signaturesOf({ missingSignatures, openRound, threshold }: ProposalView): string {
  if (openRound === null || threshold === null) return '-'
  const what = openRound === 'reject' ? ' to reject' : ''
  return missingSignatures === 0 ? `complete${what}` : `${missingSignatures} of ${threshold} missing${what}`
}
