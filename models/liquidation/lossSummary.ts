import { z } from 'zod'
import { historicalShortfall } from '../tail/historicalShortfall.js'
import { quantile } from '../tail/quantile.js'

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
