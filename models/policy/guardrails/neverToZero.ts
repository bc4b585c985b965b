import type { LimitRule } from './limit.js'

/** Never set a parameter to what a protocol reads as "none": LTV or threshold to 0, bonus to par. Such steps are governance's alone. */
export const neverToZero: LimitRule = ({ reserve }, parameter) => {
  const lowest = parameter === 'lbBps' ? 10_001 : 1
  const bps = Math.min(reserve.parameters[parameter], lowest)
  return [
    { guardrail: 'neverToZero', side: 'atLeast', bps, because: `it is never set below ${lowest} bps: that would switch it off` },
  ]
}
