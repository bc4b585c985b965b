import { setTimeout as sleep } from 'node:timers/promises'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import type { ProposalView } from '../../proposals/proposalView.js'
import { readProposalView } from '../../client/proposals.js'
import { PATIENCE_MS } from './until.js'

/** Ask for a proposal's view until it is as wanted; if it never is, say what the workflow was waiting for. */
export async function untilViewed(
  { client }: Pick<LocalSystem, 'client'>,
  id: string,
  isThere: (view: ProposalView) => boolean,
): Promise<ProposalView> {
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline) {
    const view = await readProposalView(client, id)
    if (isThere(view)) return view
    await sleep(100)
  }
  const { raw } = await client.workflow.getHandle(id).describe()
  const pending = raw.pendingActivities?.map(
    ({ activityType, attempt, lastFailure, lastHeartbeatTime }) =>
      `${activityType?.name} attempt ${attempt}, heard of at ${lastHeartbeatTime?.seconds ?? 'no time'}, ${lastFailure?.message ?? 'no failure'}`,
  )
  const view = { ...(await readProposalView(client, id)), checks: [] }
  throw new Error(`pending: ${pending?.join('; ') ?? 'nothing'}; still ${JSON.stringify(view)}`)
}
