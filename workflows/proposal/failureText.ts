import { ActivityFailure } from '@temporalio/workflow'

/** Take the message of what went wrong in an activity, or of any error. */
export function failureText(error: unknown): string {
  if (error instanceof ActivityFailure && error.cause !== undefined) return error.cause.message
  return error instanceof Error ? error.message : String(error)
}
