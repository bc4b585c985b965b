import type { LiquidationRule } from '../market/liquidationRule.js'
import type { FormHolding, LinearForm } from './linearForms.js'
import { mayCloseWhole } from './mayCloseWhole.js'

/** Rounding of float64 counts a factor as deep that is as near to the rule's as this: the safe side. */
const DEEP_TOLERANCE = 1e-12

/** A position's surplus and debt, USD, and the price multiplier of each shocked asset, by its index. */
export type ClosableShare = (surplus: number, debt: number, multiplierOf: (asset: number) => number) => number

/**
 * Prepare to tell, price by price, which share of a position's debt the venue lets liquidators close at once: 0 where the health factor is
 * at least 1.
 *
 * @param rule - undefined where the venue's rule is not known: all of a liquidatable position's debt counts.
 */
export function closableShareOf(rule: LiquidationRule | undefined, { collaterals, debts }: LinearForm): ClosableShare {
  if (rule === undefined) return (surplus) => (surplus < 0 ? 1 : 0)
  // Written anew at each price: this is asked for every position in every scenario.
  const position = {
    isDeep: false,
    collateralUsd: new Float64Array(collaterals.length),
    debtUsd: new Float64Array(debts.length),
  }
  const depth = rule.fullCloseHealthFactorBps / 10_000 - 1 + DEEP_TOLERANCE
  const share = rule.closeFactorBps / 10_000
  const write = (holdings: readonly FormHolding[], into: Float64Array, multiplierOf: (asset: number) => number) => {
    for (let i = 0; i < holdings.length; i++) {
      const { usd, asset } = holdings[i] as FormHolding
      into[i] = asset < 0 ? usd : usd * multiplierOf(asset)
    }
  }
  return (surplus, debt, multiplierOf) => {
    if (surplus >= 0) return 0
    if (surplus <= debt * depth) return 1
    write(collaterals, position.collateralUsd, multiplierOf)
    write(debts, position.debtUsd, multiplierOf)
    return mayCloseWhole(rule, position) ? 1 : share
  }
}
