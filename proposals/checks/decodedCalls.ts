import type { ParameterChange } from '../proposal.js'
import { changes as changesOf } from '../../models/policy/collateral/recommendation.js'
import { decodeCall } from '../targets/targetFor.js'
import { sameHex } from '../../core/hex.js'
import { defineCheck, error } from './defineCheck.js'

/** Decode the bytes again and hold them against the recommendation: one call a change, the same values, nothing besides. */
export const decodedCalls = defineCheck({
  name: 'decoded-calls',
  question: 'Do the calls say what the recommendation says, and nothing else?',
  objections: ({ proposal, recommendation, live }) => {
    const wanted = changesOf(recommendation)
    const made = proposal.calls.map((call) => decodeCall({ call, contracts: live.contracts, before: live.market }))
    const found =
      made.length === wanted.length ? [] : [error(`There are ${made.length} calls for ${wanted.length} recommended changes.`)]
    wanted.forEach((change, i) => {
      const values = made[i]?.arguments.map(({ value }) => value)
      const expected = argumentsOf(change)
      if (values?.some((value, j) => !sameHex(value, expected[j] ?? ''))) {
        found.push(
          error(`Call ${i + 1} sets ${values.join(', ')}; the recommendation for ${change.asset} is ${expected.join(', ')}.`),
        )
      }
      if (JSON.stringify(argumentsOf(proposal.changes[i])) !== JSON.stringify(expected)) {
        found.push(error(`The proposal's table does not show the recommended change of ${change.asset}.`))
      }
      const shown = proposal.decodedCalls[i]?.arguments.map(({ value }) => value)
      if (JSON.stringify(shown) !== JSON.stringify(values))
        found.push(error(`The decoded call ${i + 1} of the proposal is not what its bytes say.`))
    })
    if (proposal.changes.length !== wanted.length) {
      found.push(error(`The proposal's table has ${proposal.changes.length} rows for ${wanted.length} recommended changes.`))
    }
    return found
  },
  passes: ({ proposal }) => `${proposal.calls.length} decoded calls equal the recommendation.`,
})

function argumentsOf(change: ParameterChange | undefined): string[] {
  if (change === undefined) return []
  const { address, proposed } = change
  return [address, String(proposed.ltvBps), String(proposed.ltBps), String(proposed.lbBps)]
}
