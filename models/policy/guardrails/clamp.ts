import type { Parameter } from '../parameter.js'
import type { GuardrailCut } from '../recommendation.js'
import { cut } from './cut.js'
import type { Limit } from './limit.js'

/**
 * Move a wish into all limits, one after the other, and record what each took away.
 *
 * Since every limit admits the current value, the result lies between the current value and the wish.
 */
export function clamp(wishBps: number, limits: readonly Limit[], parameter: Parameter): { bps: number; cuts: GuardrailCut[] } {
  const cuts: GuardrailCut[] = []
  let bps = wishBps
  for (const { guardrail, side, bps: limit, because } of limits) {
    const held = side === 'atLeast' ? Math.max(bps, limit) : Math.min(bps, limit)
    if (held !== bps) cuts.push(cut(guardrail, parameter, bps, held, because))
    bps = held
  }
  return { bps, cuts }
}
