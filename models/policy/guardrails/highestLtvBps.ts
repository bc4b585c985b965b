import type { CollateralParameters } from '../../market/marketState.js'

/**
 * Compute the highest LTV at a threshold.
 *
 * LTV that rises stays below the threshold by the whole buffer. LTV that does not rise stays below it by the buffer too, or, where it is
 * closer already, by no less than now: a change may only move toward the buffer. The chain's own LTV <= LT holds always.
 */
export function highestLtvBps({
  current,
  ltBps,
  bufferBps,
  isRising,
}: {
  current: CollateralParameters
  ltBps: number
  bufferBps: number
  isRising: boolean
}): number {
  const gapNow = current.ltBps - current.ltvBps
  return ltBps - (isRising ? bufferBps : Math.max(0, Math.min(bufferBps, gapNow)))
}
