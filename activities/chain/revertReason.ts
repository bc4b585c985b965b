import { BaseError, ExecutionRevertedError, type Hex, RawContractError, RpcRequestError } from 'viem'

/**
 * What nodes say of code that ends without a revert's data, such as the failed assertion of an old compiler: geth and Erigon, revm (anvil, reth),
 * Nethermind, Besu. Running out of gas is none of them: another node allows more.
 */
const HALTED =
  /invalid ?opcode|InvalidFEOpcode|OpcodeNotFound|bad ?instruction|invalid ?jump|stack ?(under|over)flow|stack limit reached/i

/**
 * Find the reason of a revert in an error of an eth_call or eth_estimateGas.
 *
 * @returns the node's own words or the error data; undefined when the error is no revert (a time-out, say)
 */
export function revertReason(error: unknown): string | undefined {
  if (!(error instanceof BaseError)) return undefined
  const reverted = error.walk(
    (cause) => cause instanceof ExecutionRevertedError || cause instanceof RawContractError || isHalt(cause),
  )
  if (reverted === null) return undefined
  const data = error.walk((cause) => cause instanceof Error && 'data' in cause)
  const raw = data !== null && 'data' in data && typeof data.data === 'string' ? (data.data as Hex) : undefined
  const text = isHalt(reverted) ? reverted.details : reverted instanceof BaseError ? reverted.shortMessage : String(reverted)
  return raw === undefined ? text : `${text} (data ${raw.length > 138 ? `${raw.slice(0, 138)}…` : raw})`
}

function isHalt(cause: unknown): cause is RpcRequestError {
  return cause instanceof RpcRequestError && HALTED.test(cause.details)
}
