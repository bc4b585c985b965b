import type { CheckResult } from './check.js'

/** Name every error among the results in one line; null when there is none. */
export function errorsOf(results: readonly CheckResult[]): string | null {
  const errors = results.filter(({ severity }) => severity === 'error')
  return errors.length === 0 ? null : errors.map(({ check, message }) => `${check}: ${message}`).join('; ')
}
