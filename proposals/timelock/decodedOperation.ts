import { getAddress, type Hex } from 'viem'
import type { Call } from '../call.js'
import { NotATimelockCall } from './decodeTimelockCall.js'
import { operationId, type TimelockOperation } from './timelockOperation.js'

/**
 * Make an operation, without its delay, of a batch call's decoded arguments; the id is computed from them.
 *
 * @throws {NotATimelockCall} when the lists differ in length.
 */
export function decodedOperation(
  functionName: 'scheduleBatch' | 'executeBatch',
  { to, data }: Pick<Call, 'to' | 'data'>,
  [targets, values, payloads, predecessor, salt]: readonly [readonly Hex[], readonly bigint[], readonly Hex[], Hex, Hex],
): Omit<TimelockOperation, 'delaySeconds'> {
  if (targets.length !== values.length || targets.length !== payloads.length) throw new NotATimelockCall(functionName, data)
  const fields = {
    timelock: to,
    targets: targets.map((target) => getAddress(target)),
    values: values.map(String),
    payloads: [...payloads],
    predecessor,
    salt,
  }
  return { ...fields, id: operationId(fields) }
}
