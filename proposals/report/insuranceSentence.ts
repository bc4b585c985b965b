import { formatProbability, formatUsd } from '../../core/format.js'
import type { InsuranceFund, NotComputed } from '../../models/book/insuranceFund.js'

/**
 * Say what an insurance fund would have to hold, and of what.
 *
 * @param before - the fund under other parameters, to compare with.
 * @param without - assets whose price no model moves: they are in no part of the fund.
 */
export function insuranceSentence(
  fund: InsuranceFund | NotComputed,
  before?: InsuranceFund,
  without: readonly string[] = [],
): string {
  if ('notComputed' in fund) return `The insurance fund is not computed: ${fund.notComputed}.`
  const missing =
    without.length === 0 ? '' : ` It leaves out what the prices of ${without.join(', ')} may do: no model moves them.`
  const { usd, factor, probability, accounts, bindingPart, largestAccountsUsd, worstReplayUsd } = fund
  const { expectedShortfallUsd, expectedShortfallErrorUsd } = fund
  const comparison = before === undefined ? '' : ` (${formatUsd(before.usd)} under the current parameters)`
  if (bindingPart === null) {
    return `For what is modelled no insurance fund is needed${comparison}: no scenario and no replayed day leaves bad debt.${missing}`
  }
  const parts = {
    expectedShortfall: `the mean bad debt of the worst ${formatProbability(1 - probability)} of the scenarios: ${formatUsd(expectedShortfallUsd)} (standard error ${formatUsd(expectedShortfallErrorUsd)}).`,
    largestAccounts: `the stressed losses of the ${accounts.length} largest accounts: ${formatUsd(largestAccountsUsd)}.`,
    worstReplay: `the worst replayed day: ${formatUsd(worstReplayUsd)}.`,
  }
  const others = Object.entries(parts).flatMap(([part, text]) => (part === bindingPart ? [] : [`T${text.slice(1)}`]))
  return [
    `An insurance fund of **${formatUsd(usd)}**${comparison} covers ${factor} times the largest of three losses.`,
    `The largest is ${parts[bindingPart]}`,
    ...others,
  ]
    .join(' ')
    .concat(missing)
}
