import { encodeFunctionData, type Hex } from 'viem'
import type { Call } from '../call.js'
import { decodeTimelockCall, NotATimelockCall } from './decodeTimelockCall.js'
import { decodedOperation } from './decodedOperation.js'
import { timelockAbi } from './timelockAbi.js'
import type { TimelockOperation } from './timelockOperation.js'

/**
 * Encode the proposer's call that starts a batch's delay.
 *
 * @source OpenZeppelin TimelockController.sol (`scheduleBatch`)
 * @example
 * import { decodeScheduleBatch, operationId, scheduleBatch } from 'plimsoll/proposals'
 *
 * const content = {
 *   timelock: '0x00000000000000000000000000000000000000aa',
 *   targets: ['0x00000000000000000000000000000000000000bb'],
 *   values: ['0'],
 *   payloads: ['0x12345678'],
 *   predecessor: `0x${'00'.repeat(32)}`,
 *   salt: `0x${'11'.repeat(32)}`,
 * }
 * const operation = { ...content, id: operationId(content), delaySeconds: 172_800 }
 * const call = scheduleBatch(operation)
 * decodeScheduleBatch(call).id === operation.id // true
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

/**
 * Encode the canceller's call that ends a scheduled operation.
 *
 * @source OpenZeppelin TimelockController.sol (`cancel`)
 */
export function cancel({ timelock, id }: Pick<TimelockOperation, 'timelock' | 'id'>): Call {
  return { to: timelock, value: '0', data: encodeFunctionData({ abi: timelockAbi, functionName: 'cancel', args: [id] }) }
}

/**
 * Decode a `cancel` call into the operation's id.
 *
 * @throws {NotATimelockCall} when the bytes are no well-formed `cancel`.
 */
export function decodeCancel({ data }: Pick<Call, 'data'>): Hex {
  return decodeTimelockCall('cancel', data)[0]
}
