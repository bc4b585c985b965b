import { isLoosening, type ParameterSpec } from '../../../core/parameters.js'
import type { CollateralParameters } from '../../book/marketState.js'

/** Name of one collateral parameter. */
export type Parameter = keyof CollateralParameters

/** The collateral parameters in the order in which they are decided: the bonus first, since the threshold depends on it. */
export const PARAMETERS: readonly Parameter[] = ['lbBps', 'ltBps', 'ltvBps']

/** Each parameter as data: every limit reads direction and unit here. */
export const COLLATERAL_PARAMETERS: Readonly<Record<Parameter, ParameterSpec>> = {
  ltvBps: {
    name: 'ltvBps',
    label: 'loan-to-value',
    short: 'LTV',
    unit: 'bps',
    shownAs: 'share',
    tighter: 'lower',
    off: '0',
    unlimited: null,
  },
  ltBps: {
    name: 'ltBps',
    label: 'liquidation threshold',
    short: 'LT',
    unit: 'bps',
    shownAs: 'share',
    tighter: 'lower',
    off: '0',
    unlimited: null,
  },
  // A lower bonus thins what liquidators act for.
  lbBps: {
    name: 'lbBps',
    label: 'liquidation bonus',
    short: 'bonus',
    unit: 'bps',
    shownAs: 'bonus',
    tighter: 'higher',
    off: '10000',
    unlimited: null,
  },
}

/** Directions of a change of one asset; `mixed` where one parameter tightens and another loosens. */
export const DIRECTIONS = ['tighten', 'loosen', 'mixed', 'keep'] as const

/** Name the direction of a change of one asset: `mixed` where one parameter tightens and another loosens. */
export function direction(current: CollateralParameters, proposed: CollateralParameters): (typeof DIRECTIONS)[number] {
  const moved = PARAMETERS.filter((parameter) => current[parameter] !== proposed[parameter])
  const loosened = moved.filter((parameter) =>
    isLoosening(COLLATERAL_PARAMETERS[parameter], current[parameter], proposed[parameter]),
  )
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
