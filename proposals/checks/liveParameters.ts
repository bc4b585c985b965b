import { sameHex } from '../../core/hex.js'
import { COLLATERAL_PARAMETERS, PARAMETERS } from '../../models/policy/collateral/parameter.js'
import { defineCheck, error, type Objection, warning } from './defineCheck.js'

/** Compare the live parameters with those that were reviewed: a change by anybody since then makes the review void. */
export const liveParameters = defineCheck({
  name: 'live-parameters',
  question: 'Does the chain still have the parameters that the proposal starts from?',
  objections: ({ proposal, recommendation, live }) =>
    recommendation.assets.flatMap(({ asset, address, current }): Objection[] => {
      const isChanged = proposal.changes.some((change) => sameHex(change.address, address))
      const reserve = live.market.reserves.find((candidate) => sameHex(candidate.address, address))
      const object = isChanged ? error : warning
      if (reserve === undefined) return [object(`${asset} (${address}) is not a reserve of the market any more.`)]
      return PARAMETERS.filter((name) => reserve.parameters[name] !== current[name]).map((name) =>
        object(
          `The ${COLLATERAL_PARAMETERS[name].label} of ${asset} is ${reserve.parameters[name]} bps on chain; ${current[name]} bps was reviewed.`,
        ),
      )
    }),
  passes: ({ live }) => `The parameters at block ${live.block.number} are those that were reviewed.`,
})
