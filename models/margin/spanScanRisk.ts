import { InvalidParameterError, InvalidSeriesValueError } from '../errors.js'

/** One of SPAN's risk scenarios. */
export interface SpanScenario {
  /** Price move in units of the price scan range. */
  readonly priceMove: number
  /** Volatility move in units of the volatility scan range. */
  readonly volatilityMove: -1 | 0 | 1
  /** Share of the loss that counts. */
  readonly weight: number
}

const THIRDS = [0, 1 / 3, -1 / 3, 2 / 3, -2 / 3, 1, -1] as const
const EXTREME_MOVE = 2
const EXTREME_WEIGHT = 0.35

/** SPAN's sixteen scenarios: price moves by thirds of the range with volatility up and down, and twice the range at 35 % of the loss. */
export const SPAN_SCENARIOS: readonly SpanScenario[] = [
  ...THIRDS.flatMap((priceMove): SpanScenario[] => [
    { priceMove, volatilityMove: 1, weight: 1 },
    { priceMove, volatilityMove: -1, weight: 1 },
  ]),
  { priceMove: EXTREME_MOVE, volatilityMove: 0, weight: EXTREME_WEIGHT },
  { priceMove: -EXTREME_MOVE, volatilityMove: 0, weight: EXTREME_WEIGHT },
]

/**
 * Compute the scan risk of a portfolio: its largest loss over SPAN's sixteen scenarios.
 *
 * @param lossOf - the portfolio's loss, positive, for a price move and a volatility move in their own units.
 * @param priceScanRange - move that a day's price is expected to stay within, in the unit of the price; not negative.
 * @param volatilityScanRange - the same of the volatility.
 * @returns the largest weighted loss, not below 0.
 * @throws {InvalidParameterError} when a range is negative or not finite.
 * @throws {InvalidSeriesValueError} when a loss is not finite.
 * @source CME, Standard Portfolio Analysis of Risk (1988), the scanning of risk arrays.
 */
export function spanScanRisk({
  lossOf,
  priceScanRange,
  volatilityScanRange,
}: {
  lossOf: (priceMove: number, volatilityMove: number) => number
  priceScanRange: number
  volatilityScanRange: number
}): number {
  for (const [parameter, value] of Object.entries({ priceScanRange, volatilityScanRange })) {
    if (!(value >= 0 && value < Infinity)) {
      throw new InvalidParameterError({ parameter, value, demand: 'finite and not negative' })
    }
  }
  return SPAN_SCENARIOS.reduce((largest, { priceMove, volatilityMove, weight }, index) => {
    const loss = lossOf(priceMove * priceScanRange, volatilityMove * volatilityScanRange)
    if (!Number.isFinite(loss)) {
      throw new InvalidSeriesValueError({ what: 'Losses of the SPAN scenarios', index, value: loss, demand: 'finite' })
    }
    return Math.max(largest, weight * loss)
  }, 0)
}
