import { durationMs } from '../../../../core/duration.js'
import { defineQuestion } from '../../../checks/question.js'
import type { RouteFinding } from '../../finding.js'
import { failing, judgedOf, notable, type JudgedRoute, type SafeTimelockFacts } from './routeFacts.js'

/** Hold the timelock's delay against the configured one, and tell when anybody may execute. */
export const timelockDelay = defineQuestion<SafeTimelockFacts>({
  name: 'timelock-delay',
  question: 'Does the timelock wait as long as configured, and is execution limited?',
  objections: (facts) => [...operationFindings(facts), ...delayFindings(judgedOf(facts))],
  passes: ({ proposal }) => `The operation waits ${proposal.route.operation.delaySeconds} s, and only executors may execute.`,
})

/** List where the timelock waits or limits execution otherwise than the configuration demands. */
export function delayFindings({ config, state }: JudgedRoute): RouteFinding[] {
  const { minDelaySeconds, isExecutionOpen } = state.timelock
  const demandedSeconds = durationMs(config.minimumDelay) / 1_000
  const found: RouteFinding[] = []
  if (minDelaySeconds < demandedSeconds) {
    const says = `The timelock lets operations through after ${minDelaySeconds} s; the configuration demands ${demandedSeconds} s.`
    found.push(failing('delay-short', says))
  }
  if (isExecutionOpen) {
    const says = 'Anybody may execute: declining to execute stops nobody, only a cancellation does.'
    found.push(notable('execution-open', says))
  }
  return found
}

function operationFindings({ proposal, config, state }: SafeTimelockFacts): RouteFinding[] {
  const { minDelaySeconds } = state.timelock
  const { delaySeconds } = proposal.route.operation
  const demandedSeconds = durationMs(config.minimumDelay) / 1_000
  const found: RouteFinding[] = []
  if (delaySeconds < demandedSeconds) {
    const says = `The operation waits ${delaySeconds} s; the configuration demands ${demandedSeconds} s.`
    found.push(failing('operation-short', says))
  }
  if (delaySeconds < minDelaySeconds) {
    const says = `The operation waits ${delaySeconds} s; the timelock now demands ${minDelaySeconds} s and would revert.`
    found.push(failing('operation-reverts', says))
  }
  return found
}
