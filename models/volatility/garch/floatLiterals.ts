/**
 * 0 and 1 as fractions, by index.
 *
 * A literal 0 or 1 is a small integer to V8. A sum in a hot loop that starts from one may be compiled to boxed numbers (it depends on
 * which of two compilations ends first), and the loop takes three times as long; what is read from a Float64Array never is.
 */
export const FLOAT_LITERALS = Float64Array.of(0, 1)
