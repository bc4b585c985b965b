import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common'
import {
  CancellationScope,
  ChildWorkflowCancellationType,
  type ChildWorkflowHandle,
  getExternalWorkflowHandle,
  log,
  ParentClosePolicy,
  startChild,
  WorkflowIdReusePolicy,
  workflowInfo,
} from '@temporalio/workflow'
import type { ProposalInput } from '../proposal/life.js'
import { proposalWorkflow } from '../proposal/proposalWorkflow.js'
import { marketAttribute, stateAttribute } from '../searchAttributes.js'
import { type ReservedOutcome, reservedSignal } from './messages.js'

/**
 * Hold a market's one place for a live proposal: the entity behind `reservation/<market>`. The server starts it only while no other of its id runs,
 * so two runs never both propose, however close together they are.
 *
 * ```
 * start (atomic) ─▶ proposal (abandoned child) ─▶ tell the run ─▶ proposal over, however it ended ─▶ free
 * ```
 *
 * The proposal is its child, so the server itself tells when it is over, after a termination too. Where somebody terminates the reservation, its
 * proposal goes on, and later runs find it in the engine's list.
 */
export async function reservationWorkflow(input: ProposalInput): Promise<void> {
  await CancellationScope.nonCancellable(async () => {
    const proposal = await start(input)
    await tell(proposal === null ? 'alreadyProposed' : 'proposed')
    // A proposal that failed or was terminated is over as well.
    await proposal?.result().catch(() => undefined)
  })
}

async function start(input: ProposalInput): Promise<ChildWorkflowHandle<typeof proposalWorkflow> | null> {
  const { proposal } = input
  try {
    return await startChild(proposalWorkflow, {
      workflowId: `proposal/${proposal.proposalId}`,
      args: [input],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      cancellationType: ChildWorkflowCancellationType.ABANDON,
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
      typedSearchAttributes: [
        { key: marketAttribute, value: proposal.market },
        { key: stateAttribute, value: 'drafted' },
      ],
      memo: { title: proposal.title },
    })
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return null
    throw error
  }
}

async function tell(outcome: ReservedOutcome): Promise<void> {
  const { parent } = workflowInfo()
  if (parent === undefined) return
  try {
    await getExternalWorkflowHandle(parent.workflowId, parent.runId).signal(reservedSignal, outcome)
  } catch (error) {
    // Whoever ended the run meanwhile need not be told.
    log.warn('The run that reserved its market is gone', { reason: String(error) })
  }
}
