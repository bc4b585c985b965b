import { badDebtUsd } from './lossSummary.js'
import { liquidatedDebtUsd } from './liquidatedDebtUsd.js'
import type { LossTerms } from './lossForms.js'
import type { ValuedBook } from './valuePositions.js'

/** Log returns of one asset, one a scenario. */
export interface AssetShock {
  readonly asset: string
  readonly logReturns: Float64Array
}

/** What a book comes to in each scenario, USD. */
export interface BookLosses {
  /** Debt that the venue lets liquidators close at once of the positions whose health factor is below 1. */
  readonly liquidatedUsd: Float64Array
  /** What their collateral does not cover. */
  readonly badDebtUsd: Float64Array
}

/**
 * Sum, in each joint price scenario, the debt that is liquidated and what of it the collateral does not cover.
 *
 * @param shocks - assets without one keep their price.
 * @returns arrays of length `count`.
 * @throws as badDebtUsd.
 */
export function bookLosses({
  book,
  terms,
  shocks,
  count,
}: {
  readonly book: ValuedBook
  readonly terms: LossTerms
  readonly shocks: readonly AssetShock[]
  readonly count: number
}): BookLosses {
  return {
    badDebtUsd: badDebtUsd({ ...terms, book, shocks, count }),
    liquidatedUsd: liquidatedDebtUsd({ book, thresholds: terms.thresholds, rule: terms.rule, shocks, count }),
  }
}
