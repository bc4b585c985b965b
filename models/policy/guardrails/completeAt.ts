import { bps } from '../../../core/units/bps.js'
import type { CollateralParameters } from '../../market/marketState.js'
import type { AssetPlan } from './assetPlan.js'
import { highestBonusBps } from './highestBonusBps.js'
import { highestLtvBps } from './highestLtvBps.js'
import { minimumMove } from './minimumMove.js'

/** A whole triple at a threshold, or the guardrail that leaves none. */
export type Completion =
  | { readonly isPossible: true; readonly parameters: CollateralParameters }
  | { readonly isPossible: false; readonly guardrail: 'chainProductLimit' | 'ltvBuffer' }

/**
 * Complete a threshold with the bonus and the LTV that come closest to the wish within the limits that bind the three together.
 *
 * A rise of the bonus is held back where the product would be too large; LTV is pushed down, by the minimum move at least, where the
 * buffer demands it. Where nothing moves at all the current triple is always possible, whatever it is.
 */
export function completeAt(plan: AssetPlan, ltBps: number): Completion {
  const { current, minimumMoveBps } = plan
  const lbBps = bonusAt(plan, ltBps)
  if (lbBps === null) return { isPossible: false, guardrail: 'chainProductLimit' }
  const ltvBps = ltvAt(plan, ltBps)
  if (ltvBps === null || ltvBps > ltBps) return { isPossible: false, guardrail: 'ltvBuffer' }
  return { isPossible: true, parameters: { ltvBps: bps(ltvBps), ltBps: bps(ltBps), lbBps: bps(lbBps) } }

  function bonusAt({ lbBps: wished }: AssetPlan, lt: number): number | null {
    const highest = lt === 0 ? 0 : highestBonusBps(lt)
    const held = wished > current.lbBps ? Math.max(current.lbBps, Math.min(wished, highest)) : wished
    const moved = minimumMove(current.lbBps, held, minimumMoveBps)
    return moved > 10_000 && moved <= highest ? moved : null
  }
}

/** Wish for LTV at a threshold: LTV rises only as far as the models' gap below the threshold that is proposed. */
export function ltvWishAt({ current, wish, bufferBps }: AssetPlan, ltBps: number): number {
  const { ltvBps } = wish.target
  if (ltvBps <= current.ltvBps) return ltvBps
  const highest = highestLtvBps({ current, ltBps, bufferBps: Math.max(bufferBps, wish.ltvGapBps), isRising: true })
  return Math.max(current.ltvBps, Math.min(ltvBps, highest))
}

function ltvAt(plan: AssetPlan, ltBps: number): number | null {
  const { current, bufferBps, minimumMoveBps, ltvRange } = plan
  const held = Math.min(ltvRange.maxBps, Math.max(ltvRange.minBps, ltvWishAt(plan, ltBps)))
  const moved = minimumMove(current.ltvBps, held, minimumMoveBps)
  if (moved > current.ltvBps) return moved
  const highest = highestLtvBps({ current, ltBps, bufferBps, isRising: false })
  if (moved <= highest) return moved
  const pushed = Math.min(highest, current.ltvBps - minimumMoveBps)
  return pushed >= ltvRange.minBps ? pushed : null
}
