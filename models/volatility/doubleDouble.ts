/** A number held as an unevaluated sum of two float64: `high` is the nearest float64, `low` the rest. About 32 digits. */
export interface DoubleDouble {
  readonly high: number
  readonly low: number
}

const SPLITTER = 2 ** 27 + 1

/**
 * Add a float64 to a double-double.
 *
 * @source Dekker, A Floating-Point Technique for Extending the Available Precision, Numerische Mathematik 18 (1971).
 */
export function addTo({ high, low }: DoubleDouble, addend: number): DoubleDouble {
  const sum = high + addend
  const part = sum - high
  const rest = high - (sum - part) + (addend - part) + low
  const rounded = sum + rest
  return { high: rounded, low: rest - (rounded - sum) }
}

/** Multiply two float64 exactly. Both must be below 2^500 in magnitude, so that no part overflows. */
export function exactProduct(a: number, b: number): DoubleDouble {
  const product = a * b
  const aHigh = SPLITTER * a - (SPLITTER * a - a)
  const bHigh = SPLITTER * b - (SPLITTER * b - b)
  const aLow = a - aHigh
  const bLow = b - bHigh
  return { high: product, low: aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow) }
}
