import { BaseError, ExecutionRevertedError, type Hex, RawContractError, RpcRequestError } from 'viem'

/**
 * What nodes say of code that ends without a revert's data, such as the failed assertion of an old compiler: geth and Erigon, revm (anvil, reth),
 * Nethermind, Besu, OpenEthereum. Running out of gas is none of them: another node allows more.
 */
const HALTED =
  /invalid ?opcode|InvalidFEOpcode|OpcodeNotFound|bad ?instruction|(invalid|bad) ?jump|stack ?(under|over)flow|stack limit reached/i
/** A revert in the words of geth, Erigon, reth, anvil, Besu, hardhat, ganache, and in the error data of Nethermind and OpenEthereum. */
const REVERTED = /\brevert(ed|s)?\b/i
/** JSON-RPC code of a revert with data. @source EIP-1474's successors, execution-apis `eth_call` */
const REVERT_CODE = 3
/** "VM execution error.": what happened is in the data alone. -32016 is a time-out in Nethermind. @source OpenEthereum; Nethermind, ErrorCodes.cs */
const EXECUTION_CODE = -32015
/** Data of this code that name a revert by nothing but its bytes: "0x…", or "err: 0x… (supplied gas 36000000)". */
const ONLY_BYTES = /^(err: )?0x[0-9a-f]*( \(supplied gas \d+\))?$/i
const MOST_DIGITS = 138

/**
 * Find the reason of a revert in an error of an eth_call or eth_estimateGas.
 *
 * A node marks a revert with code 3, with the word in the message, or in the data, as text or object. If the call ran out of gas, timed out or met
 * an internal error, it did not revert.
 *
 * @returns the node's own words or the error data; undefined for any other error, such as a time-out
 */
export function revertReason(error: unknown): string | undefined {
  if (!(error instanceof BaseError)) return undefined
  const reverted = error.walk((cause) => cause instanceof ExecutionRevertedError || cause instanceof RawContractError)
  const request = error.walk((cause) => cause instanceof RpcRequestError)
  const answer = request instanceof RpcRequestError ? request : null
  const isHalt = answer !== null && HALTED.test([answer.details, ...textsOf(answer.data)].join('\n'))
  if (reverted === null && !isHalt && (answer === null || !saysRevert(answer))) return undefined
  const text = isHalt || !(reverted instanceof BaseError) ? (answer?.details ?? String(reverted)) : reverted.shortMessage
  const data = dataText(error, answer)
  return data === undefined ? text : `${text} (data ${data.length > MOST_DIGITS ? `${data.slice(0, MOST_DIGITS)}…` : data})`
}

function saysRevert({ code, details, data }: RpcRequestError): boolean {
  const texts = textsOf(data)
  if (code === REVERT_CODE || [details, ...texts].some((text) => REVERTED.test(text))) return true
  return code === EXECUTION_CODE && texts.every((text) => ONLY_BYTES.test(text.trim()))
}

/** The data of the innermost error that has any: the revert's bytes, or the text that the node puts in their place. */
function dataText(error: BaseError, answer: RpcRequestError | null): string | undefined {
  const holder = error.walk((cause) => cause instanceof Error && 'data' in cause)
  const raw = holder !== null && 'data' in holder && typeof holder.data === 'string' ? (holder.data as Hex) : undefined
  const texts = textsOf(answer?.data)
  return raw ?? texts.find((text) => /^0x[0-9a-f]*$/i.test(text)) ?? texts[0]
}

/** Every text in error data: itself, or the values of an object, as hardhat and ganache give it. */
function textsOf(data: unknown): string[] {
  if (typeof data === 'string') return [data]
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(textsOf) : []
}
