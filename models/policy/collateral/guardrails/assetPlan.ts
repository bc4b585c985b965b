import { bps } from '../../../../core/units/bps.js'
import type { QuantileBand } from '../../../statistics/bootstrap.js'
import type { CollateralParameters } from '../parameter.js'
import type { GuardrailCut } from '../recommendation.js'
import {
  clamp,
  cut,
  type GuardrailContext,
  highestBonusBps,
  highestLtvBps,
  type Limit,
  minimumMove,
  points,
  show,
  type Wish,
} from './limit.js'
import { parameterLimits } from './parameterLimits.js'

/** How far each parameter of one asset may go toward the models' wish, before the parameters' limits on each other. */
export interface AssetPlan {
  readonly current: CollateralParameters
  readonly wish: Wish
  readonly bufferBps: number
  readonly minimumMoveBps: number
  /** Largest product of threshold and bonus that the venue accepts, both in basis points. */
  readonly largestProduct: number
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
export function assetPlan(context: GuardrailContext, wish: Wish, largestProduct: number): AssetPlan {
  const { guardrails, live } = context
  const current = live.parameters
  const bonus = limitedBonus(context, wish.target.lbBps, wish.band?.lbBps ?? null)
  const threshold = clamp(wish.target.ltBps, parameterLimits(context, 'ltBps', wish.band), 'ltBps')
  const ltBps = minimumMove(current.ltBps, threshold.bps, guardrails.minimumMoveBps)
  const cuts = [...bonus.cuts, ...threshold.cuts]
  if (ltBps !== threshold.bps) {
    cuts.push(
      cut('minimumMove', 'ltBps', threshold.bps, ltBps, `a move of less than ${points(guardrails.minimumMoveBps)} is not made`),
    )
  }
  const ltvLimits = parameterLimits(context, 'ltvBps', wish.band)
  return {
    current,
    wish,
    bufferBps: guardrails.ltvBufferBps,
    minimumMoveBps: guardrails.minimumMoveBps,
    largestProduct,
    lbBps: bonus.bps,
    ltBps,
    ltvLimits,
    ltvRange: { minBps: clamp(-1, ltvLimits, 'ltvBps').bps, maxBps: clamp(Number.MAX_SAFE_INTEGER, ltvLimits, 'ltvBps').bps },
    cuts,
  }
}

/** A whole triple at a threshold, or the guardrail that leaves none. */
type Completion =
  | { readonly isPossible: true; readonly parameters: CollateralParameters }
  | { readonly isPossible: false; readonly guardrail: 'chainProductLimit' | 'ltvBuffer' }

/**
 * Complete a threshold with the bonus and the LTV that come closest to the wish within the limits that bind the three together.
 *
 * A rise of the bonus is held back where the product would be too large; LTV is pushed down, by the minimum move at least, where the
 * buffer demands it. Where nothing moves at all the current triple is always possible, whatever it is.
 */
function completeAt(plan: AssetPlan, ltBps: number): Completion {
  const { current, minimumMoveBps } = plan
  const lbBps = bonusAt(plan, ltBps)
  if (lbBps === null) return { isPossible: false, guardrail: 'chainProductLimit' }
  const ltvBps = ltvAt(plan, ltBps)
  if (ltvBps === null || ltvBps > ltBps) return { isPossible: false, guardrail: 'ltvBuffer' }
  return { isPossible: true, parameters: { ltvBps: bps(ltvBps), ltBps: bps(ltBps), lbBps: bps(lbBps) } }

  function bonusAt({ lbBps: wished }: AssetPlan, lt: number): number | null {
    const highest = lt === 0 ? 0 : highestBonusBps(lt, plan.largestProduct)
    const held = wished > current.lbBps ? Math.max(current.lbBps, Math.min(wished, highest)) : wished
    const moved = minimumMove(current.lbBps, held, minimumMoveBps)
    return moved > 10_000 && moved <= highest ? moved : null
  }
}

/** Wish for LTV at a threshold: LTV rises only as far as the models' gap below the threshold that is proposed. */
function ltvWishAt({ current, wish, bufferBps }: AssetPlan, ltBps: number): number {
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

/** Triples that one asset may be given, by how far its threshold is cut. */
export interface Candidates {
  /**
   * At index k the triple with the largest possible cut of the threshold of at most k bps; at least one. Where the threshold rises there
   * is only the longest step, for it endangers nobody.
   */
  readonly triples: readonly CollateralParameters[]
  /** What kept the longest step short of the plan's threshold, or null. */
  readonly shortOf: 'chainProductLimit' | 'ltvBuffer' | null
}

/** List an asset's possible triples by whole basis points of its threshold; moves below the minimum are none. */
export function candidates(plan: AssetPlan): Candidates {
  const { current, ltBps, minimumMoveBps } = plan
  const atWish = completeAt(plan, ltBps)
  const shortOf = atWish.isPossible ? null : atWish.guardrail
  const unmoved = completeAt(plan, current.ltBps)
  const stay = unmoved.isPossible ? unmoved.parameters : current
  if (ltBps > current.ltBps) {
    for (let lt = ltBps; lt >= current.ltBps + minimumMoveBps; lt--) {
      const completion = completeAt(plan, lt)
      if (completion.isPossible) return { triples: [completion.parameters], shortOf }
    }
    return { triples: [stay], shortOf }
  }
  const triples = [stay]
  for (let lt = current.ltBps - 1; lt >= ltBps; lt--) {
    const completion = current.ltBps - lt < minimumMoveBps ? null : completeAt(plan, lt)
    triples.push(completion?.isPossible ? completion.parameters : (triples.at(-1) as CollateralParameters))
  }
  return { triples, shortOf }
}

/**
 * Hold the bonus within its own guardrails: the value that the threshold's formula is then computed with.
 *
 * Only the product with a threshold that is held back high can lower it further (never below the current one), which keeps LT x (1 + LB)
 * on the safe side of what the threshold was computed with.
 *
 * @param band - of the bonus; null where its uncertainty is not known.
 */
export function limitedBonus(
  context: GuardrailContext,
  targetBps: number,
  band: QuantileBand | null,
): { bps: number; cuts: GuardrailCut[] } {
  const currentBps = context.live.parameters.lbBps
  const { minimumMoveBps } = context.guardrails
  const { bps: held, cuts } = clamp(targetBps, parameterLimits(context, 'lbBps', band === null ? null : { lbBps: band }), 'lbBps')
  const bps = minimumMove(currentBps, held, minimumMoveBps)
  if (bps !== held) cuts.push(cut('minimumMove', 'lbBps', held, bps, `a move of less than ${points(minimumMoveBps)} is not made`))
  return { bps, cuts }
}

/** Tell what the guardrails cut from one asset's wish: for each parameter a chain of cuts from target to proposal. */
export function cutsOf({
  plan,
  options,
  proposed,
  wholeStepUsd,
  limitUsd,
}: {
  plan: AssetPlan
  options: Candidates
  proposed: CollateralParameters
  /** Debt that the whole step, of all assets, would make liquidatable. */
  wholeStepUsd: number
  limitUsd: number
}): GuardrailCut[] {
  const longest = (options.triples.at(-1) as CollateralParameters).ltBps
  const cuts = [...plan.cuts]
  if (plan.ltBps !== longest) {
    const because =
      options.shortOf === 'ltvBuffer'
        ? `LTV cannot follow it ${points(plan.bufferBps)} below`
        : 'threshold x bonus must stay within 100 % on chain'
    cuts.push(cut(options.shortOf ?? 'chainProductLimit', 'ltBps', plan.ltBps, longest, because))
  }
  if (proposed.ltBps !== longest) {
    const because = Number.isFinite(wholeStepUsd)
      ? `the whole step would itself make ${wholeStepUsd.toFixed(2)} USD of debt liquidatable and ${limitUsd.toFixed(2)} USD is the limit`
      : 'the whole step would lower a threshold of accounts that hold or owe a reserve without a price'
    cuts.push(cut('madeLiquidatable', 'ltBps', longest, proposed.ltBps, because))
  }
  if (proposed.lbBps !== plan.lbBps) {
    const because = `threshold x bonus must stay within 100 % on chain and the threshold is ${show('ltBps', proposed.ltBps)}`
    cuts.push(cut('chainProductLimit', 'lbBps', plan.lbBps, proposed.lbBps, because))
  }
  return [...cuts, ...ltvCuts(plan, proposed)]
}

function ltvCuts(plan: AssetPlan, { ltvBps, ltBps }: CollateralParameters): GuardrailCut[] {
  const wish = ltvWishAt(plan, ltBps)
  const gapBps = Math.max(plan.bufferBps, plan.wish.ltvGapBps)
  const cuts: GuardrailCut[] = []
  if (wish !== plan.wish.target.ltvBps) {
    cuts.push(
      cut(
        'ltvBuffer',
        'ltvBps',
        plan.wish.target.ltvBps,
        wish,
        `it rises only to ${points(gapBps)} below the threshold of ${show('ltBps', ltBps)}`,
      ),
    )
  }
  const held = clamp(wish, plan.ltvLimits, 'ltvBps')
  cuts.push(...held.cuts)
  if (ltvBps === held.bps) return cuts
  const isTooSmall = ltvBps === plan.current.ltvBps && Math.abs(held.bps - ltvBps) < plan.minimumMoveBps
  cuts.push(
    isTooSmall
      ? cut('minimumMove', 'ltvBps', held.bps, ltvBps, `a move of less than ${points(plan.minimumMoveBps)} is not made`)
      : cut(
          'ltvBuffer',
          'ltvBps',
          held.bps,
          ltvBps,
          `it stays ${points(plan.bufferBps)} below the threshold of ${show('ltBps', ltBps)}`,
        ),
  )
  return cuts
}
