import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow'

/** Characters of a fault that are kept: it travels on in arguments, states and views. */
const MAX_CHARACTERS = 2_000

/** Take the message of what went wrong in an activity, or of any error: its beginning, where it is as long as an answer of a source can be. */
export function failureText(error: unknown): string {
  const text = textOf(error)
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)} …` : text
}

function textOf(error: unknown): string {
  if (error instanceof ActivityFailure && error.cause !== undefined) return error.cause.message
  return error instanceof Error ? error.message : String(error)
}

/** Take the stable code of what went wrong in an activity; undefined where it has none. */
export function failureCode(error: unknown): string | undefined {
  const cause = error instanceof ActivityFailure ? error.cause : error
  return cause instanceof ApplicationFailure ? (cause.type ?? undefined) : undefined
}
