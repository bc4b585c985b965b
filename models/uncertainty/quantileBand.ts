import { z } from 'zod'
import { quantile } from '../tail/quantile.js'

/** The band that a published value carries: its 5, 50 and 95 % quantiles. */
export const quantileBandSchema = z.strictObject({ p05: z.number(), p50: z.number(), p95: z.number() })

/** @see quantileBandSchema */
export type QuantileBand = Readonly<z.infer<typeof quantileBandSchema>>

/**
 * Summarise draws of a value by their 5, 50 and 95 % quantiles.
 *
 * @param draws - n >= 1 finite draws, in any order.
 * @throws {SeriesTooShortError} when there is no draw.
 * @throws {InvalidSeriesValueError} when a draw is not finite.
 */
export function quantileBand(draws: ArrayLike<number>): QuantileBand {
  return { p05: quantile(draws, 0.05), p50: quantile(draws, 0.5), p95: quantile(draws, 0.95) }
}
