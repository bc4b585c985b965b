import type { Arbitrary } from 'fast-check'
import fc from './fastCheck.js'

/** Anything that is a number: ordinary, huge, denormal, infinite, none. */
export const hostileNumber = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: -5, max: 5, noNaN: true }) },
  fc.double(),
  fc.constantFrom(0, -0, 1, -1, 1e300, -1e300, 5e-324, Number.NaN, Infinity, -Infinity, 2 ** 53),
)

/** A column of numbers that often is ordinary throughout, and sometimes constant, two-valued or poisoned. */
export function hostileColumn({ minLength, maxLength }: { minLength: number; maxLength: number }): Arbitrary<number[]> {
  const length = { minLength, maxLength }
  return fc.oneof(
    { weight: 3, arbitrary: fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), length) },
    fc.array(fc.constantFrom(0, 0.01), length),
    fc.tuple(fc.integer({ min: minLength, max: maxLength }), hostileNumber).map(([n, value]) => new Array<number>(n).fill(value)),
    fc.array(hostileNumber, length),
  )
}

/** A column whose ordinary values are positive: prices and variances. */
export function hostilePositiveColumn(length: { minLength: number; maxLength: number }): Arbitrary<number[]> {
  return fc.oneof(
    { weight: 3, arbitrary: hostileColumn(length).map((column) => column.map((value) => Math.exp(value))) },
    fc.array(fc.constantFrom(1e300, 5e-324, 1, 2), length),
    hostileColumn(length),
  )
}
