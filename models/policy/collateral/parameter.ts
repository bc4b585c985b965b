import { z } from 'zod'
import { isLoosening, type ParameterSpec } from '../../../core/parameters.js'
import { bps, bpsSchema } from '../../../core/units/bps.js'
import { type Book, type BookAsset, hasPrice } from '../../book/book.js'
import { InconsistentStateError } from '../../errors.js'

/** Collateral parameters of one asset. The bonus is above par as on chain: 10500 pays 5 % to the liquidator. */
export const collateralParametersSchema = z.strictObject({ ltvBps: bpsSchema, ltBps: bpsSchema, lbBps: bpsSchema })

/** @see collateralParametersSchema */
export type CollateralParameters = z.infer<typeof collateralParametersSchema>

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

/** One asset of a book as this policy reads it: its own parameters as numbers. */
export interface CollateralAsset
  extends Pick<BookAsset, 'asset' | 'address' | 'liquidationProtocolFeeBps' | 'heldBecause' | 'limits'> {
  readonly parameters: CollateralParameters
  readonly lastChangedAtSeconds: Readonly<Record<Parameter, number | null>>
  readonly hasPrice: boolean
}

/**
 * Read the assets of a book as this policy's.
 *
 * @throws {InconsistentStateError} when one lacks a collateral parameter: its target is not a lending market's.
 */
export function collateralAssetsOf({ assets }: Pick<Book, 'assets'>): CollateralAsset[] {
  return assets.map((asset) => {
    const parameters = collateralParametersOf(asset)
    const at = (parameter: Parameter) => asset.lastChangedAtSeconds[parameter] ?? null
    return {
      asset: asset.asset,
      address: asset.address,
      liquidationProtocolFeeBps: asset.liquidationProtocolFeeBps,
      heldBecause: asset.heldBecause,
      limits: asset.limits,
      parameters,
      lastChangedAtSeconds: { ltvBps: at('ltvBps'), ltBps: at('ltBps'), lbBps: at('lbBps') },
      hasPrice: hasPrice(asset),
    }
  })
}

/**
 * Take the collateral parameters of one asset.
 *
 * @throws {InconsistentStateError} when it lacks one.
 */
export function collateralParametersOf({ asset, parameters }: Pick<BookAsset, 'asset' | 'parameters'>): CollateralParameters {
  const value = (parameter: Parameter) => {
    const raw = parameters[parameter]
    if (raw === undefined) throw new InconsistentStateError(`${asset} has no ${COLLATERAL_PARAMETERS[parameter].label}.`)
    return bps(Number(raw))
  }
  return { ltvBps: value('ltvBps'), ltBps: value('ltBps'), lbBps: value('lbBps') }
}

/** Tell when any parameter of an asset last changed; null where all stand as they were set up. */
export function lastChangeOf({ lastChangedAtSeconds }: Pick<CollateralAsset, 'lastChangedAtSeconds'>): number | null {
  const known = PARAMETERS.flatMap((parameter) => lastChangedAtSeconds[parameter] ?? [])
  return known.length === 0 ? null : Math.max(...known)
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
