import type { QuantileBand } from '../../uncertainty/quantileBand.js'
import type { Parameter } from '../parameter.js'
import type { TargetBand } from '../recommendation.js'
import { noLoosening, noMove } from './directionLimits.js'
import type { GuardrailContext, Limit } from './limit.js'

/** What of a band concerns one parameter: the bands that must all include the current value for it to be held. */
const HELD_BY: Readonly<Record<Parameter, readonly Parameter[]>> = {
  ltBps: ['ltBps'],
  lbBps: ['lbBps'],
  // LTV follows its threshold: where that may move, LTV may too.
  ltvBps: ['ltBps', 'ltvBps'],
}

/**
 * Hold a parameter whose current value lies within the band of its target: the data do not tell the two apart.
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
  const isWithin = HELD_BY[parameter].every((name) => includes(band?.[name], current[name]))
  if (own === undefined || guardrails.bandGate === 'none' || !isWithin) return []
  const because = `the band of what the models ask for, ${own.p05} to ${own.p95} bps, includes the current value`
  const cause = { guardrail: 'withinBand', because } as const
  return guardrails.bandGate === 'all'
    ? noMove(parameter, current[parameter], cause)
    : [noLoosening(parameter, current[parameter], cause)]
}

function includes(band: QuantileBand | undefined, bps: number): boolean {
  return band !== undefined && band.p05 <= bps && bps <= band.p95
}
