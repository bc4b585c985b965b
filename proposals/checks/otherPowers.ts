import { sameHex } from '../../core/hex.js'
import { defineCheck, type Objection, warning } from './defineCheck.js'

/** Name everybody besides the route who can change a parameter or the route itself: holding a role does not make the route the only way. */
export const otherPowers = defineCheck({
  name: 'other-powers',
  question: 'Who else can change a parameter, without this Safe or this delay?',
  objections: ({ proposal, live }) => {
    const { safe, timelock } = proposal.route
    const others = (accounts: readonly string[], known: readonly string[]) =>
      accounts.filter((account) => !known.some((one) => sameHex(one, account)))
    const onTarget = live.authorities.flatMap(({ role, power, holders }) =>
      others(holders, [timelock]).map((holder): Objection => {
        const message = `${holder} holds ${role} besides the timelock: ${power}`
        return role === 'EMERGENCY_ADMIN' ? { severity: 'info', message } : warning(message)
      }),
    )
    const onTimelock = [
      ...others(live.route.timelock.proposers, [safe]).map((holder) =>
        warning(`${holder} can schedule in the timelock besides the Safe.`),
      ),
      ...others(live.route.timelock.admins, [timelock]).map((holder) =>
        warning(`${holder} is an administrator of the timelock and can grant its roles without delay.`),
      ),
    ]
    return [...onTarget, ...onTimelock]
  },
  passes: () => 'Nobody but the timelock can change a parameter, and nobody but the Safe can schedule.',
})
