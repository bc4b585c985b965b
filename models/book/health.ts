import { InconsistentStateError } from '../errors.js'
import type { Book, BookAccount } from './book.js'
import { type ProposedParameters, type Thresholds, thresholdsOf } from './thresholds.js'
import { type ValuedPosition, valuePositions } from './valuePositions.js'

const BPS_PER_ONE = 10_000n

/** Health of a position in exact integers, both sides in base currency x 10,000. */
export interface Health {
  /** Sum over collateral of value x threshold in basis points. */
  readonly weightedCollateral: bigint
  /** Debt x 10,000. */
  readonly weightedDebt: bigint
}

/**
 * Weigh a position's collateral by its thresholds against its debt. A holding's own threshold replaces its asset's.
 *
 * @source Aave v3.6 GenericLogic.sol: healthFactor = sum(collateral x LT) / debt, not by the rounded average threshold
 */
export function healthOf(position: ValuedPosition, thresholds: Thresholds): Health {
  let weightedCollateral = 0n
  for (const { asset, ownLtBps, value } of position.collateral) {
    weightedCollateral += value * BigInt(ownLtBps ?? thresholds.get(asset) ?? 0)
  }
  return { weightedCollateral, weightedDebt: position.totalDebt * BPS_PER_ONE }
}

/**
 * Tell whether a position can be liquidated: its health factor is below 1 exactly. Without debt it cannot.
 *
 * The chain rounds the factor half up at its 18th decimal, so a position less than 1e-18 below 1 counts here and not there: the safe side.
 */
export function isLiquidatable({ weightedCollateral, weightedDebt }: Health): boolean {
  return weightedCollateral < weightedDebt
}

// Largest float64 below 1: an exact factor below 1 must not read as 1.
const JUST_BELOW_ONE = 1 - Number.EPSILON / 2

/** Convert exact health to a factor: float64, Infinity without debt, below 1 if and only if the position is liquidatable. */
export function healthRatio(health: Health): number {
  if (health.weightedDebt === 0n) return Number.POSITIVE_INFINITY
  const ratio = Number(health.weightedCollateral) / Number(health.weightedDebt)
  return isLiquidatable(health) ? Math.min(ratio, JUST_BELOW_ONE) : Math.max(ratio, 1)
}

/**
 * Compute one position's health factor at the oracle's prices: below 1 it can be liquidated; Infinity without debt.
 *
 * @param proposed - thresholds in place of the live ones, by asset; a holding with terms of its own keeps those.
 * @throws {InconsistentStateError} when the position holds what the state does not know, or what has no price.
 */
export function healthFactor({
  state,
  position,
  proposed,
}: {
  state: Book
  position: BookAccount
  proposed?: ProposedParameters
}): number {
  const [valued] = valuePositions({ ...state, accounts: [position] }).positions
  if (valued === undefined) {
    throw new InconsistentStateError(`${position.account} holds or owes an asset for which the market's oracle has no price.`)
  }
  return healthRatio(healthOf(valued, thresholdsOf(state, proposed)))
}
