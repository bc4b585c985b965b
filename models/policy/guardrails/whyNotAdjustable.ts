import { hasPrice } from '../../market/hasPrice.js'
import type { ReserveState } from '../../market/marketState.js'

/** Say why a reserve's state forbids to move its parameters, or null: only a live collateral is adjusted. */
export function whyNotAdjustable(reserve: ReserveState): string | null {
  const { asset, isActive, isFrozen, isPaused, parameters, parkedLtvBps = 0 } = reserve
  if (!isActive) return `${asset} is inactive`
  if (isPaused) return `${asset} is paused`
  // A frozen reserve keeps LTV aside until it is unfrozen: the value proposed would not be the value that holds.
  if (isFrozen) return `${asset} is frozen`
  if (parameters.ltBps === 0) return `${asset} is no collateral: its liquidation threshold is 0`
  if (parkedLtvBps > 0) {
    return `the LTV of ${asset} is switched off and ${parkedLtvBps} bps are parked: a change would delete the parked LTV, which setReserveLtvzero gives back`
  }
  if (!hasPrice(reserve)) {
    return `the market's oracle has no price for ${asset}`
  }
  return null
}
