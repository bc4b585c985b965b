import { subjectsOf } from '../../core/parameters.js'
import { policyOf } from '../../models/policy/registry.js'
import { bookOf } from './bookOf.js'
import { defineCheck, error } from './defineCheck.js'

/** Hold the change against every guardrail of its policy once more, on the live state and by the independent checker. */
export const guardrailsHold = defineCheck({
  name: 'guardrails-hold',
  question: 'Does the whole change keep every guardrail on the state as it is now?',
  objections: ({ proposal, recommendation, guardrails, snapshot, adjustableAssets, live }) =>
    policyOf(recommendation.policy)
      .brokenRules({ recommendation, state: bookOf({ proposal, live }), guardrails, data: snapshot.assets, adjustableAssets })
      .map(({ rule, text }) => error(`Guardrail ${rule}: ${text}`)),
  passes: ({ proposal }) =>
    `All guardrails hold for ${subjectsOf(proposal.changes)
      .map(({ subject }) => subject)
      .join(', ')} on the live state.`,
})
