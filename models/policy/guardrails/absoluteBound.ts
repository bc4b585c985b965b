import type { LimitRule } from './limit.js'

const BOUND_OF = { ltvBps: 'ltv', ltBps: 'lt', lbBps: 'lb' } as const

/**
 * Keep each parameter within its absolute bounds; one that is outside already may only stay or move toward them.
 *
 * A bound never pushes against the models' wish: a value outside keeps its place until the models ask for a move toward it.
 */
export const absoluteBound: LimitRule = ({ reserve, guardrails }, parameter) => {
  const { minBps, maxBps } = guardrails.bounds[BOUND_OF[parameter]]
  const current = reserve.parameters[parameter]
  const because = `its absolute bounds are ${minBps} to ${maxBps} bps${current < minBps || current > maxBps ? `, and it stands at ${current}` : ''}`
  return [
    { guardrail: 'absoluteBound', side: 'atLeast', bps: Math.min(current, minBps), because },
    { guardrail: 'absoluteBound', side: 'atMost', bps: Math.max(current, maxBps), because },
  ]
}
