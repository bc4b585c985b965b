import type { ChainState } from '../targets/chainState.js'
import type { Check, CheckContext, CheckResult } from './check.js'

/** A finding of a check, before it is named. */
export type Objection = Pick<CheckResult, 'severity' | 'message'>

/**
 * Make a check from the question, what it objects to, and what it says when there is nothing to object to: silence would read like a check
 * that was not run.
 */
export function defineCheck<State extends ChainState = ChainState>({
  name,
  question,
  objections,
  passes,
}: {
  name: string
  question: string
  objections: (context: CheckContext<State>) => readonly Objection[]
  passes: (context: CheckContext<State>) => string
}): Check<State> {
  return {
    name,
    question,
    run: (context) => {
      const found = objections(context)
      const results: readonly Objection[] = found.length > 0 ? found : [{ severity: 'info', message: passes(context) }]
      return results.map(({ severity, message }) => ({ check: name, severity, message }))
    },
  }
}

/** Object: the proposal must stop. */
export function error(message: string): Objection {
  return { severity: 'error', message }
}

/** Object: a reviewer must know. */
export function warning(message: string): Objection {
  return { severity: 'warning', message }
}
