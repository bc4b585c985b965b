import { durationMs } from '../../core/duration.js'
import { defineCheck, error, type Objection, warning } from './defineCheck.js'

/** Hold the timelock's delay against the configured one, and tell when anybody may execute. */
export const timelockDelay = defineCheck({
  name: 'timelock-delay',
  question: 'Does the timelock wait as long as configured, and is execution limited?',
  objections: ({ proposal, routeConfig, live }) => {
    const { minDelaySeconds, isExecutionOpen } = live.route.timelock
    const { delaySeconds } = proposal.route.operation
    const configured = durationMs(routeConfig.minimumDelay) / 1_000
    const found: Objection[] = []
    if (minDelaySeconds < configured) {
      found.push(
        error(`The timelock lets operations through after ${minDelaySeconds} s; the configuration demands ${configured} s.`),
      )
    }
    if (delaySeconds < configured)
      found.push(error(`The operation waits ${delaySeconds} s; the configuration demands ${configured} s.`))
    if (delaySeconds < minDelaySeconds) {
      found.push(error(`The operation waits ${delaySeconds} s; the timelock now demands ${minDelaySeconds} s and would revert.`))
    }
    if (isExecutionOpen) found.push(warning('Anybody may execute: declining to execute stops nobody, only a cancellation does.'))
    return found
  },
  passes: ({ proposal }) => `The operation waits ${proposal.route.operation.delaySeconds} s, and only executors may execute.`,
})
