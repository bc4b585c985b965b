import type { LiquidationRule } from '../../models/book/marketState.js'
import { formatHealthFactor } from './formatHealthFactor.js'
import { formatUsd } from './formatUsd.js'

/**
 * Say how much of an account's debt is counted as liquidated, and by which rule of the venue.
 *
 * @param rule - undefined where the evidence does not hold it: whole debts are counted there.
 */
export function liquidationRuleSentences(rule: LiquidationRule | undefined): string {
  if (rule === undefined) return 'Of an account below 1 the whole debt is counted.'
  const { closeFactorBps, fullCloseHealthFactorBps, fullCloseBelowUsd, minimumLeftoverUsd } = rule
  const deep = formatHealthFactor(fullCloseHealthFactorBps / 10_000)
  return [
    `Of an account below 1 the debt is counted that the venue lets liquidators close at once: ${closeFactorBps / 100} % of it, or all of it while the health factor is at most ${deep} or a call's collateral or debt is below ${formatUsd(fullCloseBelowUsd)}.`,
    `A call must take the whole debt or the whole collateral of one reserve, or leave at least ${formatUsd(minimumLeftoverUsd)} of both.`,
    'Bad debt does not depend on the rule: while collateral does not cover a debt, liquidators may go on call by call.',
  ].join(' ')
}
