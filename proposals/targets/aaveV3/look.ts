import { formatTokens } from '../../../core/format.js'
import type { Target } from '../target.js'
import type { AaveV3Config } from './aaveV3Config.js'
import { type AaveV3State, lastChangeOf, type ReserveState } from './aaveV3State.js'

/** What `market inspect` shows of a reserve besides its parameters: price, totals beside their caps, flags. */
export const look: Target<AaveV3Config, AaveV3State, ReserveState>['look'] = {
  columns: ['price', 'supplied / cap', 'debt / cap'],
  row: (reserve) => {
    const { price, priceDecimals, totalDebt, decimals, supplyCap, borrowCap } = reserve
    const supplied = reserve.suppliedAgainstCap ?? reserve.totalSupplied
    return {
      cells: [
        `${formatTokens(price, priceDecimals, 2)} USD`,
        `${formatTokens(supplied, decimals, 0)} / ${cap(supplyCap)}`,
        `${formatTokens(totalDebt, decimals, 0)} / ${cap(borrowCap)}`,
      ],
      lastChangedAtSeconds: lastChangeOf(reserve),
      marks: [
        ...(reserve.isActive ? [] : ['inactive']),
        ...(reserve.isFrozen ? ['frozen'] : []),
        ...(reserve.isPaused ? ['paused'] : []),
      ],
    }
  },
}

function cap(tokens: string): string {
  return tokens === '0' ? 'none' : formatTokens(tokens, 0, 0)
}
