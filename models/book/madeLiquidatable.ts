import type { Address } from 'viem'
import type { BookLosses } from './bookLosses.js'
import { closableDebt } from './closableDebt.js'
import { type Health, healthOf, healthRatio, isLiquidatable } from './health.js'
import type { Book } from './book.js'
import { type ProposedParameters, type Thresholds, thresholdsOf, usdOf } from './thresholds.js'
import { type ValuedPosition, valuePositions } from './valuePositions.js'

/** Accounts that a change itself makes liquidatable, by account, and their debt. */
export interface MadeLiquidatable {
  /** Sum of the accounts' whole debt, USD at the oracle's prices: what a limit holds. */
  readonly usd: number
  /**
   * Debt that the change lets liquidators close at once and that they could not close before, of any account: also of one below 1 already of
   * which they may close more. Left out where the venue's rule is not known.
   */
  readonly closableUsd?: number
  readonly accounts: readonly {
    readonly account: Address
    readonly debtUsd: number
    readonly healthFactorBefore: number
    readonly healthFactorAfter: number
  }[]
  /** Accounts that hold or owe a reserve without a price and lose some of their threshold: no price, no health factor, no figure in USD. */
  readonly unknown: readonly Address[]
}

/**
 * Find the accounts whose health factor a change of thresholds moves from at least 1 to below 1, prices unchanged.
 *
 * @param proposed - new parameters by asset; assets that are not named keep theirs.
 * @throws {InconsistentStateError} when the state contradicts itself.
 */
export function madeLiquidatable({ state, proposed }: { state: Book; proposed: ProposedParameters }): MadeLiquidatable {
  const { positions, unpriced, decimals } = valuePositions(state)
  const before = thresholdsOf(state)
  const after = thresholdsOf(state, proposed)
  const rule = state.liquidation
  const closableAt = (position: ValuedPosition, health: Health, thresholds: Thresholds) =>
    rule === undefined || !isLiquidatable(health) ? 0n : closableDebt({ rule, position, health, thresholds, decimals })
  let total = 0n
  let closable = 0n
  const accounts: MadeLiquidatable['accounts'][number][] = []
  for (const position of positions) {
    const healthBefore = healthOf(position, before)
    const healthAfter = healthOf(position, after)
    const more = closableAt(position, healthAfter, after) - closableAt(position, healthBefore, before)
    if (more > 0n) closable += more
    if (isLiquidatable(healthBefore) || !isLiquidatable(healthAfter)) continue
    total += position.totalDebt
    accounts.push({
      account: position.account,
      debtUsd: usdOf(position.totalDebt, decimals),
      healthFactorBefore: healthRatio(healthBefore),
      healthFactorAfter: healthRatio(healthAfter),
    })
  }
  const lowered = unpriced.filter(
    (position) => healthOf(position, after).weightedCollateral < healthOf(position, before).weightedCollateral,
  )
  return {
    usd: usdOf(total, decimals),
    ...(rule === undefined ? {} : { closableUsd: usdOf(closable, decimals) }),
    accounts,
    unknown: lowered.map(({ account }) => account),
  }
}

/**
 * Find the worst scenarios: by bad debt, of equal ones by liquidated debt, of equal ones the first.
 *
 * @param losses - arrays of one length.
 * @param count - how many; a scenario without liquidated and without bad debt is never among them.
 * @returns indices, the worst first.
 */
export function worstScenarios({ badDebtUsd, liquidatedUsd }: BookLosses, count: number): number[] {
  const badDebt = (s: number) => badDebtUsd[s] as number
  const liquidated = (s: number) => liquidatedUsd[s] as number
  return Array.from(badDebtUsd.keys())
    .filter((s) => badDebt(s) > 0 || liquidated(s) > 0)
    .sort((a, b) => badDebt(b) - badDebt(a) || liquidated(b) - liquidated(a) || a - b)
    .slice(0, count)
}
