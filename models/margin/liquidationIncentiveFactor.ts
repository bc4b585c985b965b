import { InvalidParameterError } from '../errors.js'

/** Morpho Blue's constants: how steeply the incentive grows, and its highest value. */
const CURSOR = 0.3
const HIGHEST = 1.15

/**
 * Compute what a liquidator gets for each unit of debt repaid, as a function of the market's liquidation threshold alone.
 *
 * min(1.15, 1 / (1 - 0.3 (1 - LLTV))): the lower the threshold, the more room there is for an incentive.
 *
 * @param liquidationLtv - liquidation loan-to-value, in (0, 1).
 * @returns a factor from 1 to 1.15; a bonus of 5 % is 1.05.
 * @throws {InvalidParameterError} when the threshold is outside (0, 1).
 * @source Morpho Blue, ConstantsLib and _liquidate.
 * @example
 * import { liquidationIncentiveFactor } from 'plimsoll/models'
 *
 * liquidationIncentiveFactor(0.86) // 1.043841336116…
 */
export function liquidationIncentiveFactor(liquidationLtv: number): number {
  if (!(liquidationLtv > 0 && liquidationLtv < 1)) {
    throw new InvalidParameterError({ parameter: 'liquidationLtv', value: liquidationLtv, demand: 'strictly between 0 and 1' })
  }
  return Math.min(HIGHEST, 1 / (1 - CURSOR * (1 - liquidationLtv)))
}
