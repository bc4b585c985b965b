import type { Parameter } from '../parameter.js'
import type { TargetBand } from '../recommendation.js'
import { absoluteBound } from './absoluteBound.js'
import { cooldown } from './cooldown.js'
import { eModeCeiling } from './eModeCeiling.js'
import type { GuardrailContext, Limit, LimitRule } from './limit.js'
import { loosenGate } from './loosenGate.js'
import { neverToZero } from './neverToZero.js'
import { notAdjustable } from './notAdjustable.js'
import { notAllowed } from './notAllowed.js'
import { singleSource } from './singleSource.js'
import { stepLimit } from './stepLimit.js'
import { withinBand } from './withinBand.js'

// The order decides only which guardrail a cut is named after: the reason that holds longest comes first, the step last.
const STANDING: readonly LimitRule[] = [notAllowed, notAdjustable, singleSource, eModeCeiling]
const PASSING: readonly LimitRule[] = [loosenGate, cooldown, absoluteBound, neverToZero, stepLimit]

/**
 * Collect what all guardrails on single parameters allow one parameter to be.
 *
 * @param band - how uncertain the target is, as far as it is known.
 */
export function parameterLimits(context: GuardrailContext, parameter: Parameter, band: Partial<TargetBand> | null): Limit[] {
  const rules = (all: readonly LimitRule[]) => all.flatMap((rule) => rule(context, parameter))
  return [...rules(STANDING), ...withinBand(context, parameter, band), ...rules(PASSING)]
}
