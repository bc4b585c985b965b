import type { Parameter } from '../parameter.js'
import { absoluteBound } from './absoluteBound.js'
import { cooldown } from './cooldown.js'
import type { GuardrailContext, Limit, LimitRule } from './limit.js'
import { loosenGate } from './loosenGate.js'
import { neverToZero } from './neverToZero.js'
import { notAdjustable } from './notAdjustable.js'
import { notAllowed } from './notAllowed.js'
import { singleSource } from './singleSource.js'
import { stepLimit } from './stepLimit.js'

// The order decides only which guardrail a cut is named after: the reason that holds longest comes first, the step last.
const RULES: readonly LimitRule[] = [
  notAllowed,
  notAdjustable,
  singleSource,
  loosenGate,
  cooldown,
  absoluteBound,
  neverToZero,
  stepLimit,
]

/** Collect what all guardrails on single parameters allow one parameter to be. */
export function parameterLimits(context: GuardrailContext, parameter: Parameter): Limit[] {
  return RULES.flatMap((rule) => rule(context, parameter))
}
