import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import { PlimsollError } from '../core/errors/plimsollError.js'
import type { MarketId } from '../core/units/marketId.js'
import type {
  recalibrationWorkflow,
  RecalibrationInput,
  RecalibrationResult,
} from '../workflows/recalibration/recalibrationWorkflow.js'
import { marketAttribute } from '../workflows/searchAttributes.js'
import { recalibrationId } from '../workflows/workflowIds.js'

/** Another run of the market is under way: nothing was started. */
export class RecalibrationRunning extends PlimsollError {
  readonly code = 'RECALIBRATION_RUNNING'
  readonly kind = 'refused'

  constructor(market: MarketId) {
    super({
      shortMessage: `Nothing was started: a recalibration of "${market}" is running.`,
      metaMessages: [
        `It is the workflow ${recalibrationId(market)}, and its proposal stays. Wait for its end, then ask again where another run is needed.`,
      ],
    })
  }
}

/** A run that was started by hand. */
export interface StartedRecalibration {
  readonly workflowId: string
  /**
   * Wait for its result.
   *
   * @throws {WorkflowFailedError} (Temporal's) when an activity failed for good; its cause has the code
   */
  readonly result: () => Promise<RecalibrationResult>
}

/** Workflow id of a run by hand: the market's one id, or, for a dry run, which excludes nothing, one of its own that tells its start. */
function runId({ market, isDryRun }: RecalibrationInput, startedAt: Date): string {
  return isDryRun ? `${recalibrationId(market)}-dry-${startedAt.toISOString()}` : recalibrationId(market)
}

/**
 * Start one recalibration by hand.
 *
 * @throws {RecalibrationRunning} when another run of the market is under way; dry runs never get it
 */
export async function startRecalibration(input: {
  client: Client
  taskQueue: string
  startedAt: Date
  input: RecalibrationInput
}): Promise<StartedRecalibration> {
  const { market } = input.input
  const workflowId = runId(input.input, input.startedAt)
  try {
    const handle = await input.client.workflow.start<typeof recalibrationWorkflow>('recalibrationWorkflow', {
      workflowId,
      taskQueue: input.taskQueue,
      args: [input.input],
      workflowIdConflictPolicy: 'FAIL',
      typedSearchAttributes: [{ key: marketAttribute, value: market }],
    })
    return { workflowId, result: () => handle.result() }
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) throw new RecalibrationRunning(market)
    throw error
  }
}

/**
 * Run one recalibration by hand and wait for its result.
 *
 * @throws {RecalibrationRunning} when another run of the market is under way
 * @throws {WorkflowFailedError} (Temporal's) when an activity failed for good; its cause has the code
 */
export async function runRecalibration(
  input: Parameters<typeof startRecalibration>[0],
): Promise<{ workflowId: string; result: RecalibrationResult }> {
  const { workflowId, result } = await startRecalibration(input)
  return { workflowId, result: await result() }
}
