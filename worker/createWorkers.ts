import { type NativeConnection, Worker, type WorkerOptions, type WorkflowBundle } from '@temporalio/worker'
import type { Activities } from '../activities/index.js'
import { type QueueKind, queueName } from '../workflows/queues.js'

/**
 * Make one worker for each kind of queue. They share the connection and stop together.
 *
 * @param tuning - for tests, where a killed worker's sticky queue must time out quickly
 */
export async function createWorkers(input: {
  connection: NativeConnection
  namespace: string
  taskQueue: string
  kinds: readonly QueueKind[]
  activities: Activities
  workflowBundle: WorkflowBundle
  tuning?: Pick<WorkerOptions, 'stickyQueueScheduleToStartTimeout' | 'shutdownGraceTime' | 'maxHeartbeatThrottleInterval'>
}): Promise<readonly Worker[]> {
  return Promise.all(
    input.kinds.map((kind) =>
      Worker.create({
        connection: input.connection,
        namespace: input.namespace,
        taskQueue: queueName(input.taskQueue, kind),
        activities: input.activities,
        ...(kind === 'orchestration' ? { workflowBundle: input.workflowBundle } : {}),
        // A wait on the chain holds its slot for days: many proposals must be able to wait at once.
        maxConcurrentActivityTaskExecutions: kind === 'cpu' ? 2 : 200,
        shutdownGraceTime: '30s',
        ...input.tuning,
      }),
    ),
  )
}
