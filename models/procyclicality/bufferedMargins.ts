import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { requirePositive } from '../returns/requirePositive.js'

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
