import { formatBpsNumber } from '../../../../core/format.js'
import { formatParameter } from '../../../../core/parameters.js'
import type { GuardrailConfig } from '../guardrailConfig.js'
import { COLLATERAL_PARAMETERS, type CollateralAsset, type CollateralParameters, type Parameter } from '../parameter.js'
import type { GuardrailCut, TargetBand } from '../recommendation.js'

/** Record what a guardrail took away, with a sentence that holds value, limit and cause. */
export function cut(
  guardrail: GuardrailCut['guardrail'],
  parameter: Parameter,
  fromBps: number,
  toBps: number,
  because: string,
): GuardrailCut {
  const { label } = COLLATERAL_PARAMETERS[parameter]
  const text = `The ${label} is held at ${show(parameter, toBps)} instead of ${show(parameter, fromBps)}: ${because}.`
  return { guardrail, parameter, fromBps, toBps, text }
}

/** Write a parameter's value as reports do. */
export function show(parameter: Parameter, bps: number): string {
  return formatParameter(COLLATERAL_PARAMETERS[parameter], bps)
}

/** Write a distance between two values: 200 is `2.00 points`. */
export function points(bps: number): string {
  return `${formatBpsNumber(bps)} points`
}

/** Threshold x bonus of 100 %: above it no price of the collateral pays debt and bonus. */
export const WHOLE_PRODUCT = 10_000 * 10_000

/**
 * Compute the highest bonus that the chain accepts with a threshold (above 0).
 *
 * @param largestProduct - of threshold and bonus, both in basis points, that the venue accepts.
 */
export function highestBonusBps(ltBps: number, largestProduct: number): number {
  return Math.floor(largestProduct / ltBps)
}

/** One side of what a guardrail allows a parameter to be. Every limit admits the current value, so limits never contradict each other. */
export interface Limit {
  readonly guardrail: GuardrailCut['guardrail']
  readonly side: 'atLeast' | 'atMost'
  readonly bps: number
  /** Completes "held at …: ": a clause with value, limit and unit. */
  readonly because: string
}

/** What a guardrail on single parameters looks at. `asset` is undefined where the configuration does not name it. */
export interface GuardrailContext {
  /** The asset as the chain has it. */
  readonly live: CollateralAsset
  readonly asset: GuardedAsset | undefined
  readonly guardrails: GuardrailConfig
  /** Time of the block, since a cooldown is counted in the chain's time. */
  readonly nowSeconds: number
}

/** A guardrail on single parameters: what it allows one of them to be. */
export type LimitRule = (context: GuardrailContext, parameter: Parameter) => readonly Limit[]

/** What the guardrails must know of an asset besides its state on chain. */
export interface GuardedAsset {
  readonly asset: string
  /** Whether the configuration lets the asset move at all. */
  readonly isAdjustable: boolean
  /** Whether one source alone carries its prices: it may be tightened, never loosened. */
  readonly isSingleSource: boolean
  /** Loosening needs the fast forecast not above the slow one, a last bar without finding and a range for every recent bar; `because` says why, as a clause. */
  readonly looseningGate: { readonly isOpen: boolean; readonly because: string }
}

/** What the models ask for on one asset before any guardrail. */
export interface Wish {
  readonly target: CollateralParameters
  /** Gap that the models want between threshold and LTV wherever LTV rises, even if the threshold stops short of its target. */
  readonly ltvGapBps: number
  /** How uncertain the target is; null where that is not known, and then nothing is held for it. */
  readonly band: TargetBand | null
}

/**
 * Move a wish into all limits, one after the other, and record what each took away.
 *
 * Since every limit admits the current value, the result lies between the current value and the wish.
 */
export function clamp(wishBps: number, limits: readonly Limit[], parameter: Parameter): { bps: number; cuts: GuardrailCut[] } {
  const cuts: GuardrailCut[] = []
  let bps = wishBps
  for (const { guardrail, side, bps: limit, because } of limits) {
    const held = side === 'atLeast' ? Math.max(bps, limit) : Math.min(bps, limit)
    if (held !== bps) cuts.push(cut(guardrail, parameter, bps, held, because))
    bps = held
  }
  return { bps, cuts }
}

/** Keep the current value where a parameter would move by less than the minimum: not worth a change, its gas and its cooldown. */
export function minimumMove(currentBps: number, wishBps: number, minimumMoveBps: number): number {
  return Math.abs(wishBps - currentBps) < minimumMoveBps ? currentBps : wishBps
}

/** Say why an asset's state forbids to move its parameters, or null: only a live collateral with a price is adjusted. */
export function whyNotAdjustable({ asset, heldBecause, parameters, hasPrice }: CollateralAsset): string | null {
  if (heldBecause !== null) return heldBecause
  if (parameters.ltBps === 0) return `${asset} is not collateral: its liquidation threshold is 0`
  return hasPrice ? null : `the market's oracle has no price for ${asset}`
}

/**
 * Compute the highest LTV at a threshold.
 *
 * LTV that rises stays below the threshold by the whole buffer. LTV that does not rise stays below it by the buffer too, or, where it is
 * closer already, by no less than now: a change may only move toward the buffer. The chain's own LTV <= LT holds always.
 */
export function highestLtvBps({
  current,
  ltBps,
  bufferBps,
  isRising,
}: {
  current: CollateralParameters
  ltBps: number
  bufferBps: number
  isRising: boolean
}): number {
  const gapNow = current.ltBps - current.ltvBps
  return ltBps - (isRising ? bufferBps : Math.max(0, Math.min(bufferBps, gapNow)))
}
