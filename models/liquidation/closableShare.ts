import type { LiquidationRule } from '../market/liquidationRule.js'
import type { FormHolding, LinearForm } from './linearForms.js'
import { mayCloseWhole } from './mayCloseWhole.js'

/** Rounding of float64 counts a factor as deep that is as near to the rule's as this: the safe side. */
const DEEP_TOLERANCE = 1e-12

/**
 * Tell which share of a position's debt the venue lets liquidators close at once: 0 where the health factor is at least 1.
 *
 * @param rule - undefined where the venue's rule is not known: all of a liquidatable position's debt counts.
 * @param at - the position's surplus and debt, USD, and the price multiplier of each shocked asset, by its index.
 */
export function closableShare(
  rule: LiquidationRule | undefined,
  { collaterals, debts }: LinearForm,
  at: { readonly surplus: number; readonly debt: number; readonly multiplierOf: (asset: number) => number },
): number {
  if (at.surplus >= 0) return 0
  if (rule === undefined) return 1
  const deepSurplus = at.debt * (rule.fullCloseHealthFactorBps / 10_000 - 1 + DEEP_TOLERANCE)
  const usdAt = ({ usd, asset }: FormHolding) => (asset < 0 ? usd : usd * at.multiplierOf(asset))
  const isWhole = mayCloseWhole(rule, {
    isDeep: at.surplus <= deepSurplus,
    collateralUsd: collaterals.map(usdAt),
    debtUsd: debts.map(usdAt),
  })
  return isWhole ? 1 : rule.closeFactorBps / 10_000
}
