import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common'
import { executeChild, WorkflowIdReusePolicy, workflowInfo } from '@temporalio/workflow'
import { publishAttributes } from '../publishAttributes.js'
import { marketAttribute, stateAttribute } from '../searchAttributes.js'
import { recalibrationId } from '../workflowIds.js'
import { type RecalibrationInput, type RecalibrationResult, recalibrationWorkflow } from './recalibrationWorkflow.js'

/** A scheduled run that found another run of its market under way: it computed nothing. */
export interface NothingRun {
  readonly outcome: 'alreadyRunning'
  readonly scheduledAt: string
}

/** What a scheduled run leaves behind. */
export type ScheduledRecalibrationResult = RecalibrationResult | NothingRun

/**
 * Run a market's recalibration when its schedule says so.
 *
 * The server appends the scheduled time to the workflow id of a schedule's action, so that id excludes nothing. The run itself has the market's one id:
 * where it is in use, by a run by hand or by another scheduled one, nothing is run.
 *
 * ```
 * schedule ─▶ id of the market free? ─▶ recalibration (child) ─▶ its result
 *                     └▶ alreadyRunning
 * ```
 *
 * @throws {ChildWorkflowFailure} when the run failed; the schedule then pauses
 */
export async function scheduledRecalibrationWorkflow(input: RecalibrationInput): Promise<ScheduledRecalibrationResult> {
  const scheduledAt = (scheduledTime() ?? workflowInfo().startTime).toISOString()
  const result = await run(input, scheduledAt)
  publishAttributes([{ key: stateAttribute, value: result.outcome }])
  return result
}

async function run(input: RecalibrationInput, scheduledAt: string): Promise<ScheduledRecalibrationResult> {
  const { market } = input
  try {
    return await executeChild(recalibrationWorkflow, {
      workflowId: recalibrationId(market),
      args: [{ ...input, scheduledAt }],
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
      typedSearchAttributes: [{ key: marketAttribute, value: market }],
    })
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return { outcome: 'alreadyRunning', scheduledAt }
    throw error
  }
}

/** Time that the schedule meant this run for, without its jitter; undefined for a run that no schedule started. */
function scheduledTime(): Date | undefined {
  // Set by the server on scheduled runs; the SDK has no typed key for it.
  const value = workflowInfo().searchAttributes.TemporalScheduledStartTime?.[0]
  return value instanceof Date ? value : undefined
}
