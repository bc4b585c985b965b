import { noMove } from './directionLimits.js'
import type { LimitRule } from './limit.js'

/** Hold every asset that is not on the allow-list: one without configuration, or configured as not adjustable. */
export const notAllowed: LimitRule = ({ reserve, asset }, parameter) => {
  if (asset?.isAdjustable) return []
  const because =
    asset === undefined ? `${reserve.asset} is not in the configuration` : `${reserve.asset} is configured as not adjustable`
  return noMove(parameter, reserve.parameters[parameter], { guardrail: 'notAllowed', because })
}
