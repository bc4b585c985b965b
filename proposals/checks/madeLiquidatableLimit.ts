import { madeLiquidatable } from '../../models/liquidation/madeLiquidatable.js'
import { formatUsd } from '../report/formatUsd.js'
import type { CheckContext } from './check.js'
import { defineCheck, error, type Objection, warning } from './defineCheck.js'

/** Count, on the live positions and prices, whom the change itself would make liquidatable. */
export const madeLiquidatableLimit = defineCheck({
  name: 'made-liquidatable',
  question: 'Does the change itself make no more debt liquidatable than is allowed?',
  objections: (context) => {
    const { usd, accounts, closableUsd = 0 } = onLive(context)
    const limit = context.guardrails.maxMadeLiquidatableUsd
    const made = `The change makes ${accounts.length} accounts with ${formatUsd(usd)} of debt liquidatable; the limit is ${formatUsd(limit)}.`
    const what =
      closableUsd === 0
        ? made
        : `${made} It lets liquidators close ${formatUsd(closableUsd)} at once that they could not close before.`
    if (usd > limit) return [error(what)]
    return accounts.length > 0 || closableUsd > 0 ? [warning(what)] : ([] satisfies Objection[])
  },
  passes: ({ live }) => `None of ${live.market.positions.length} borrowers becomes liquidatable by the change.`,
})

function onLive({ proposal, live }: CheckContext) {
  return madeLiquidatable({
    state: live.market,
    proposed: new Map(proposal.changes.map(({ asset, proposed }) => [asset, proposed])),
  })
}
