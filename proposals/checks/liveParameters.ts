import { sameHex } from '../../core/hex.js'
import { subjectsOf } from '../../core/parameters.js'
import { policyOf } from '../../models/policy/registry.js'
import { targetOf } from '../targets/registry.js'
import { defineCheck, error, type Objection, warning } from './defineCheck.js'

/** Compare the live parameters with those that were reviewed: a change by anybody since then makes the review void. */
export const liveParameters = defineCheck({
  name: 'live-parameters',
  question: 'Does the chain still have the parameters that the proposal starts from?',
  objections: ({ proposal, recommendation, live }) => {
    const target = targetOf(proposal.target)
    const values = target.valuesOf(target.readingsOf(live.market))
    const reviewed = policyOf(recommendation.policy).reviewed(recommendation)
    return subjectsOf(reviewed).flatMap(({ subject, address }): Objection[] => {
      const isChanged = proposal.changes.some((change) => sameHex(change.address, address))
      const object = isChanged ? error : warning
      const own = values.filter((value) => sameHex(value.address, address))
      if (own.length === 0) return [object(`${subject} (${address}) is not a reserve of the market any more.`)]
      return reviewed
        .filter((value) => sameHex(value.address, address))
        .flatMap(({ parameter, value }) => {
          const spec = target.parameters.find(({ name }) => name === parameter)
          const now = own.find((one) => one.parameter === parameter)?.value
          if (now === value) return []
          const unit = spec?.unit ?? ''
          return [
            object(`The ${spec?.label ?? parameter} of ${subject} is ${now} ${unit} on chain; ${value} ${unit} was reviewed.`),
          ]
        })
    })
  },
  passes: ({ live }) => `The parameters at block ${live.block.number} are those that were reviewed.`,
})
