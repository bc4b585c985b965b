import { sameHex } from '../../core/hex.js'
import { routeOf } from '../routes/registry.js'
import { targetOf } from '../targets/registry.js'
import type { AllowedCall } from '../targets/target.js'
import type { CheckContext } from './check.js'
import { defineCheck, error, type Objection } from './defineCheck.js'

/** Allow nothing but the known functions of the known contracts, on the target's side and on the route's. */
export const allowedCalls = defineCheck({
  name: 'allowed-calls',
  question: 'Does every call go to an allowed function of an allowed contract, without value?',
  objections: ({ proposal, live }) => [
    ...proposal.calls.flatMap((call, i) => targetCall(`call ${i + 1}`, call, targetOf(proposal.target).allowed, live.contracts)),
    ...routeOf(proposal.route).callObjections(proposal.route),
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

function noValue(where: string, { value }: AnyCall): Objection[] {
  return value === '0' ? [] : [error(`${capital(where)} passes ${value} wei; parameter changes pass none.`)]
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
