import { z } from 'zod'
import { quantile } from '../statistics/quantile.js'
import { historicalShortfall } from '../tail/historicalShortfall.js'
import { lossForms, type LossTerms } from './lossForms.js'
import { lossesInScenarios } from './lossesInScenarios.js'
import { prepareLosses } from './preparedLosses.js'
import type { ValuedBook } from './valuePositions.js'

/** How losses lie over scenarios, USD. */
export const lossSummarySchema = z.strictObject({
  meanUsd: z.number().nonnegative(),
  /** At the probability that the summary was made with. */
  quantileUsd: z.number().nonnegative(),
  /** Mean of the worst 1 - probability. */
  expectedShortfallUsd: z.number().nonnegative(),
  worstUsd: z.number().nonnegative(),
})

/** @see lossSummarySchema */
export type LossSummary = z.infer<typeof lossSummarySchema>

/**
 * Summarise a book's losses over scenarios.
 *
 * @param losses - USD, n >= 1 scenarios, none negative.
 * @param probability - of quantile and expected shortfall, strictly between 0 and 1.
 * @throws {SeriesTooShortError} when there is no scenario.
 * @throws {InvalidSeriesValueError} when a loss is not finite.
 * @throws {InvalidParameterError} when the probability is outside (0, 1).
 * @example
 * import { summariseLosses } from 'plimsoll/models'
 *
 * const losses = Float64Array.from({ length: 1_000 }, (_, scenario) => scenario)
 * summariseLosses(losses, 0.99).worstUsd // 999
 */
export function summariseLosses(losses: Float64Array, probability: number): LossSummary {
  const expectedShortfallUsd = historicalShortfall(
    losses.map((loss) => -loss),
    probability,
  )
  let sum = 0
  let worstUsd = 0
  for (const loss of losses) {
    sum += loss
    worstUsd = Math.max(worstUsd, loss)
  }
  return { meanUsd: sum / losses.length, quantileUsd: quantile(losses, probability), expectedShortfallUsd, worstUsd }
}

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
