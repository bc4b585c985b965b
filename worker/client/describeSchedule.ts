import { setTimeout as sleep } from 'node:timers/promises'
import { isGrpcServiceError, type ScheduleDescription, type ScheduleHandle, ServiceError } from '@temporalio/client'

const PATIENCE_MS = 60_000
const PAUSE_MS = 500
/** gRPC statuses that asking again does not change: INVALID_ARGUMENT, NOT_FOUND, PERMISSION_DENIED, UNIMPLEMENTED, UNAUTHENTICATED. */
const FINAL_STATUSES = new Set([3, 5, 7, 12, 16])

/**
 * Describe a schedule, with patience: a server that was killed takes a while to go on with its schedules, and answers no question about
 * them meanwhile.
 *
 * @throws {ScheduleNotFoundError} when there is none
 * @throws {ServiceError} when the server still does not answer after `patienceMs`, or refuses
 */
export async function describeSchedule(handle: ScheduleHandle, patienceMs = PATIENCE_MS): Promise<ScheduleDescription> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    try {
      return await handle.describe()
    } catch (error) {
      const cause = error instanceof ServiceError ? error.cause : error
      if (!isGrpcServiceError(cause) || FINAL_STATUSES.has(cause.code) || Date.now() >= deadline) throw error
    }
    await sleep(PAUSE_MS)
  }
}
