import type { Check, CheckContext } from './check.js'
import { defineQuestion, type QuestionParts } from './question.js'

export { error, type Objection, warning } from './question.js'

/** Make a check of the proposal, its market or its simulation. */
export function defineCheck(parts: QuestionParts<CheckContext>): Check {
  return defineQuestion(parts)
}
