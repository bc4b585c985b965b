import type { ActivityOptions } from '@temporalio/workflow'
import { workflowInfo } from '@temporalio/workflow'

/** Durations of one kind of activity, as the configuration's table has them. */
export interface ActivityTimeouts {
  /** Longest single attempt. */
  readonly startToClose: string
  /** Longest silence before a worker counts as dead. */
  readonly heartbeat: string
}

/** Kinds of work, each with its own time-outs and task queue. */
export interface Timeouts {
  readonly ingest: ActivityTimeouts
  readonly chainRead: ActivityTimeouts
  readonly compute: ActivityTimeouts
  readonly chainWrite: ActivityTimeouts
  readonly wait: ActivityTimeouts
}

/** Task queues beside the orchestration queue, which is the workflow's own. */
export function chainQueue(): string {
  return `${workflowInfo().taskQueue}-chain`
}

/** @see chainQueue */
export function cpuQueue(): string {
  return `${workflowInfo().taskQueue}-cpu`
}

type Duration = NonNullable<ActivityOptions['startToCloseTimeout']>

function durations({ startToClose, heartbeat }: ActivityTimeouts) {
  return { startToCloseTimeout: startToClose as Duration, heartbeatTimeout: heartbeat as Duration }
}

/** Sources: a venue that fails five times counts as failed for this run; the next run asks again. */
export function ingestOptions({ ingest }: Timeouts): ActivityOptions {
  return { ...durations(ingest), retry: { initialInterval: '1s', maximumInterval: '10s', maximumAttempts: 5 } }
}

/** Reads of the chain: retried for as long as the run may last, since only the node's return helps. */
export function chainReadOptions({ chainRead }: Timeouts): ActivityOptions {
  return { ...durations(chainRead), taskQueue: chainQueue(), retry: { initialInterval: '500ms', maximumInterval: '30s' } }
}

/** The Safe Transaction Service: retried until it is back, ever more slowly; what it refuses is not retryable by its class. */
export function serviceOptions({ chainRead }: Timeouts): ActivityOptions {
  return { ...durations(chainRead), taskQueue: chainQueue(), retry: { initialInterval: '1s', maximumInterval: '5m' } }
}

/** Pure computation: further attempts guard against workers that die; what fails by itself would fail alike. */
export function computeOptions({ compute }: Timeouts): ActivityOptions {
  return { ...durations(compute), taskQueue: cpuQueue(), retry: { initialInterval: '500ms', maximumAttempts: 5 } }
}

/**
 * Steps of a chain write: retried while the node may yet answer; a revert is not retryable by its class. What cannot succeed ends in time for
 * others to get their turn, and its reason gets to who asked for it.
 */
export function chainWriteOptions({ chainWrite }: Timeouts): ActivityOptions {
  const retry = { initialInterval: '500ms', maximumInterval: '30s' } as const
  return { ...durations(chainWrite), scheduleToCloseTimeout: '15m', taskQueue: chainQueue(), retry }
}

/** Waits of days or months in one attempt; the heartbeat tells a dead worker. */
export function waitOptions({ wait }: Timeouts): ActivityOptions {
  return { ...durations(wait), taskQueue: chainQueue(), retry: { initialInterval: '500ms', maximumInterval: '30s' } }
}
