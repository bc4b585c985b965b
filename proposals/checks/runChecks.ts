import { PlimsollError } from '../../core/errors/plimsollError.js'
import { redactUrls } from '../../core/redact.js'
import type { Check, CheckContext, CheckResult } from './check.js'
import { checksFor } from './registry.js'

/**
 * Ask every check of a proposal. A check that cannot be asked counts as failed: a question left open is no answer.
 *
 * @returns at least one result a check, in the registry's order
 */
export function runChecks(context: CheckContext, checks?: readonly Check[]): readonly CheckResult[] {
  const asked = attempt('known-target', () => checks ?? checksFor(context.proposal))
  if (!('value' in asked)) return [asked]
  return asked.value.flatMap((check) => {
    const answer = attempt(check.name, () => check.run(context))
    return 'value' in answer ? answer.value : [answer]
  })
}

function attempt<T>(check: string, run: () => T): { readonly value: T } | CheckResult {
  try {
    return { value: run() }
  } catch (error) {
    const why = error instanceof PlimsollError ? error.shortMessage : redactUrls(String(error))
    return { check, severity: 'error', message: `The check could not be made: ${why}` }
  }
}
