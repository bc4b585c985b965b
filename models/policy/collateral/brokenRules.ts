import type { BrokenRule, RuleInput } from '../policy.js'
import { violations } from './guardrails/violations.js'
import { movedAssets, type Recommendation } from './recommendation.js'

/**
 * Hold the whole change against every guardrail once more, on the state as it is now.
 *
 * The gate on loosening was decided on the forecasts, which are not at hand here: the recommendation says how.
 */
export function brokenRules({
  recommendation,
  state,
  guardrails,
  data,
  adjustableAssets,
}: RuleInput<Recommendation>): BrokenRule[] {
  const moving = new Set(movedAssets(recommendation).map(({ asset }) => asset))
  const guarded = recommendation.assets.map(({ asset, looseningGate: { isOpen, because } }) => {
    const own = data.find((candidate) => candidate.asset === asset)
    const isReadable = own?.isLastBarFinding === false && (own.unreadBars ?? 0) === 0
    return {
      asset,
      isAdjustable: adjustableAssets.includes(asset),
      isSingleSource: own?.isSingleSource ?? true,
      looseningGate: { isOpen: isOpen && isReadable, because },
    }
  })
  const assets = recommendation.assets.filter(({ asset }) => moving.has(asset))
  return violations({ state, recommendation: { assets }, guardrails, assets: guarded }).map(({ guardrail, text }) => ({
    rule: guardrail,
    text,
  }))
}
