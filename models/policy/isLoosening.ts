import type { Parameter } from './parameter.js'

/**
 * Tell whether a move takes safety from the market: LTV or threshold up, or bonus down (it thins what liquidators act for).
 *
 * The opposite moves tighten. A move of nothing is neither.
 */
export function isLoosening(parameter: Parameter, fromBps: number, toBps: number): boolean {
  return parameter === 'lbBps' ? toBps < fromBps : toBps > fromBps
}
