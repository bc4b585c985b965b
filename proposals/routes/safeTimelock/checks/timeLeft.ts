import { defineQuestion, error, warning } from '../../../checks/question.js'
import type { SafeTimelockFacts } from './routeFacts.js'

/** See that the proposal has not expired and can be through its delay before it does, by the chain's time. */
export const timeLeft = defineQuestion<SafeTimelockFacts>({
  name: 'time-left',
  question: 'Can the proposal still be executed before it expires?',
  objections: ({ proposal, block }) => {
    const now = block.timestampSeconds
    const { delaySeconds } = proposal.route.operation
    if (now > proposal.expiresAtSeconds)
      return [error(`It expired at chain time ${proposal.expiresAtSeconds}; the chain is at ${now}.`)]
    const total = proposal.expiresAtSeconds - proposal.draftedAt.timestampSeconds
    if (total <= delaySeconds)
      return [error(`It lives for ${total} s and its delay alone takes ${delaySeconds} s: lengthen timeToLive.`)]
    if (total < 1.5 * delaySeconds) return [warning(`It lives for ${total} s, of which the delay takes ${delaySeconds} s.`)]
    return []
  },
  passes: ({ proposal, block }) => `${proposal.expiresAtSeconds - block.timestampSeconds} s of chain time are left.`,
})
