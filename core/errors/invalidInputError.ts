import type { z } from 'zod'
import { PlimsollError } from './plimsollError.js'

/** A value from outside does not have the shape that its schema demands. */
export class InvalidInputError extends PlimsollError {
  readonly code = 'INVALID_INPUT'
  readonly kind = 'usage'
  readonly issues: readonly { readonly path: string; readonly message: string }[]

  constructor(what: string, error: z.ZodError, remedy = 'Correct the fields named above and try again.') {
    const issues = error.issues.map((issue) => ({ path: issue.path.map(String).join('.') || '(root)', message: issue.message }))
    super({
      shortMessage: `${what} is not valid: ${issues.length} ${issues.length === 1 ? 'problem' : 'problems'}.`,
      metaMessages: [...issues.map(({ path, message }) => `${path}: ${message}`), remedy],
    })
    this.issues = issues
  }
}
