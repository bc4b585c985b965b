import type { Client } from '@temporalio/client'
import proto from '@temporalio/proto'
import { PlimsollError } from '../core/errors/plimsollError.js'
import { QUEUE_KINDS, type QueueKind, queueName } from '../workflows/queues.js'

/** Temporal answers, and no worker asked it for work lately. */
export class WorkerMissing extends PlimsollError {
  readonly code = 'WORKER_MISSING'
  readonly kind = 'temporal'

  constructor(readonly queues: readonly string[]) {
    super({
      shortMessage: `No worker serves the task ${queues.length === 1 ? 'queue' : 'queues'} ${queues.join(', ')}, so nothing would happen.`,
      metaMessages: ['Start one with `plimsoll worker` and the same configuration, or correct temporal.taskQueue.'],
    })
  }
}

/**
 * Make sure that workers serve the queues. A worker that ended in the last minutes still counts: Temporal forgets it only then.
 *
 * @throws {WorkerMissing} when a queue has none
 */
export async function assertWorkers(client: Client, taskQueue: string, kinds: readonly QueueKind[] = QUEUE_KINDS): Promise<void> {
  const served = await Promise.all(kinds.map((kind) => isServed(client, taskQueue, kind)))
  const missing = kinds.filter((_, i) => served[i] === false).map((kind) => queueName(taskQueue, kind))
  if (missing.length > 0) throw new WorkerMissing(missing)
}

async function isServed(client: Client, taskQueue: string, kind: QueueKind): Promise<boolean> {
  const { TASK_QUEUE_TYPE_ACTIVITY, TASK_QUEUE_TYPE_WORKFLOW } = proto.temporal.api.enums.v1.TaskQueueType
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: queueName(taskQueue, kind) },
    taskQueueType: kind === 'orchestration' ? TASK_QUEUE_TYPE_WORKFLOW : TASK_QUEUE_TYPE_ACTIVITY,
  })
  return (pollers ?? []).length > 0
}
