import type { Call } from '../../call.js'
import type { RouteExit, RouteStep } from '../steps.js'

/** Indices of this route's steps, as its statuses name them. */
export const SAFE_TIMELOCK_STEP = { schedule: 0, delay: 1, execute: 2, done: 3 } as const

/** List what must happen on this route: owners sign the scheduling, the delay passes, the relayer executes. */
export function safeTimelockSteps({ execution }: { execution: Call }): RouteStep[] {
  return [
    { kind: 'sign', name: 'schedule', does: 'schedule the change' },
    { kind: 'wait', name: 'delay' },
    { kind: 'send', name: 'execute', does: 'execute the change', call: execution },
  ]
}

/** List the ways out: the owners spend the nonce, or the guardian cancels what is scheduled. */
export function safeTimelockExits({ cancellation }: { cancellation: Call }): RouteExit[] {
  return [
    { kind: 'spendNonce', name: 'reject', does: 'reject the proposal', of: 'schedule' },
    { kind: 'cancel', by: 'guardian', call: cancellation },
  ]
}
