import type { CollateralParameters } from '../../market/marketState.js'
import type { GuardrailCut } from '../recommendation.js'
import { clamp } from './clamp.js'
import { cut } from './cut.js'
import type { GuardrailContext, Limit } from './limit.js'
import { limitedBonus } from './limitedBonus.js'
import { minimumMove } from './minimumMove.js'
import { parameterLimits } from './parameterLimits.js'
import type { Wish } from './wish.js'

/** How far each parameter of one asset may go toward the models' wish, before the parameters' limits on each other. */
export interface AssetPlan {
  readonly current: CollateralParameters
  readonly wish: Wish
  readonly bufferBps: number
  readonly minimumMoveBps: number
  /** Bonus and threshold within their own limits; equal to the current value where the move is too small. */
  readonly lbBps: number
  readonly ltBps: number
  /** LTV's own limits, and the range that they leave: it holds the current value. */
  readonly ltvLimits: readonly Limit[]
  readonly ltvRange: { readonly minBps: number; readonly maxBps: number }
  /** What was cut from bonus and threshold so far. */
  readonly cuts: readonly GuardrailCut[]
}

/** Hold one asset's wish within the guardrails on single parameters. */
export function assetPlan(context: GuardrailContext, wish: Wish): AssetPlan {
  const { guardrails, reserve } = context
  const current = reserve.parameters
  const bonus = limitedBonus(context, wish.target.lbBps, wish.band?.lbBps ?? null)
  const threshold = clamp(wish.target.ltBps, parameterLimits(context, 'ltBps', wish.band), 'ltBps')
  const ltBps = minimumMove(current.ltBps, threshold.bps, guardrails.minimumMoveBps)
  const cuts = [...bonus.cuts, ...threshold.cuts]
  if (ltBps !== threshold.bps) {
    cuts.push(
      cut('minimumMove', 'ltBps', threshold.bps, ltBps, `a move of less than ${guardrails.minimumMoveBps} bps is not made`),
    )
  }
  const ltvLimits = parameterLimits(context, 'ltvBps', wish.band)
  return {
    current,
    wish,
    bufferBps: guardrails.ltvBufferBps,
    minimumMoveBps: guardrails.minimumMoveBps,
    lbBps: bonus.bps,
    ltBps,
    ltvLimits,
    ltvRange: { minBps: clamp(-1, ltvLimits, 'ltvBps').bps, maxBps: clamp(Number.MAX_SAFE_INTEGER, ltvLimits, 'ltvBps').bps },
    cuts,
  }
}
