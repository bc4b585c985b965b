import type { Parameter } from '../parameter.js'
import type { GuardrailCut } from '../recommendation.js'

const LABELS = { ltvBps: 'LTV', ltBps: 'Liquidation threshold', lbBps: 'Liquidation bonus' } as const

/** Record what a guardrail took away, with a sentence that holds value, limit and cause. */
export function cut(
  guardrail: GuardrailCut['guardrail'],
  parameter: Parameter,
  fromBps: number,
  toBps: number,
  because: string,
): GuardrailCut {
  return {
    guardrail,
    parameter,
    fromBps,
    toBps,
    text: `${LABELS[parameter]} held at ${toBps} bps instead of ${fromBps}, since ${because}.`,
  }
}
