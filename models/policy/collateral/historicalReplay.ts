import { z } from 'zod'
import { bookLosses } from '../../book/bookLosses.js'
import type { LossTerms } from '../../book/lossForms.js'
import { worstScenarios } from '../../book/madeLiquidatable.js'
import { assetSymbolSchema, type Book } from '../../book/book.js'
import type { ValuedBook } from '../../book/valuePositions.js'
import type { BarSeries } from '../../data/barSeries.js'
import type { MarketSnapshot } from '../../data/marketSnapshot.js'
import { InconsistentStateError } from '../../errors.js'
import { historicalDays } from '../../scenarios/historicalDays.js'
import type { PolicyAsset } from '../policy.js'

const usd = z.number().nonnegative()
const lossesSchema = z.strictObject({ liquidatedUsd: usd, badDebtUsd: usd })

/** Today's book on the days of history, as if each happened again, under the old and the new parameters. */
export const historicalReplaySchema = z.strictObject({
  /** Assets that move; the others keep their price. */
  assets: z.array(assetSymbolSchema),
  /** How many days were replayed, and which: UTC days, null where there is none. */
  days: z.int().nonnegative(),
  firstDay: z.iso.date().nullable(),
  lastDay: z.iso.date().nullable(),
  /** Largest bad debt of a day, which need not be the same day under both. */
  worstBadDebtUsd: z.strictObject({ current: usd, proposed: usd }),
  /** The worst under the new parameters, by bad debt, then by liquidated debt, then the earlier; days that leave neither are not listed. */
  worstDays: z.array(
    z.strictObject({
      day: z.iso.date(),
      /** Of the day, in the order of `assets`. */
      logReturns: z.array(z.number()),
      current: lossesSchema,
      proposed: lossesSchema,
    }),
  ),
})

/** @see historicalReplaySchema */
export type HistoricalReplay = z.infer<typeof historicalReplaySchema>

/**
 * Replay every day that the assets' closes have in common on a book: their joint log returns as they were, over one day.
 *
 * Positions are taken as they are, without anybody acting during the day; what is liquidated then is sold at the day's close. Nothing is
 * fitted: the scenarios' tails and correlations have no part in it.
 *
 * @param assets - with their daily bars; an asset of the book that is not among them keeps its price.
 * @param worstDays - how many days to list.
 * @throws as historicalDays and badDebtUsd.
 */
export function historicalReplay({
  book,
  terms,
  assets,
  worstDays,
}: {
  readonly book: ValuedBook
  readonly terms: { readonly current: LossTerms; readonly proposed: LossTerms }
  readonly assets: readonly { readonly asset: string; readonly daily: BarSeries }[]
  readonly worstDays: number
}): HistoricalReplay {
  const { days, logReturns } = historicalDays(assets.map(({ daily }) => daily))
  const shocks = assets.map(({ asset }, i) => ({ asset, logReturns: logReturns[i] as Float64Array }))
  const current = bookLosses({ book, terms: terms.current, shocks, count: days.length })
  const proposed = bookLosses({ book, terms: terms.proposed, shocks, count: days.length })
  const at = ({ liquidatedUsd, badDebtUsd }: typeof current, day: number) => ({
    liquidatedUsd: liquidatedUsd[day] as number,
    badDebtUsd: badDebtUsd[day] as number,
  })
  return {
    assets: assets.map(({ asset }) => asset),
    days: days.length,
    firstDay: days[0] ?? null,
    lastDay: days.at(-1) ?? null,
    worstBadDebtUsd: { current: largest(current.badDebtUsd), proposed: largest(proposed.badDebtUsd) },
    worstDays: worstScenarios(proposed, worstDays).map((index) => ({
      day: days[index] as string,
      logReturns: logReturns.map((column) => column[index] as number),
      current: at(current, index),
      proposed: at(proposed, index),
    })),
  }
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0)
}

/**
 * Make sure that market data, chain state and configuration speak of one market and name no asset twice.
 *
 * A configured asset that left the market is no contradiction: the others go on.
 *
 * @throws {InconsistentStateError} when they do not, or the market lists nothing that the configuration names.
 */
export function assertSameMarket({
  snapshot,
  state,
  assets,
}: {
  snapshot: MarketSnapshot
  state: Book
  assets: readonly PolicyAsset[]
}): void {
  if (snapshot.market !== state.market) {
    throw new InconsistentStateError(`The market data are of ${snapshot.market} and the chain's state is of ${state.market}.`)
  }
  for (const [what, names] of [
    ['The market data', snapshot.assets.map(({ asset }) => asset)],
    ['The configuration', assets.map(({ asset }) => asset)],
  ] as const) {
    const twice = names.find((name, i) => names.indexOf(name) !== i)
    if (twice !== undefined) throw new InconsistentStateError(`${what} name ${twice} twice.`, 'Name each asset once.')
  }
  const isListed = (name: string) => state.assets.some(({ asset }) => asset === name)
  if (assets.length > 0 && !assets.some(({ asset }) => isListed(asset))) {
    throw new InconsistentStateError(
      `The configuration names ${assets.map(({ asset }) => asset).join(', ')}; none of them is an asset of ${state.market}.`,
      `Its assets are: ${state.assets.map(({ asset }) => asset).join(', ')}. Use the symbols as the market has them.`,
    )
  }
}
