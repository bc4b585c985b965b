import { ApplicationFailure, type SearchAttributePair } from '@temporalio/common'
import { upsertSearchAttributes } from '@temporalio/workflow'

/** Bytes of one value, quotes included, with room to the server's 2,048: past that it terminates the run at once. */
const MAX_ATTRIBUTE_BYTES = 2_000

/**
 * Set search attributes of the running workflow.
 *
 * @throws {ApplicationFailure} of type SEARCH_ATTRIBUTE_TOO_LARGE, instead of a run that the server terminates
 */
export function publishAttributes(pairs: readonly SearchAttributePair[]): void {
  for (const { key, value } of pairs) {
    const bytes = new TextEncoder().encode(JSON.stringify(value)).length
    if (bytes > MAX_ATTRIBUTE_BYTES) {
      const message = `The search attribute ${key.name} would have ${bytes} bytes, and Temporal takes ${MAX_ATTRIBUTE_BYTES} at most. A market's name has 64 characters at most: correct what the run was started with.`
      throw ApplicationFailure.nonRetryable(message, 'SEARCH_ATTRIBUTE_TOO_LARGE')
    }
  }
  upsertSearchAttributes([...pairs])
}
