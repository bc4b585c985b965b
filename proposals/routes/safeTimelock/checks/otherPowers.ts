import { sameHex } from '../../../../core/hex.js'
import { defineQuestion } from '../../../checks/question.js'
import type { RouteFinding } from '../../finding.js'
import { judgedOf, notable, type JudgedRoute, type SafeTimelockFacts } from './routeFacts.js'

/** Name everybody besides the route who can change a parameter or the route itself: holding a role does not make the route the only way. */
export const otherPowers = defineQuestion<SafeTimelockFacts>({
  name: 'other-powers',
  question: 'Who else can change a parameter, without this Safe or this delay?',
  objections: (facts) => otherHolderFindings(judgedOf(facts)),
  passes: () => 'Nobody but the timelock can change a parameter, and nobody but the Safe can schedule.',
})

/** List everybody else who can change a parameter, or the route. */
export function otherHolderFindings({ config: { safe, timelock }, state, authorities }: JudgedRoute): RouteFinding[] {
  const beside = (accounts: readonly string[], own: string) => accounts.filter((account) => !sameHex(account, own))
  return [
    ...authorities.flatMap(({ role, effect, power, holders }) =>
      beside(holders, timelock).map((holder): RouteFinding => {
        const says = notable('other-holder', `${holder} holds ${role} besides the timelock: ${power}`)
        return effect === 'stops' ? { ...says, severity: 'info' } : says
      }),
    ),
    ...beside(state.timelock.proposers, safe).map((holder) =>
      notable('other-proposer', `${holder} can schedule in the timelock besides the Safe.`),
    ),
    ...beside(state.timelock.admins, timelock).map((holder) =>
      notable('other-admin', `${holder} is an administrator of the timelock and can grant its roles without delay.`),
    ),
  ]
}
