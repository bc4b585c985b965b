import type { LimitRule } from './limit.js'

/** Limit the move of one change: LTV and threshold by their direction's step, the bonus by its own either way. */
export const stepLimit: LimitRule = ({ reserve, guardrails }, parameter) => {
  const current = reserve.parameters[parameter]
  const isBonus = parameter === 'lbBps'
  const down = isBonus ? guardrails.maxBonusStepBps : guardrails.tighten.maxStepBps
  const up = isBonus ? guardrails.maxBonusStepBps : guardrails.loosen.maxStepBps
  return [
    { guardrail: 'stepLimit', side: 'atLeast', bps: current - down, because: `one change lowers it by at most ${down} bps` },
    { guardrail: 'stepLimit', side: 'atMost', bps: current + up, because: `one change raises it by at most ${up} bps` },
  ]
}
