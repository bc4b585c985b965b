import { PlimsollError } from '../../core/errors/plimsollError.js'
import { redactUrls } from '../../core/redact.js'
import type { CheckContext, CheckResult } from './check.js'
import { checksFor } from './registry.js'

/**
 * Ask every check of a proposal. A check that cannot be asked counts as failed: a question left open is no answer.
 *
 * @returns at least one result a check, in the registry's order
 */
export function runChecks(context: CheckContext, checks = checksFor(context.proposal)): readonly CheckResult[] {
  return checks.flatMap((check) => {
    try {
      return check.run(context)
    } catch (error) {
      const why = error instanceof PlimsollError ? error.shortMessage : redactUrls(String(error))
      return [{ check: check.name, severity: 'error' as const, message: `The check could not be made: ${why}` }]
    }
  })
}
