import type { MarketId } from '../core/units/marketId.js'

/**
 * Workflow id of a market's run: the server lets one workflow of an id run at a time, so this id is what excludes a second run. Dry runs, which
 * propose nothing, have ids of their own. A schedule appends the scheduled time to it for the workflow that waits for the run.
 */
export function recalibrationId(market: MarketId): string {
  return `recalibration/${market}`
}

/** Workflow id of the reservation that a market's live proposal is held by. */
export function reservationId(market: MarketId): string {
  return `reservation/${market}`
}
