import type { CollateralParameters } from '../../book/marketState.js'
import type { AssetRecommendation } from './recommendation.js'

/** Name of one collateral parameter. */
export type Parameter = keyof CollateralParameters

/** The collateral parameters in the order in which they are decided: the bonus first, since the threshold depends on it. */
export const PARAMETERS: readonly Parameter[] = ['lbBps', 'ltBps', 'ltvBps']

/**
 * Tell whether a move takes safety from the market: LTV or threshold up, or bonus down (it thins what liquidators act for).
 *
 * The opposite moves tighten. A move of nothing is neither.
 */
function isLoosening(parameter: Parameter, fromBps: number, toBps: number): boolean {
  return parameter === 'lbBps' ? toBps < fromBps : toBps > fromBps
}

/** Name the direction of a change of one asset: `mixed` where one parameter tightens and another loosens. */
export function direction(current: CollateralParameters, proposed: CollateralParameters): AssetRecommendation['direction'] {
  const moved = PARAMETERS.filter((parameter) => current[parameter] !== proposed[parameter])
  const loosened = moved.filter((parameter) => isLoosening(parameter, current[parameter], proposed[parameter]))
  if (moved.length === 0) return 'keep'
  if (loosened.length === 0) return 'tighten'
  return loosened.length === moved.length ? 'loosen' : 'mixed'
}

/**
 * Flatten nested constants to one level, keys joined by dots, sorted: `guardrails.bounds.lt.minBps`. A list is one constant.
 *
 * @param prefix - put before every key, with its dot.
 */
export function flattenConstants(value: object, prefix = ''): Record<string, number | string | boolean> {
  const entries = Object.entries(value).flatMap(([key, item]): [string, number | string | boolean][] => {
    const path = `${prefix}${key}`
    if (Array.isArray(item)) return [[path, item.join(', ')]]
    if (typeof item === 'object' && item !== null) return Object.entries(flattenConstants(item, `${path}.`))
    if (typeof item === 'number' || typeof item === 'string' || typeof item === 'boolean') return [[path, item]]
    return []
  })
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}
