import type { InsuranceFund } from '../../models/margin/insuranceFund.js'
import { formatProbability } from './formatProbability.js'
import { formatUsd } from './formatUsd.js'

/**
 * Say in one sentence what an insurance fund would have to hold, and of what.
 *
 * @param before - the fund under other parameters, to compare with.
 */
export function insuranceSentence(fund: InsuranceFund, before?: InsuranceFund): string {
  const { usd, factor, probability, accounts, bindingPart, largestAccountsUsd, worstReplayUsd } = fund
  const { expectedShortfallUsd, expectedShortfallErrorUsd } = fund
  const comparison = before === undefined ? '' : ` (${formatUsd(before.usd)} under the current parameters)`
  if (bindingPart === null) {
    return `For what is modelled no insurance fund is needed${comparison}: no scenario and no replayed day leaves bad debt.`
  }
  const parts = {
    expectedShortfall: `the mean bad debt of the worst ${formatProbability(1 - probability)} of the scenarios, ${formatUsd(expectedShortfallUsd)} (standard error ${formatUsd(expectedShortfallErrorUsd)})`,
    largestAccounts: `the stressed losses of the ${accounts.length} largest accounts, ${formatUsd(largestAccountsUsd)}`,
    worstReplay: `the worst replayed day, ${formatUsd(worstReplayUsd)}`,
  }
  const others = Object.entries(parts).flatMap(([part, text]) => (part === bindingPart ? [] : [text]))
  return `An insurance fund of **${formatUsd(usd)}**${comparison} would cover ${factor} times ${parts[bindingPart]}, which is the largest beside ${others.join(' and ')}.`
}
