import { encodeFunctionData } from 'viem'
import type { Call } from '../call.js'
import { decodedOperation } from './decodedOperation.js'
import { decodeTimelockCall } from './decodeTimelockCall.js'
import { timelockAbi } from './timelockAbi.js'
import type { TimelockOperation } from './timelockOperation.js'

/**
 * Encode the executor's call of a batch whose delay is over; it passes on the batch's total value.
 *
 * @source OpenZeppelin TimelockController.sol (`executeBatch`)
 */
export function executeBatch(operation: Omit<TimelockOperation, 'delaySeconds'>): Call {
  const { timelock, targets, values, payloads, predecessor, salt } = operation
  const data = encodeFunctionData({
    abi: timelockAbi,
    functionName: 'executeBatch',
    args: [targets, values.map(BigInt), payloads, predecessor, salt],
  })
  return { to: timelock, value: values.reduce((sum, value) => sum + BigInt(value), 0n).toString(), data }
}

/**
 * Decode an `executeBatch` call, the operation's id computed from the content.
 *
 * @throws {NotATimelockCall} when the bytes are no well-formed `executeBatch`.
 */
export function decodeExecuteBatch(call: Pick<Call, 'to' | 'data'>): Omit<TimelockOperation, 'delaySeconds'> {
  return decodedOperation('executeBatch', call, decodeTimelockCall('executeBatch', call.data))
}
