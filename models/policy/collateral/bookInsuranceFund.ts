import type { AssetShock } from '../../book/bookLosses.js'
import { largestAccounts } from '../../book/largestAccounts.js'
import type { LossTerms } from '../../book/lossForms.js'
import type { ValuedBook } from '../../book/valuePositions.js'
import { type InsuranceFund, insuranceFund } from '../../book/insuranceFund.js'
import type { ModelConfig } from '../modelConfig.js'

/**
 * Size the insurance fund of a book by its configured method: the one of the report, of a recalibration and of `market stress`.
 *
 * @param shocks - the joint scenarios, as `scenarioShocks` draws them.
 * @param badDebtUsd - bad debt of the whole book in each of them.
 * @param worstReplayUsd - largest bad debt of a replayed day under the same terms.
 * @throws as largestAccounts and insuranceFund.
 */
export function bookInsuranceFund({
  book,
  terms,
  shocks,
  badDebtUsd,
  worstReplayUsd,
  models,
}: {
  readonly book: ValuedBook
  readonly terms: LossTerms
  readonly shocks: readonly AssetShock[]
  readonly badDebtUsd: Float64Array
  readonly worstReplayUsd: number
  readonly models: ModelConfig
}): InsuranceFund {
  const { insuranceAccounts: accounts, insuranceProbability: probability, insuranceFactor: factor } = models
  return insuranceFund({
    badDebtUsd,
    accounts: largestAccounts({ book, terms, shocks, count: badDebtUsd.length, accounts, probability }),
    worstReplayUsd,
    probability,
    factor,
  })
}
