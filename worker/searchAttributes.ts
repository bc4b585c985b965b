import { type Connection, isGrpcServiceError } from '@temporalio/client'
import proto from '@temporalio/proto'
import { PlimsollError } from '../core/errors/plimsollError.js'

/** Every search attribute that the workflows set, with its type: an unregistered one makes workflow tasks fail again and again. */
export const SEARCH_ATTRIBUTES = {
  PlimsollMarket: 'Keyword',
  PlimsollState: 'Keyword',
  PlimsollSeverity: 'Keyword',
} as const

/** The Temporal server has an attribute of ours under another type, or will not register ours. */
export class SearchAttributesUnavailable extends PlimsollError {
  readonly code = 'SEARCH_ATTRIBUTES_UNAVAILABLE'
  readonly kind = 'temporal'

  constructor(names: readonly string[], cause: unknown) {
    super({
      shortMessage: `The Temporal server lacks the search attributes ${names.join(', ')} and does not let them be added.`,
      metaMessages: [
        `Ask its operator: temporal operator search-attribute create ${names.map((name) => `--name ${name} --type Keyword`).join(' ')}`,
      ],
      cause,
    })
  }
}

/**
 * Register the missing search attributes through the operator service.
 *
 * @throws {SearchAttributesUnavailable} when the server refuses
 */
export async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const names = Object.keys(SEARCH_ATTRIBUTES)
  const existing = await connection.operatorService.listSearchAttributes({ namespace }).catch((error: unknown) => {
    throw new SearchAttributesUnavailable(names, error)
  })
  const missing = names.filter((name) => !(name in (existing.customAttributes ?? {})))
  if (missing.length === 0) return
  const keyword = proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD
  try {
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map((name) => [name, keyword])),
    })
  } catch (error) {
    const isThere = isGrpcServiceError(error) && /already exist/i.test(error.details)
    if (!isThere) throw new SearchAttributesUnavailable(missing, error)
  }
}
