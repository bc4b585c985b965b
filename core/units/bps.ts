import { z } from 'zod'

/** An integer count of basis points (1 bps = 1/10,000), 0 to 65,535 as Aave stores it. */
export type Bps = number & { readonly __unit: 'Bps' }

/** Highest basis-point value that a uint16 field of a protocol holds. */
export const MAX_BPS = 65_535

/**
 * Make a checked basis-point value.
 *
 * @throws {RangeError} when the value is not an integer from 0 to 65,535.
 */
export function bps(value: number): Bps {
  if (!Number.isInteger(value) || value < 0 || value > MAX_BPS) {
    throw new RangeError(`${value} is not a basis-point value; give an integer from 0 to ${MAX_BPS}`)
  }
  return value as Bps
}

/** Basis points on the wire. */
export const bpsSchema = z
  .int('must be a whole number of basis points (78 % is 7800)')
  .min(0)
  .max(MAX_BPS)
  .transform((value) => value as Bps)

// A fraction such as 0.79 times 10,000 is 7,900.000000000001 in float64: a guard of a few ULP keeps exact inputs exact.
const GUARD = 1e-9

/** Convert a fraction to basis points, rounding down (the safe direction of LTV and liquidation threshold). */
export function toBpsDown(fraction: number): Bps {
  return bps(Math.floor(fraction * 10_000 + GUARD))
}

/** Convert a fraction to basis points, rounding up (the safe direction of margins and bonuses). */
export function toBpsUp(fraction: number): Bps {
  return bps(Math.ceil(fraction * 10_000 - GUARD))
}

/** Convert basis points to a fraction. */
export function fromBps(value: Bps): number {
  return value / 10_000
}
