import { InvalidParameterError } from '../errors.js'

const MINUTES_A_YEAR = 365 * 24 * 60
const THIRTY_DAYS = 30 * 24 * 60

/** Variance that the options of one expiry imply. */
export interface ExpiryVariance {
  /** Annualised, as a squared fraction; see `vixStrip`. */
  readonly variance: number
  /** Time to expiry. */
  readonly minutes: number
}

/**
 * Interpolate two expiries to a constant horizon: the index in the manner of the VIX.
 *
 * Total variance is linear in time. Where both expiries lie on one side of the horizon the same line is followed beyond them, as the
 * methodology does.
 *
 * @param near - the earlier expiry.
 * @param next - the later one.
 * @param horizonMinutes - 30 days by default.
 * @returns annualised volatility in percent.
 * @throws {InvalidParameterError} when a variance or time is not positive and finite, the expiries are not in order, or the line is not
 * positive at the horizon.
 * @source Cboe, Volatility Index Methodology: Cboe Volatility Index (2019), step 3.
 */
export function vixIndex({
  near,
  next,
  horizonMinutes = THIRTY_DAYS,
}: {
  near: ExpiryVariance
  next: ExpiryVariance
  horizonMinutes?: number
}): number {
  const inputs = { 'near.variance': near.variance, 'next.variance': next.variance, 'near.minutes': near.minutes, horizonMinutes }
  for (const [parameter, value] of Object.entries(inputs)) {
    if (!(value > 0 && value < Infinity)) throw new InvalidParameterError({ parameter, value, demand: 'positive and finite' })
  }
  if (!(next.minutes > near.minutes && next.minutes < Infinity)) {
    throw new InvalidParameterError({
      parameter: 'next.minutes',
      value: next.minutes,
      demand: `finite and above ${near.minutes}`,
    })
  }
  const share = (next.minutes - horizonMinutes) / (next.minutes - near.minutes)
  const total = share * near.variance * near.minutes + (1 - share) * next.variance * next.minutes
  const variance = total / horizonMinutes
  if (!(variance > 0 && variance < Infinity)) {
    throw new InvalidParameterError({ parameter: 'horizonMinutes', value: horizonMinutes, demand: 'nearer to the expiries' })
  }
  return 100 * Math.sqrt(variance)
}

/** Convert minutes to years of 365 days. */
export function yearsOfMinutes(minutes: number): number {
  return minutes / MINUTES_A_YEAR
}
