import { sameHex } from '../../core/hex.js'
import { defineCheck, error } from './defineCheck.js'

/** Roles of the target by which a timelock can set the parameters. */
const SETTING_ROLES: readonly string[] = ['RISK_ADMIN', 'POOL_ADMIN']

/** Walk the path from the Safe to the parameter and ask for every role on it. */
export const rolesOnPath = defineCheck({
  name: 'roles-on-path',
  question: 'Is every role on the path from the Safe to the parameter held?',
  objections: ({ proposal, routeConfig, live }) => {
    const { safe, timelock } = proposal.route
    const { proposers, cancellers, executors, isExecutionOpen } = live.route.timelock
    const holds = (accounts: readonly string[], account: string) => accounts.some((holder) => sameHex(holder, account))
    const canSet = live.authorities.some(({ role, holders }) => SETTING_ROLES.includes(role) && holds(holders, timelock))
    return [
      ...(canSet
        ? []
        : [error(`The timelock ${timelock} holds neither ${SETTING_ROLES.join(' nor ')}, so the execution would revert.`)]),
      ...(holds(proposers, safe) ? [] : [error(`The Safe ${safe} is no PROPOSER of the timelock, so scheduling would revert.`)]),
      ...(isExecutionOpen || executors.length > 0 ? [] : [error('Nobody is EXECUTOR of the timelock, so nobody could execute.')]),
      ...(holds(cancellers, routeConfig.guardian)
        ? []
        : [error(`The guardian ${routeConfig.guardian} is no CANCELLER of the timelock, so it could not veto.`)]),
    ]
  },
  passes: ({ live }) =>
    `The Safe may propose, ${live.route.timelock.executors.length} executors may execute, the guardian may cancel, and the timelock may set.`,
})
