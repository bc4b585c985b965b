import { sameHex } from '../../../../core/hex.js'
import { defineQuestion } from '../../../checks/question.js'
import type { RouteFinding } from '../../finding.js'
import { failing, judgedOf, type JudgedRoute, type SafeTimelockFacts } from './routeFacts.js'

/** Walk the path from the Safe to the parameter and ask for every role on it. */
export const rolesOnPath = defineQuestion<SafeTimelockFacts>({
  name: 'roles-on-path',
  question: 'Is every role on the path from the Safe to the parameter held?',
  objections: (facts) => pathFindings(judgedOf(facts)),
  passes: ({ state }) =>
    `The Safe may propose, ${state.timelock.executors.length} executors may execute, the guardian may cancel, and the timelock may set.`,
})

/** List the roles on the path that nobody holds who must. */
export function pathFindings({ config: { safe, timelock, guardian }, state, authorities }: JudgedRoute): RouteFinding[] {
  const { proposers, cancellers, executors, isExecutionOpen } = state.timelock
  const holds = (accounts: readonly string[], account: string) => accounts.some((holder) => sameHex(holder, account))
  const setting = authorities.filter(({ effect }) => effect === 'sets')
  const canSet = setting.some(({ holders }) => holds(holders, timelock))
  const found: RouteFinding[] = []
  if (!canSet) {
    const roles = setting.map(({ role }) => role).join(' nor ')
    found.push(
      failing(
        'role-missing',
        `The timelock ${timelock} holds ${setting.length > 1 ? 'neither' : 'no'} ${roles || 'role that sets a parameter'}, so the execution would revert: grant it ${setting.length > 1 ? 'one of them' : 'it'}.`,
      ),
    )
  }
  if (!holds(proposers, safe)) {
    found.push(
      failing(
        'proposer-missing',
        `The Safe ${safe} is not a PROPOSER of the timelock, so scheduling would revert: grant it PROPOSER_ROLE.`,
      ),
    )
  }
  if (!isExecutionOpen && executors.length === 0) {
    found.push(
      failing(
        'executor-missing',
        'Nobody is EXECUTOR of the timelock, so nobody could execute: grant EXECUTOR_ROLE to the relayer and the Safe.',
      ),
    )
  }
  if (!holds(cancellers, guardian)) {
    found.push(
      failing(
        'canceller-missing',
        `The guardian ${guardian} is not a CANCELLER of the timelock, so it could not veto: grant it CANCELLER_ROLE.`,
      ),
    )
  }
  return found
}
