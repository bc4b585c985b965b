import { encodeFunctionData } from 'viem'
import type { Call } from '../call.js'
import { decodedOperation } from './decodedOperation.js'
import { decodeTimelockCall } from './decodeTimelockCall.js'
import { NotATimelockCall } from './notATimelockCall.js'
import { timelockAbi } from './timelockAbi.js'
import type { TimelockOperation } from './timelockOperation.js'

/**
 * Encode the proposer's call that starts a batch's delay.
 *
 * @source OpenZeppelin TimelockController.sol (`scheduleBatch`)
 */
export function scheduleBatch(operation: TimelockOperation): Call {
  const { timelock, targets, values, payloads, predecessor, salt, delaySeconds } = operation
  const data = encodeFunctionData({
    abi: timelockAbi,
    functionName: 'scheduleBatch',
    args: [targets, values.map(BigInt), payloads, predecessor, salt, BigInt(delaySeconds)],
  })
  return { to: timelock, value: '0', data }
}

/**
 * Decode a `scheduleBatch` call into the operation that it starts, its id computed from the content.
 *
 * @throws {NotATimelockCall} when the bytes are no well-formed `scheduleBatch`.
 */
export function decodeScheduleBatch(call: Pick<Call, 'to' | 'data'>): TimelockOperation {
  const [targets, values, payloads, predecessor, salt, delay] = decodeTimelockCall('scheduleBatch', call.data)
  if (delay > BigInt(Number.MAX_SAFE_INTEGER)) throw new NotATimelockCall('scheduleBatch', call.data)
  return {
    ...decodedOperation('scheduleBatch', call, [targets, values, payloads, predecessor, salt]),
    delaySeconds: Number(delay),
  }
}
