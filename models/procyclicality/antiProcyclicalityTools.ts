import { InvalidParameterError } from '../errors.js'
import { requirePositive, requireSameLength } from '../statistics/require.js'

/** A history of margins and what the tools may set against it. */
export interface MarginHistory {
  /** n calculated margins, positive, ascending in time. */
  readonly margins: ArrayLike<number>
  /** Margin of the stressed period, positive. */
  readonly stressedMargin: number
  /** n margins from long-run volatility, positive. */
  readonly floors: ArrayLike<number>
}

/** Every tool against procyclical margins by name, at the least that the regulation asks for. A new one is one file and one line here. */
export const antiProcyclicalityTools = {
  none: ({ margins }) => Float64Array.from(margins),
  buffer: ({ margins }) => bufferedMargins(margins),
  stressedWeight: ({ margins, stressedMargin }) => stressWeightedMargins(margins, stressedMargin),
  floor: ({ margins, floors }) => flooredMargins(margins, floors),
} as const satisfies Record<string, (history: MarginHistory) => Float64Array>

/** Name of a tool against procyclical margins. */
export type AntiProcyclicalityToolName = keyof typeof antiProcyclicalityTools

/**
 * Hold a buffer above the calculated margin that may be used up while the calculation rises (EMIR's first tool).
 *
 * The margin charged starts at (1 + buffer) times the calculation. It stands still while the calculation rises beneath it, until the
 * buffer is used up; from then on it is the calculation. When the calculation falls by so much that the charge would exceed a full
 * buffer, it falls with it. The regulation asks for a buffer of at least 25 % and leaves its use to the house: this reading moves the
 * charge as little as possible.
 *
 * @param margins - n >= 1 calculated margins, positive, ascending in time.
 * @param buffer - fraction of the calculated margin, finite and at least 0.
 * @returns n margins charged, each from the calculated one to (1 + buffer) times it.
 * @throws {SeriesTooShortError} when there is no margin.
 * @throws {InvalidSeriesValueError} when a margin is not positive and finite.
 * @throws {InvalidParameterError} when the buffer is negative or not finite, or a buffered margin too large for a float64.
 * @source Commission Delegated Regulation (EU) No 153/2013, article 28(1)(a).
 */
export function bufferedMargins(margins: ArrayLike<number>, buffer = 0.25): Float64Array {
  if (!(buffer >= 0 && buffer < Infinity)) {
    throw new InvalidParameterError({ parameter: 'buffer', value: buffer, demand: 'finite and at least 0' })
  }
  requirePositive('Margins', margins)
  let charged = Infinity
  return Float64Array.from(margins, (margin) => {
    const full = margin * (1 + buffer)
    if (!Number.isFinite(full)) {
      throw new InvalidParameterError({ parameter: 'buffer', value: buffer, demand: 'such that every buffered margin is finite' })
    }
    charged = Math.min(full, Math.max(margin, charged))
    return charged
  })
}

/**
 * Keep margins at or above a floor from long-run volatility (EMIR's third tool).
 *
 * @param margins - n >= 1 calculated margins, positive, ascending in time.
 * @param floors - n margins calculated from the volatility of a ten-year lookback (`longRunVolatilities` times the margin's multiplier),
 * positive.
 * @throws {SeriesTooShortError} when there is no margin.
 * @throws {MisalignedSeriesError} when the lengths differ.
 * @throws {InvalidSeriesValueError} when a margin or floor is not positive and finite.
 * @source Commission Delegated Regulation (EU) No 153/2013, article 28(1)(c).
 */
export function flooredMargins(margins: ArrayLike<number>, floors: ArrayLike<number>): Float64Array {
  requireSameLength({ margins, floors })
  requirePositive('Margins', margins)
  requirePositive('Floors', floors)
  return Float64Array.from(margins, (margin, t) => Math.max(margin, floors[t] as number))
}

/**
 * Give stressed observations a fixed weight beside the current ones (EMIR's second tool): (1 - weight) margin + weight stressed margin.
 *
 * @param margins - n >= 1 calculated margins, positive, ascending in time.
 * @param stressedMargin - margin of the stressed period, positive and finite.
 * @param weight - from 0 to 1; the regulation asks for at least 25 %.
 * @throws {SeriesTooShortError} when there is no margin.
 * @throws {InvalidSeriesValueError} when a margin is not positive and finite.
 * @throws {InvalidParameterError} when the stressed margin or the weight is outside its range.
 * @source Commission Delegated Regulation (EU) No 153/2013, article 28(1)(b). Departure: the weight mixes two margins, where the text weights
 * observations in the lookback period.
 */
export function stressWeightedMargins(margins: ArrayLike<number>, stressedMargin: number, weight = 0.25): Float64Array {
  if (!(weight >= 0 && weight <= 1))
    throw new InvalidParameterError({ parameter: 'weight', value: weight, demand: 'from 0 to 1' })
  if (!(stressedMargin > 0 && stressedMargin < Infinity)) {
    throw new InvalidParameterError({ parameter: 'stressedMargin', value: stressedMargin, demand: 'positive and finite' })
  }
  requirePositive('Margins', margins)
  return Float64Array.from(margins, (margin) => (1 - weight) * margin + weight * stressedMargin)
}
