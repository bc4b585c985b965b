import { InvalidParameterError, InvalidSeriesValueError } from '../errors.js'
import { quantile } from '../statistics/quantile.js'

/**
 * Cap each value at a multiple of the median of the window that ends with it.
 *
 * Only values up to and including the capped one are read, so a series can be extended without changing its past. At the start
 * the window holds what there is; the first value is never capped.
 *
 * @param values - n positive finite numbers, ascending in time; they are not modified.
 * @param multiple - the cap over the median, above 1.
 * @param window - observations in the median, the value itself included.
 * @returns n capped values.
 * @throws {InvalidParameterError} when the multiple is not above 1 or the window is not a positive whole number.
 * @throws {InvalidSeriesValueError} when a value is not positive and finite: a median of zero would cap everything away.
 */
export function winsorise({
  values,
  multiple,
  window,
}: {
  values: Float64Array
  multiple: number
  window: number
}): Float64Array {
  if (!(multiple > 1)) throw new InvalidParameterError({ parameter: 'multiple', value: multiple, demand: 'above 1' })
  if (!Number.isInteger(window) || window < 1) {
    throw new InvalidParameterError({ parameter: 'window', value: window, demand: 'a positive whole number' })
  }
  return Float64Array.from(values, (value, i) => {
    if (!(value > 0 && value < Infinity)) {
      throw new InvalidSeriesValueError({ what: 'Values to winsorise', index: i, value, demand: 'positive and finite' })
    }
    const median = quantile(values.subarray(Math.max(0, i + 1 - window), i + 1), 0.5)
    return Math.min(value, multiple * median)
  })
}
