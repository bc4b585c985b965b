import type { Address } from 'viem'
import type { MarketState } from '../market/marketState.js'
import { healthOf, healthRatio, isLiquidatable } from './health.js'
import { type ProposedParameters, thresholdsOf } from './thresholds.js'
import { usdOf } from './usdOf.js'
import { valuePositions } from './valuePositions.js'

/** Accounts that a change itself makes liquidatable, by account, and their debt. */
export interface MadeLiquidatable {
  /** Sum of the accounts' debt, USD at the oracle's prices. */
  readonly usd: number
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
export function madeLiquidatable({ state, proposed }: { state: MarketState; proposed: ProposedParameters }): MadeLiquidatable {
  const { positions, unpriced, decimals } = valuePositions(state)
  const before = thresholdsOf(state)
  const after = thresholdsOf(state, proposed)
  let total = 0n
  const accounts: MadeLiquidatable['accounts'][number][] = []
  for (const position of positions) {
    const healthBefore = healthOf(position, before)
    const healthAfter = healthOf(position, after)
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
  return { usd: usdOf(total, decimals), accounts, unknown: lowered.map(({ account }) => account) }
}
