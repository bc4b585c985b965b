import { sameHex } from '../../core/hex.js'
import { targetOf } from '../targets/registry.js'
import type { AllowedCall } from '../targets/target.js'
import type { CheckContext } from './check.js'
import { defineCheck, error, type Objection } from './defineCheck.js'

const SCHEDULE_BATCH = '0x8f2a0bb0'
const EXECUTE_BATCH = '0xe38335e5'
const CANCEL = '0xc4d252f5'

/** Allow nothing but the known functions of the known contracts, on the target's side and on the route's. */
export const allowedCalls = defineCheck({
  name: 'allowed-calls',
  question: 'Does every call go to an allowed function of an allowed contract, without value?',
  objections: ({ proposal, live }) => [
    ...proposal.calls.flatMap((call, i) => targetCall(`call ${i + 1}`, call, targetOf(proposal.target).allowed, live.contracts)),
    ...proposal.route.rounds.flatMap(({ transaction }, i) =>
      only(`signing round ${i + 1}`, transaction, proposal.route.timelock, SCHEDULE_BATCH),
    ),
    ...(sameHex(proposal.route.rejection.transaction.to, proposal.route.safe) &&
    proposal.route.rejection.transaction.data === '0x'
      ? []
      : [error('The rejection is not an empty call of the Safe to itself.')]),
    ...only('the execution', proposal.route.execution, proposal.route.timelock, EXECUTE_BATCH),
    ...only('the cancellation', proposal.route.cancellation, proposal.route.timelock, CANCEL),
  ],
  passes: ({ proposal }) =>
    `All ${proposal.calls.length} calls are ${targetOf(proposal.target)
      .allowed.map(({ name }) => name)
      .join(', ')}, scheduled through the timelock.`,
})

interface AnyCall {
  readonly to: string
  readonly value: string
  readonly data: string
}

function targetCall(
  where: string,
  call: AnyCall,
  allowed: readonly AllowedCall[],
  contracts: CheckContext['live']['contracts'],
): Objection[] {
  const isAllowed = allowed.some(({ contract, selector }) => {
    const address = contracts[contract]
    return address !== undefined && sameHex(call.to, address) && call.data.startsWith(selector)
  })
  return [
    ...(isAllowed
      ? []
      : [error(`The ${where} is ${call.data.slice(0, 10)} of ${call.to}, which is not on the list of allowed calls.`)]),
    ...noValue(where, call),
  ]
}

function only(where: string, call: AnyCall, to: string, selector: string): Objection[] {
  const isRight = sameHex(call.to, to) && call.data.startsWith(selector)
  return [
    ...(isRight ? [] : [error(`${capital(where)} is ${call.data.slice(0, 10)} of ${call.to}; it must be ${selector} of ${to}.`)]),
    ...noValue(where, call),
  ]
}

function noValue(where: string, { value }: AnyCall): Objection[] {
  return value === '0' ? [] : [error(`${capital(where)} passes ${value} wei; parameter changes pass none.`)]
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
