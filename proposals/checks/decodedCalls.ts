import { sameHex } from '../../core/hex.js'
import type { ParameterChange } from '../../core/parameters.js'
import { policyOf } from '../../models/policy/registry.js'
import type { DecodedCall } from '../call.js'
import { targetOf } from '../targets/registry.js'
import { defineCheck, error, type Objection } from './defineCheck.js'

/** Decode the bytes again and hold them against the recommendation: every change is set once, to its value, and nothing besides. */
export const decodedCalls = defineCheck({
  name: 'decoded-calls',
  question: 'Do the calls say what the recommendation says, and nothing else?',
  objections: ({ proposal, recommendation, live }) => {
    const target = targetOf(proposal.target)
    const wanted = policyOf(recommendation.policy).changes(recommendation)
    const before = target.valuesOf(target.readingsOf(live.market))
    const made = proposal.calls.map((call) => target.decode({ call, contracts: live.contracts, before }))
    const encoded = target.encode({ changes: wanted, contracts: live.contracts })
    const shown = proposal.decodedCalls
    return [
      ...settingObjections(wanted, made),
      ...(proposal.calls.length === encoded.length
        ? []
        : [error(`There are ${proposal.calls.length} calls; the recommended changes take ${encoded.length}.`)]),
      ...proposal.calls.flatMap(({ to, value, data }, i) => {
        const own = encoded[i]
        if (own === undefined || (sameHex(own.to, to) && own.value === value && sameHex(own.data, data))) return []
        return [error(`Call ${i + 1} is not the one that the recommended changes make.`)]
      }),
      ...(JSON.stringify(proposal.changes) === JSON.stringify(wanted)
        ? []
        : [error("The proposal's table does not show the recommended changes.")]),
      ...shown.flatMap((call, i) =>
        saysWhat(call, made[i]) ? [] : [error(`The decoded call ${i + 1} of the proposal is not what its bytes say.`)],
      ),
      ...(shown.length === made.length
        ? []
        : [error(`The proposal shows ${shown.length} decoded calls; it has ${made.length}.`)]),
    ]
  },
  passes: ({ proposal }) => `${proposal.calls.length} decoded calls equal the recommendation.`,
})

// Its summary names present values, which may have moved since: `live-parameters` judges those.
function saysWhat(shown: DecodedCall, made: DecodedCall | undefined): boolean {
  const facts = (call: DecodedCall | undefined) => JSON.stringify(call === undefined ? null : { ...call, summary: '' })
  return facts(shown) === facts(made)
}

/** Object to every change that the calls do not set exactly once to its value, and to whatever they set besides. */
export function settingObjections(wanted: readonly ParameterChange[], made: readonly DecodedCall[]): Objection[] {
  const sets = made.flatMap((call, i) => call.sets.map((setting) => ({ ...setting, call: i + 1 })))
  const isOf = (change: ParameterChange, { address, parameter }: (typeof sets)[number]) =>
    change.parameter === parameter && sameHex(change.address, address)
  const missed = wanted.flatMap((change): Objection[] => {
    const { subject, parameter, to } = change
    const own = sets.filter((setting) => isOf(change, setting))
    if (own.length !== 1)
      return [error(`${own.length} calls set ${parameter} of ${subject}; the recommendation takes exactly one.`)]
    const [{ call, value }] = own as [(typeof sets)[number]]
    return value === to ? [] : [error(`Call ${call} sets ${parameter} of ${subject} to ${value}; the recommendation is ${to}.`)]
  })
  const besides = sets.filter((setting) => !wanted.some((change) => isOf(change, setting)))
  const found = [
    ...missed,
    ...besides.map(({ call, address, parameter, value }) =>
      error(`Call ${call} sets ${parameter} of ${address} to ${value}, which is not recommended.`),
    ),
  ]
  // Two rows of one parameter: the call that sets it answers for both.
  if (found.length > 0 || sets.length === wanted.length) return found
  return [error(`The calls set ${sets.length} parameters; the table has ${wanted.length}.`)]
}
