import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow'

/** Take the message of what went wrong in an activity, or of any error. */
export function failureText(error: unknown): string {
  if (error instanceof ActivityFailure && error.cause !== undefined) return error.cause.message
  return error instanceof Error ? error.message : String(error)
}

/** Take the stable code of what went wrong in an activity; undefined where it has none. */
export function failureCode(error: unknown): string | undefined {
  const cause = error instanceof ActivityFailure ? error.cause : error
  return cause instanceof ApplicationFailure ? (cause.type ?? undefined) : undefined
}
