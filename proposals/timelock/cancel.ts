import { encodeFunctionData, type Hex } from 'viem'
import type { Call } from '../call.js'
import { decodeTimelockCall } from './decodeTimelockCall.js'
import { timelockAbi } from './timelockAbi.js'
import type { TimelockOperation } from './timelockOperation.js'

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
