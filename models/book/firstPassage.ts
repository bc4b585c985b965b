import { normalCdf } from '../statistics/normal.js'
import { InvalidParameterError } from '../errors.js'

/** A position's distance to liquidation and how its collateral moves against its debt. */
export interface FirstPassageInput {
  /** Loan-to-value now, positive. */
  readonly loanToValue: number
  /** Loan-to-value at which it is liquidated, positive. */
  readonly threshold: number
  /** Volatility of the price ratio of collateral to debt, annual. */
  readonly annualVolatility: number
  readonly years: number
  /** Mean of the annual log return; -volatility^2 / 2 by default, a price without drift of its own. */
  readonly annualDrift?: number
  /** How many equally spaced times the price is looked at; always where absent. */
  readonly looks?: number
}

// -zeta(1/2) / sqrt(2 pi)
const OVERSHOOT = 0.5825971579390106

/**
 * Compute the probability that a loan reaches its liquidation threshold within a time, for a geometric Brownian motion.
 *
 * Seen at m times only, a path may dip below the barrier unseen: the barrier is moved away by 0.5826 sigma sqrt(T / m), which is exact to
 * o(1 / sqrt(m)).
 *
 * @returns a probability; 1 when the loan is at its threshold already.
 * @throws {InvalidParameterError} when an input is not finite, or not positive where it has to be.
 * @source Harrison, Brownian Motion and Stochastic Flow Systems (1985), section 1.8 (running minimum); Broadie, Glasserman and Kou, A
 *   Continuity Correction for Discrete Barrier Options, Mathematical Finance 7 (1997)
 */
export function firstPassage({ loanToValue, threshold, annualVolatility, years, annualDrift, looks }: FirstPassageInput): number {
  if (looks !== undefined && !Number.isInteger(looks)) {
    throw new InvalidParameterError({ parameter: 'looks', value: looks, demand: 'a whole number' })
  }
  requirePositiveParameters({ loanToValue, threshold, annualVolatility, years, ...(looks === undefined ? {} : { looks }) })
  const drift = annualDrift ?? -0.5 * annualVolatility ** 2
  if (!Number.isFinite(drift)) throw new InvalidParameterError({ parameter: 'annualDrift', value: drift, demand: 'finite' })
  const spread = annualVolatility * Math.sqrt(years)
  const distance = Math.log(loanToValue) - Math.log(threshold)
  if (distance >= 0) return 1
  const barrier = distance - (looks === undefined ? 0 : (OVERSHOOT * spread) / Math.sqrt(looks))
  const moved = drift * years
  const direct = normalCdf((barrier - moved) / spread)
  // In this order neither product overflows where the exponent does not.
  const exponent = 2 * (drift / annualVolatility) * (barrier / annualVolatility)
  const mirrored = normalCdf((barrier + moved) / spread)
  // Far in the tail the factor overflows while the probability vanishes; their product never exceeds what is left.
  const reflected = mirrored === 0 ? 0 : Math.exp(exponent + Math.log(mirrored))
  const probability = Math.min(1, direct + reflected)
  if (Number.isNaN(probability)) {
    throw new InvalidParameterError({
      parameter: 'annualVolatility',
      value: annualVolatility,
      demand: 'such that a float64 can hold the terms',
    })
  }
  return probability
}

function requirePositiveParameters(parameters: Readonly<Record<string, number>>): void {
  for (const [parameter, value] of Object.entries(parameters)) {
    if (!(value > 0 && value < Infinity)) throw new InvalidParameterError({ parameter, value, demand: 'positive and finite' })
  }
}
