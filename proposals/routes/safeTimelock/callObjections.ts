import { sameHex } from '../../../core/hex.js'
import type { Call } from '../../call.js'
import { error, type Objection } from '../../checks/question.js'
import type { SafeTimelockBinding } from './safeTimelockBinding.js'

const SCHEDULE_BATCH = '0x8f2a0bb0'
const EXECUTE_BATCH = '0xe38335e5'
const CANCEL = '0xc4d252f5'

/** List the calls of Safe, relayer and guardian that are not the known functions of the timelock, or that pass value. */
export function callObjections({ safe, timelock, rounds, rejection, execution, cancellation }: SafeTimelockBinding): Objection[] {
  const isEmpty = sameHex(rejection.transaction.to, safe) && rejection.transaction.data === '0x'
  return [
    ...rounds.flatMap(({ transaction }, i) => only(`signing round ${i + 1}`, transaction, timelock, SCHEDULE_BATCH)),
    ...(isEmpty ? [] : [error('The rejection is not an empty call of the Safe to itself.')]),
    ...only('the execution', execution, timelock, EXECUTE_BATCH),
    ...only('the cancellation', cancellation, timelock, CANCEL),
  ]
}

function only(where: string, { to, value, data }: Call, expected: string, selector: string): Objection[] {
  const capital = `${where.charAt(0).toUpperCase()}${where.slice(1)}`
  const isRight = sameHex(to, expected) && data.startsWith(selector)
  return [
    ...(isRight ? [] : [error(`${capital} is ${data.slice(0, 10)} of ${to}; it must be ${selector} of ${expected}.`)]),
    ...(value === '0' ? [] : [error(`${capital} passes ${value} wei; parameter changes pass none.`)]),
  ]
}
