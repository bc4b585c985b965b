import { expect } from '@jest/globals'
import type { MarketDataSource } from '../../../../activities/sources/marketDataSource.js'
import { PlimsollError } from '../../../../core/errors/plimsollError.js'

/** Take the error with which a source of a venue behind `/proxy` fails; the address's path is not in it. */
export async function failureOf(
  from: { readonly fetch: (request: Parameters<MarketDataSource['fetch']>[0]) => Promise<unknown> },
  request: Parameters<MarketDataSource['fetch']>[0],
): Promise<PlimsollError> {
  const error = await from.fetch(request).catch((thrown: unknown) => thrown)
  if (!(error instanceof PlimsollError)) throw new Error(`expected a PlimsollError, got ${String(error)}`)
  expect(error.message).not.toContain('/proxy')
  return error
}
