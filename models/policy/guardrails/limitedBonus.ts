import type { QuantileBand } from '../../uncertainty/quantileBand.js'
import type { GuardrailCut } from '../recommendation.js'
import { clamp } from './clamp.js'
import { cut } from './cut.js'
import type { GuardrailContext } from './limit.js'
import { minimumMove } from './minimumMove.js'
import { parameterLimits } from './parameterLimits.js'

/**
 * Hold the bonus within its own guardrails: the value that the threshold's formula is then computed with.
 *
 * Only the product with a threshold that is held back high can lower it further (never below the current one), which keeps LT x (1 + LB)
 * on the safe side of what the threshold was computed with.
 *
 * @param band - of the bonus; null where its uncertainty is not known.
 */
export function limitedBonus(
  context: GuardrailContext,
  targetBps: number,
  band: QuantileBand | null,
): { bps: number; cuts: GuardrailCut[] } {
  const currentBps = context.reserve.parameters.lbBps
  const { minimumMoveBps } = context.guardrails
  const { bps: held, cuts } = clamp(targetBps, parameterLimits(context, 'lbBps', band === null ? null : { lbBps: band }), 'lbBps')
  const bps = minimumMove(currentBps, held, minimumMoveBps)
  if (bps !== held) cuts.push(cut('minimumMove', 'lbBps', held, bps, `a move of less than ${minimumMoveBps} bps is not made`))
  return { bps, cuts }
}
