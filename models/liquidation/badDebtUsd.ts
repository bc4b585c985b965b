import { lossesInScenarios } from './lossesInScenarios.js'
import { type LossTerms, lossForms } from './lossForms.js'
import { prepareLosses } from './preparedLosses.js'
import type { ValuedBook } from './valuePositions.js'

/**
 * Sum, in each joint price scenario, the debt that the collateral of liquidatable positions does not cover.
 *
 * A position below its threshold leaves max(0, debt - collateral x (1 - slippage) / (1 + bonus)), all of it seized and sold at the
 * scenario's prices; one above it leaves nothing, whatever its collateral would bring. A venue's close factor changes nothing in that. Each
 * call repays as much as the collateral that it takes covers, so what is uncovered stays. While something is uncovered and threshold x bonus
 * is at most 1, no call makes the account healthy, so calls go on until no collateral is left.
 *
 * Positions that depend on one shocked asset cost a binary search a scenario for all of them together (sorted limits and prefix sums); only
 * those on two or more are evaluated one by one.
 *
 * @param shocks - log returns of the shocked assets, `count` each; an asset without a shock keeps its price.
 * @returns USD, length `count`.
 * @throws {InvalidParameterError} when the slippage is not from 0 to 1.
 * @throws {InconsistentStateError} when the bonus of collateral with a threshold is not known, or no number.
 * @throws {MisalignedSeriesError} when a shock has another length than `count`.
 * @throws {InvalidSeriesValueError} when a log return is NaN or above 100; -Infinity is a price of 0.
 */
export function badDebtUsd({
  book,
  shocks,
  count,
  ...terms
}: LossTerms & {
  readonly book: ValuedBook
  readonly shocks: readonly { readonly asset: string; readonly logReturns: Float64Array }[]
  readonly count: number
}): Float64Array {
  const forms = lossForms(
    book,
    terms,
    shocks.map(({ asset }) => asset),
  )
  return lossesInScenarios({ prepared: prepareLosses(forms), logReturns: shocks.map(({ logReturns }) => logReturns), count })
}
