import type { Client } from '@temporalio/client'
import type { MarketId } from '../../core/units/marketId.js'
import { marketAttribute } from '../../workflows/searchAttributes.js'
import type {
  recalibrationWorkflow,
  RecalibrationInput,
  RecalibrationResult,
} from '../../workflows/recalibration/recalibrationWorkflow.js'

/** Workflow id that a market's recalibrations start with; the schedule appends the scheduled time, a run by hand its start. */
export function recalibrationId(market: MarketId): string {
  return `recalibration/${market}`
}

/** Workflow id of a run by hand that starts at an instant. */
export function manualRunId(market: MarketId, startedAt: Date): string {
  return `${recalibrationId(market)}-manual-${startedAt.toISOString()}`
}

/**
 * Run one recalibration by hand and wait for its result.
 *
 * @param input.startedAt - becomes part of the workflow id, so that a run can be found by its time
 * @throws {WorkflowFailedError} (Temporal's) when an activity failed for good; its cause has the code
 */
export async function runRecalibration(input: {
  client: Client
  taskQueue: string
  startedAt: Date
  input: RecalibrationInput
}): Promise<{ workflowId: string; result: RecalibrationResult }> {
  const { market } = input.input
  const workflowId = manualRunId(market, input.startedAt)
  const result = await input.client.workflow.execute<typeof recalibrationWorkflow>('recalibrationWorkflow', {
    workflowId,
    taskQueue: input.taskQueue,
    args: [input.input],
    typedSearchAttributes: [{ key: marketAttribute, value: market }],
  })
  return { workflowId, result }
}
