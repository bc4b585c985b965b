import { noMove } from './directionLimits.js'
import type { LimitRule } from './limit.js'
import { whyNotAdjustable } from './whyNotAdjustable.js'

/**
 * Hold a reserve that is inactive, paused, frozen or no collateral, and an LTV of 0.
 *
 * An LTV of 0 is a decision of governance to stop new borrowing against the asset: only governance takes it back.
 */
export const notAdjustable: LimitRule = ({ reserve }, parameter) => {
  const current = reserve.parameters[parameter]
  const because =
    whyNotAdjustable(reserve) ??
    (parameter === 'ltvBps' && current === 0 ? `borrowing against ${reserve.asset} is switched off: its LTV is 0` : null)
  return because === null ? [] : noMove(parameter, current, { guardrail: 'notAdjustable', because })
}
