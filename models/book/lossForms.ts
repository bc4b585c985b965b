import { InconsistentStateError, InvalidParameterError } from '../errors.js'
import type { Book, CollateralTerms, LiquidationRule } from './book.js'
import { type Bonuses, bonusesOf, type Thresholds, thresholdsOf, usdOf } from './thresholds.js'
import type { ValuedBook, ValuedPosition } from './valuePositions.js'

/**
 * A position as linear forms of the price multipliers m (1 = unchanged) of the assets that are shocked, in USD.
 *
 * surplus(m) = surplus0 + sum surplus[k] m[assets[k]] is collateral x threshold - debt: liquidatable below 0.
 * loss(m) = loss0 + sum loss[k] m[assets[k]] is debt - what its collateral brings: uncovered above 0.
 */
export interface LossForm {
  /** Indices of the shocked assets that the position holds or owes, ascending. */
  readonly assets: readonly number[]
  readonly surplus0: number
  readonly surplus: readonly number[]
  readonly loss0: number
  readonly loss: readonly number[]
}

/** What a position's collateral is worth to its lenders. */
export interface LossTerms {
  readonly thresholds: Thresholds
  readonly bonuses: Bonuses
  /** Share of its price that collateral loses when it is sold, from 0 to 1. */
  readonly slippage: number
  /** How much of its debt one call may repay, where the venue's rule is known. It decides what is closed, not what is left uncovered. */
  readonly rule?: LiquidationRule | undefined
}

const BPS_PER_ONE = 10_000

/**
 * Write every position that owes something as linear forms of the shocked assets' multipliers; other assets keep their price.
 *
 * Collateral brings its value x (1 - slippage) / (1 + bonus): the liquidator keeps the bonus. A holding with terms of its own has
 * their threshold and bonus. Collateral without a threshold (on Aave it has no bonus either) cannot be sold for a debt and brings
 * nothing. A bonus below par counts as none: nobody pays more for collateral than it is worth.
 *
 * @throws {InvalidParameterError} when the slippage is not from 0 to 1.
 * @throws {InconsistentStateError} when the bonus of collateral with a threshold is not known, or no number.
 * @source Aave v3.6 LiquidationLogic.sol, executeLiquidationCall (the category's bonus); PoolConfigurator.sol, configureReserveAsCollateral
 *   (a threshold needs a bonus above par, none needs none)
 */
export function lossForms(book: ValuedBook, terms: LossTerms, shockedAssets: readonly string[]): LossForm[] {
  const { slippage } = terms
  if (!(slippage >= 0 && slippage <= 1)) {
    throw new InvalidParameterError({ parameter: 'slippage', value: slippage, demand: 'from 0 to 1' })
  }
  const indexOf = new Map(shockedAssets.map((asset, index) => [asset, index]))
  return book.positions
    .filter(({ totalDebt }) => totalDebt > 0n)
    .map((position) => lossForm(position, book.decimals, terms, indexOf))
}

function lossForm(
  { collateral, debt }: ValuedPosition,
  decimals: number,
  { thresholds, bonuses, slippage }: LossTerms,
  indexOf: ReadonlyMap<string, number>,
): LossForm {
  let surplus0 = 0
  let loss0 = 0
  const byAsset = new Map<number, { surplus: number; loss: number }>()
  const add = (asset: string, surplus: number, loss: number) => {
    const index = indexOf.get(asset)
    if (index === undefined) {
      surplus0 += surplus
      loss0 += loss
      return
    }
    const sums = byAsset.get(index)
    if (sums === undefined) {
      byAsset.set(index, { surplus, loss })
      return
    }
    sums.surplus += surplus
    sums.loss += loss
  }
  for (const { asset, ownLtBps, ownLbBps, value } of collateral) {
    const ltBps = ownLtBps ?? thresholds.get(asset) ?? 0
    if (ltBps === 0) continue
    const lbBps = ownLbBps ?? bonuses.get(asset)
    if (lbBps === undefined || !Number.isFinite(lbBps)) {
      throw new InconsistentStateError(
        `${asset} is collateral and its liquidation bonus is ${lbBps ?? 'missing'}; it must be a number of basis points.`,
      )
    }
    const usd = usdOf(value, decimals)
    add(asset, (usd * ltBps) / BPS_PER_ONE, -(usd * (1 - slippage) * BPS_PER_ONE) / Math.max(lbBps, BPS_PER_ONE))
  }
  for (const { asset, value } of debt) {
    const usd = usdOf(value, decimals)
    add(asset, -usd, usd)
  }
  const entries = [...byAsset].sort(([a], [b]) => a - b)
  return {
    assets: entries.map(([index]) => index),
    surplus0,
    surplus: entries.map(([, { surplus }]) => surplus),
    loss0,
    loss: entries.map(([, { loss }]) => loss),
  }
}

/**
 * Take the terms on which collateral covers debt from a state, with the proposed parameters in place of the live ones.
 *
 * @param proposed - by asset; an asset that is not named keeps its own.
 * @param slippage - share of its price that collateral loses when it is sold, from 0 to 1.
 */
export function lossTermsOf(
  state: Book,
  slippage: number,
  proposed: ReadonlyMap<string, CollateralTerms> = new Map(),
): LossTerms {
  return { thresholds: thresholdsOf(state, proposed), bonuses: bonusesOf(state, proposed), slippage, rule: state.liquidation }
}
