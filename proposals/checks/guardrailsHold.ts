import { subjectsOf } from '../../core/parameters.js'
import { movedAssets } from '../../models/policy/collateral/recommendation.js'
import { violations } from '../../models/policy/collateral/guardrails/violations.js'
import type { CheckContext } from './check.js'
import { defineCheck, error } from './defineCheck.js'

/** Hold the change against every guardrail once more, on the live state and by the independent checker. */
export const guardrailsHold = defineCheck({
  name: 'guardrails-hold',
  question: 'Does the whole change keep every guardrail on the state as it is now?',
  objections: (context) => {
    const { recommendation, guardrails, live } = context
    const moving = new Set(movedAssets(recommendation).map(({ asset }) => asset))
    const assets = recommendation.assets.filter(({ asset }) => moving.has(asset))
    return violations({ state: live.market, recommendation: { assets }, guardrails, assets: guardedAssets(context) }).map(
      ({ guardrail, text }) => error(`Guardrail ${guardrail}: ${text}`),
    )
  },
  passes: ({ proposal }) =>
    `All guardrails hold for ${subjectsOf(proposal.changes)
      .map(({ subject }) => subject)
      .join(', ')} on the live state.`,
})

// The gate on loosening was decided on the forecasts, which are not at hand here: the recommendation says how.
function guardedAssets({ recommendation, snapshot, adjustableAssets }: CheckContext) {
  return recommendation.assets.map(({ asset, looseningGate: { isOpen, because } }) => {
    const data = snapshot.assets.find((candidate) => candidate.asset === asset)
    const isReadable = data?.isLastBarFinding === false && (data.unreadBars ?? 0) === 0
    return {
      asset,
      isAdjustable: adjustableAssets.includes(asset),
      isSingleSource: data?.isSingleSource ?? true,
      looseningGate: { isOpen: isOpen && isReadable, because },
    }
  })
}
