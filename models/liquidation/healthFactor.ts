import type { MarketState, Position } from '../market/marketState.js'
import { InconsistentStateError } from './inconsistentStateError.js'
import { healthOf, healthRatio } from './health.js'
import { type ProposedParameters, thresholdsOf } from './thresholds.js'
import { valuePositions } from './valuePositions.js'

/**
 * Compute one position's health factor at the oracle's prices: below 1 it can be liquidated; Infinity without debt.
 *
 * @param proposed - thresholds in place of the live ones, by asset; members of the position's e-mode category keep the category's.
 * @throws {InconsistentStateError} when the position holds what the state does not know, or what has no price.
 */
export function healthFactor({
  state,
  position,
  proposed,
}: {
  state: MarketState
  position: Position
  proposed?: ProposedParameters
}): number {
  const [valued] = valuePositions({ ...state, positions: [position] }).positions
  if (valued === undefined) {
    throw new InconsistentStateError(`${position.account} holds or owes a reserve for which the market's oracle has no price.`)
  }
  return healthRatio(healthOf(valued, thresholdsOf(state, proposed)))
}
