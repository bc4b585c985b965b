import type { CollateralParameters, MarketState } from '../market/marketState.js'
import { bonusesOf } from './bonuses.js'
import type { LossTerms } from './lossForms.js'
import { thresholdsOf } from './thresholds.js'

/**
 * Take the terms on which collateral covers debt from a state, with the proposed parameters in place of the live ones.
 *
 * @param proposed - by asset; an asset that is not named keeps its own.
 * @param slippage - share of its price that collateral loses when it is sold, from 0 to 1.
 */
export function lossTermsOf(
  state: MarketState,
  slippage: number,
  proposed: ReadonlyMap<string, Pick<CollateralParameters, 'ltBps' | 'lbBps'>> = new Map(),
): LossTerms {
  return { thresholds: thresholdsOf(state, proposed), bonuses: bonusesOf(state, proposed), slippage, rule: state.liquidation }
}
