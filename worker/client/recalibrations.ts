import type { Client } from '@temporalio/client'
import type { MarketId } from '../../core/units/marketId.js'
import { marketAttribute } from '../../workflows/searchAttributes.js'
import type { recalibrationWorkflow, RecalibrationInput, RecalibrationResult } from '../../workflows/recalibration/recalibrationWorkflow.js'

/** Workflow id that a market's recalibrations start with; the schedule appends the scheduled time, a run by hand its start. */
export function recalibrationId(market: MarketId): string {
  return `recalibration/${market}`
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
  const workflowId = `${recalibrationId(market)}-manual-${input.startedAt.toISOString()}`
  const result = await input.client.workflow.execute<typeof recalibrationWorkflow>('recalibrationWorkflow', {
    workflowId,
    taskQueue: input.taskQueue,
    args: [input.input],
    typedSearchAttributes: [{ key: marketAttribute, value: market }],
  })
  return { workflowId, result }
}
