import type { CollateralParameters } from '../../market/marketState.js'
import type { GuardrailCut } from '../recommendation.js'
import type { AssetPlan } from './assetPlan.js'
import type { Candidates } from './candidates.js'
import { clamp } from './clamp.js'
import { ltvWishAt } from './completeAt.js'
import { cut } from './cut.js'

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
        ? `LTV cannot follow it at ${plan.bufferBps} bps below`
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
    const because = `threshold x bonus must stay within 100 % on chain and the threshold is ${proposed.ltBps} bps`
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
        `it rises only to ${gapBps} bps below the threshold of ${ltBps} bps`,
      ),
    )
  }
  const held = clamp(wish, plan.ltvLimits, 'ltvBps')
  cuts.push(...held.cuts)
  if (ltvBps === held.bps) return cuts
  const isTooSmall = ltvBps === plan.current.ltvBps && Math.abs(held.bps - ltvBps) < plan.minimumMoveBps
  cuts.push(
    isTooSmall
      ? cut('minimumMove', 'ltvBps', held.bps, ltvBps, `a move of less than ${plan.minimumMoveBps} bps is not made`)
      : cut('ltvBuffer', 'ltvBps', held.bps, ltvBps, `it stays ${plan.bufferBps} bps below the threshold of ${ltBps} bps`),
  )
  return cuts
}
