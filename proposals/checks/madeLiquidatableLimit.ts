import { madeLiquidatable } from '../../models/book/madeLiquidatable.js'
import { formatUsd } from '../../core/format.js'
import { policyOf } from '../../models/policy/registry.js'
import { bookOf } from './bookOf.js'
import type { CheckContext } from './check.js'
import { defineCheck, error, type Objection, warning } from './defineCheck.js'

/** Count, on the live positions and prices, whom the change itself would make liquidatable. */
export const madeLiquidatableLimit = defineCheck({
  name: 'made-liquidatable',
  question: 'Does the change itself make no more debt liquidatable than is allowed?',
  objections: (context) => {
    const { usd, accounts, unknown, closableUsd = 0 } = onLive(context)
    const limit = context.guardrails.maxMadeLiquidatableUsd
    const whole = `The change makes ${accounts.length} accounts with ${formatUsd(usd)} of debt liquidatable; the limit is ${formatUsd(limit)}.`
    const what =
      closableUsd === 0
        ? whole
        : `${whole} It lets liquidators close ${formatUsd(closableUsd)} at once that they could not close before.`
    const isNotable = accounts.length > 0 || closableUsd > 0
    const made: readonly Objection[] = usd > limit ? [error(what)] : isNotable ? [warning(what)] : []
    if (unknown.length === 0) return made
    const lowered = `The change lowers a threshold of ${unknown.length} accounts that hold or owe a reserve without a price, such as ${unknown[0]}.`
    return [...made, error(`${lowered} Whether they become liquidatable is not known.`)]
  },
  passes: (context) => `None of ${bookOf(context).accounts.length} borrowers becomes liquidatable by the change.`,
})

function onLive(context: CheckContext) {
  const { recommendation } = context
  return madeLiquidatable({
    state: bookOf(context),
    proposed: policyOf(recommendation.policy).proposedTerms(recommendation),
  })
}
