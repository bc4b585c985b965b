import type { WorkflowBundle } from '@temporalio/worker'
import type { ComputePool } from '../activities/compute/computePool.js'
import { createComputePool } from '../activities/compute/createComputePool.js'
import { createActivities } from '../activities/index.js'
import { WorkerStopping } from '../activities/runtime/untilStopped.js'
import { cacheDir, environment as processEnvironment } from '../config/environment.js'
import type { LoadedConfig } from '../config/loadConfig.js'
import { createWorkers } from './createWorkers.js'
import type { QueueKind } from '../workflows/queues.js'
import { type RunningWorkers, runWorkers } from './runWorkers.js'
import { activityDependencies } from './runtime/activityDependencies.js'
import { connectTemporal } from '../client/connectTemporal.js'
import { connectTemporalWorkers } from './runtime/connectTemporalWorkers.js'
import { type ActivityRecord, logActivities } from './runtime/logActivities.js'
import type { Environment } from '../config/environment.js'
import { ensureSearchAttributes } from './searchAttributes.js'
import { workflowBundle } from './workflowBundle.js'

/** How to start the workers of one process. */
export interface StartWorkerOptions {
  readonly loadedConfig: LoadedConfig
  /** Queues to serve. */
  readonly kinds: readonly QueueKind[]
  /** For tests, where a killed worker's sticky queue must time out quickly. */
  readonly tuning?: Parameters<typeof createWorkers>[0]['tuning']
  readonly killPoint?: (name: string) => void
  /** Reads environment variables; the process's own by default. */
  readonly environment?: Environment
  /** Runs the models, and is closed with the worker; as many threads of its own as the configuration says by default. */
  readonly compute?: ComputePool
  /** Gets a record of every attempt of an activity. */
  readonly onActivity?: (record: ActivityRecord) => void
}

/** Workers that run, with their connections. */
export interface StartedWorker extends RunningWorkers {
  /** Stop the workers, wait for them, and close their connections. Harmless when they have stopped. */
  readonly close: () => Promise<void>
}

/**
 * Start workers from a configuration: connect, register the search attributes, bundle the workflows, serve the queues.
 *
 * @throws {TemporalUnreachable} {TemporalNamespaceMissing} {SearchAttributesUnavailable} when Temporal is not ready
 * @throws {EnvironmentVariableMissing} {InvalidPrivateKey} {RpcUrlInvalid} when the environment lacks what the configuration names
 */
export async function startWorker(options: StartWorkerOptions): Promise<StartedWorker> {
  const { loadedConfig, kinds, tuning, killPoint, onActivity, environment = processEnvironment } = options
  const { compute = createComputePool({ threads: loadedConfig.config.compute.threads }) } = options
  const { temporal } = loadedConfig.config
  const closers: (() => Promise<void>)[] = [() => compute.close()]
  const stopping = new AbortController()
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close()
  }
  try {
    const temporalClient = await connectTemporal(temporal)
    closers.push(temporalClient.close)
    await ensureSearchAttributes(temporalClient.connection, temporalClient.namespace)
    const activities = createActivities({
      ...activityDependencies({
        loadedConfig,
        client: temporalClient.client,
        environment,
        needsRelayer: kinds.includes('chain'),
        compute,
        killPoint,
      }),
      stopping: stopping.signal,
    })
    const isOrchestrating = kinds.includes('orchestration')
    const [workers, bundle] = await Promise.all([
      connectTemporalWorkers(temporal),
      isOrchestrating ? workflowBundle(cacheDir()) : Promise.resolve<WorkflowBundle>({ code: '' }),
    ])
    closers.push(() => workers.connection.close())
    const running = runWorkers(
      await createWorkers({
        connection: workers.connection,
        namespace: workers.namespace,
        taskQueue: temporal.taskQueue,
        kinds,
        activities: onActivity === undefined ? activities : logActivities(activities, onActivity),
        workflowBundle: bundle,
        ...(tuning === undefined ? {} : { tuning }),
      }),
      () => stopping.abort(new WorkerStopping()),
    )
    return {
      ...running,
      close: async () => {
        try {
          await running.stop()
        } finally {
          await closeAll()
        }
      },
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}
