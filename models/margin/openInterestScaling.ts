import { InvalidParameterError } from '../errors.js'

const ONE_PPM = 1_000_000n

/** How a market's initial margin grows with its open interest. */
export interface OpenInterestScaling {
  /** Initial margin of a small market, in parts per million of the notional: 200,000 is 20 %. */
  readonly baseInitialMarginPpm: number
  /** Open notional up to which the base holds, and from which on the margin is 100 %; in any one unit, lower below upper. */
  readonly lowerCap: bigint
  readonly upperCap: bigint
}

/**
 * Scale the initial margin of a perpetual market with its open interest: the base up to the lower cap, 100 % from the upper one on, a
 * straight line between.
 *
 * @param openNotional - open interest x price, in the unit of the caps.
 * @returns parts per million of the notional, rounded down as the protocol's integers are.
 * @throws {InvalidParameterError} when the base is no whole number of ppm from 1 to 1,000,000, the caps are not ascending, or the notional is negative.
 * @source dYdX v4, protocol/x/perpetuals: liquidity tier, open-interest margin fraction.
 * @example
 * import { scaledInitialMarginPpm } from 'plimsoll/models'
 *
 * scaledInitialMarginPpm(1_500_000n, { baseInitialMarginPpm: 200_000, lowerCap: 1_000_000n, upperCap: 2_000_000n }) // 600000
 */
export function scaledInitialMarginPpm(
  openNotional: bigint,
  { baseInitialMarginPpm, lowerCap, upperCap }: OpenInterestScaling,
): number {
  const demand = (parameter: string, value: number, isMet: boolean, what: string) => {
    if (!isMet) throw new InvalidParameterError({ parameter, value, demand: what })
  }
  const isPpm = Number.isInteger(baseInitialMarginPpm) && baseInitialMarginPpm >= 1 && baseInitialMarginPpm <= 1_000_000
  demand('baseInitialMarginPpm', baseInitialMarginPpm, isPpm, 'a whole number from 1 to 1000000')
  demand('lowerCap', Number(lowerCap), lowerCap >= 0n, 'not negative')
  demand('upperCap', Number(upperCap), lowerCap < upperCap, `above the lower cap, ${lowerCap}`)
  demand('openNotional', Number(openNotional), openNotional >= 0n, 'not negative')
  if (openNotional <= lowerCap) return baseInitialMarginPpm
  if (openNotional >= upperCap) return Number(ONE_PPM)
  const base = BigInt(baseInitialMarginPpm)
  return Number(base + ((ONE_PPM - base) * (openNotional - lowerCap)) / (upperCap - lowerCap))
}
