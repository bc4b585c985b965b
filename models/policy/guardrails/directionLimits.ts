import type { Parameter } from '../parameter.js'
import type { Limit } from './limit.js'

type Cause = Pick<Limit, 'guardrail' | 'because'>

/** Forbid to loosen a parameter: LTV and threshold at most, bonus at least the current value. */
export function noLoosening(parameter: Parameter, currentBps: number, cause: Cause): Limit {
  return { ...cause, side: parameter === 'lbBps' ? 'atLeast' : 'atMost', bps: currentBps }
}

/** Forbid to tighten a parameter: LTV and threshold at least, bonus at most the current value. */
export function noTightening(parameter: Parameter, currentBps: number, cause: Cause): Limit {
  return { ...cause, side: parameter === 'lbBps' ? 'atMost' : 'atLeast', bps: currentBps }
}

/** Forbid to move a parameter. */
export function noMove(parameter: Parameter, currentBps: number, cause: Cause): Limit[] {
  return [noLoosening(parameter, currentBps, cause), noTightening(parameter, currentBps, cause)]
}
