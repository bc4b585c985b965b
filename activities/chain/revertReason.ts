import { BaseError, ExecutionRevertedError, type Hex, RawContractError } from 'viem'

/**
 * Find the reason of a revert in an error of an eth_call or eth_estimateGas.
 *
 * @returns the node's own words or the error data; undefined when the error is no revert (a time-out, say)
 */
export function revertReason(error: unknown): string | undefined {
  if (!(error instanceof BaseError)) return undefined
  const reverted = error.walk((cause) => cause instanceof ExecutionRevertedError || cause instanceof RawContractError)
  if (reverted === null) return undefined
  const data = error.walk((cause) => cause instanceof Error && 'data' in cause)
  const raw = data !== null && 'data' in data && typeof data.data === 'string' ? (data.data as Hex) : undefined
  const text = reverted instanceof BaseError ? reverted.shortMessage : String(reverted)
  return raw === undefined ? text : `${text} (data ${raw.length > 138 ? `${raw.slice(0, 138)}…` : raw})`
}
