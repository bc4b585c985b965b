import type { ReserveState } from '../../market/marketState.js'

/** Say why a reserve's state forbids to move its parameters, or null: only a live collateral is adjusted. */
export function whyNotAdjustable({ asset, isActive, isFrozen, isPaused, parameters }: ReserveState): string | null {
  if (!isActive) return `${asset} is inactive`
  if (isPaused) return `${asset} is paused`
  // A frozen reserve keeps LTV aside until it is unfrozen: the value proposed would not be the value that holds.
  if (isFrozen) return `${asset} is frozen`
  if (parameters.ltBps === 0) return `${asset} is no collateral: its liquidation threshold is 0`
  return null
}
