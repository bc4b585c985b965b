import type { ChainState } from '../targets/chainState.js'
import type { Check, CheckContext } from './check.js'
import { defineQuestion, type QuestionParts } from './question.js'

export { error, type Objection, warning } from './question.js'

/** Make a check of the proposal, its market or its simulation. */
export function defineCheck<State extends ChainState = ChainState>(parts: QuestionParts<CheckContext<State>>): Check<State> {
  return defineQuestion(parts)
}
