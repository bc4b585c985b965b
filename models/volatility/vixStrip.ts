import { DegenerateSeriesError } from '../returns/degenerateSeriesError.js'
import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { InvalidSeriesValueError } from '../returns/invalidSeriesValueError.js'
import { MisalignedSeriesError } from '../returns/misalignedSeriesError.js'
import { SeriesTooShortError } from '../returns/seriesTooShortError.js'

/** Out-of-the-money options of one expiry: what a variance swap is made of. */
export interface OptionStrip {
  /** n >= 2 strikes, ascending, in units of the underlying's price. */
  readonly strikes: ArrayLike<number>
  /** Mid quotes: of puts below `atTheMoney`, of calls above it, the mean of both at it; in the same units. */
  readonly mids: ArrayLike<number>
  /** Forward price of the underlying at expiry. */
  readonly forward: number
  /** Largest strike that is not above the forward. */
  readonly atTheMoney: number
  /** Time to expiry in years of 365 days. */
  readonly years: number
  /** Continuously compounded interest to expiry, a year. */
  readonly riskFreeRate: number
}

/**
 * Compute the variance that a strip of options implies until their expiry, whatever the model of the price.
 *
 * @returns annualised variance, as a squared fraction.
 * @throws {MisalignedSeriesError} when there are not as many quotes as strikes.
 * @throws {SeriesTooShortError} when there are fewer than two strikes.
 * @throws {InvalidSeriesValueError} when a strike is not positive, finite and above the one before, or a quote negative or not finite.
 * @throws {InvalidParameterError} when forward, atTheMoney or years is not positive and finite, or the rate is not finite.
 * @throws {DegenerateSeriesError} when the quotes do not add up to a positive variance.
 * @source Cboe, Volatility Index Methodology: Cboe Volatility Index (2019), the formula for sigma squared.
 */
export function vixStrip(strip: OptionStrip): number {
  const { strikes, mids, forward, atTheMoney, years, riskFreeRate } = strip
  checkStrip(strip)
  const n = strikes.length
  let sum = 0
  for (let i = 0; i < n; i++) {
    const strike = strikes[i] as number
    const below = strikes[Math.max(0, i - 1)] as number
    const above = strikes[Math.min(n - 1, i + 1)] as number
    const width = i === 0 || i === n - 1 ? above - below : (above - below) / 2
    sum += (width / strike / strike) * (mids[i] as number)
  }
  const gap = forward / atTheMoney - 1
  const variance = (2 * Math.exp(riskFreeRate * years) * sum - gap * gap) / years
  if (!(variance > 0 && variance < Infinity)) {
    throw new DegenerateSeriesError({ what: 'The variance of an option strip', reason: `its quotes add up to ${variance}` })
  }
  return variance
}

function checkStrip({ strikes, mids, forward, atTheMoney, years, riskFreeRate }: OptionStrip): void {
  if (mids.length !== strikes.length) throw new MisalignedSeriesError(`${mids.length} quotes for ${strikes.length} strikes`)
  if (strikes.length < 2) throw new SeriesTooShortError({ what: 'An option strip', observations: strikes.length, required: 2 })
  for (const [parameter, value] of Object.entries({ forward, atTheMoney, years })) {
    if (!(value > 0 && value < Infinity)) throw new InvalidParameterError({ parameter, value, demand: 'positive and finite' })
  }
  if (!Number.isFinite(riskFreeRate)) {
    throw new InvalidParameterError({ parameter: 'riskFreeRate', value: riskFreeRate, demand: 'finite' })
  }
  for (let index = 0; index < strikes.length; index++) {
    const strike = strikes[index] as number
    const before = index === 0 ? 0 : (strikes[index - 1] as number)
    if (!(strike > before && strike < Infinity)) {
      throw new InvalidSeriesValueError({ what: 'Strikes', index, value: strike, demand: `finite and above ${before}` })
    }
    const mid = mids[index] as number
    if (!(mid >= 0 && mid < Infinity)) {
      throw new InvalidSeriesValueError({ what: 'Option quotes', index, value: mid, demand: 'finite and not negative' })
    }
  }
}
