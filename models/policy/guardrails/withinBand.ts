import type { QuantileBand } from '../../uncertainty/quantileBand.js'
import type { Parameter } from '../parameter.js'
import type { TargetBand } from '../recommendation.js'
import { noLoosening, noMove } from './directionLimits.js'
import type { GuardrailContext, Limit } from './limit.js'

/**
 * Hold a parameter whose current value lies within the band of its target: the data do not tell the two apart.
 *
 * LTV follows its threshold: it may fall where the threshold's band frees the threshold, and rise where that band frees it upward, whatever
 * LTV's own band says. A threshold that is known to be too high is no reason to lend more.
 *
 * @param band - of the target's parameters that are known so far; null where the uncertainty is not known, and then nothing is held.
 */
export function withinBand(
  { reserve, guardrails }: GuardrailContext,
  parameter: Parameter,
  band: Partial<TargetBand> | null,
): Limit[] {
  const current = reserve.parameters
  const own = band?.[parameter]
  if (own === undefined || guardrails.bandGate === 'none' || !includes(own, current[parameter])) return []
  const because = `the band of what the models ask for, ${own.p05} to ${own.p95} bps, includes the current value`
  const cause = { guardrail: 'withinBand', because } as const
  const threshold = parameter === 'ltvBps' ? band?.ltBps : undefined
  if (threshold !== undefined && current.ltBps < threshold.p05) return []
  const isHeldBothWays = guardrails.bandGate === 'all' && (parameter !== 'ltvBps' || includes(threshold, current.ltBps))
  return isHeldBothWays ? noMove(parameter, current[parameter], cause) : [noLoosening(parameter, current[parameter], cause)]
}

function includes(band: QuantileBand | undefined, bps: number): boolean {
  return band !== undefined && band.p05 <= bps && bps <= band.p95
}
