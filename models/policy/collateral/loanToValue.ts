import { type Bps, bps } from '../../../core/units/bps.js'

/** The loan-to-value that the models ask for, and the gap that keeps it below the threshold. */
export interface LoanToValue {
  /** Share of its price that the asset loses at the protection probability. */
  readonly protectionLoss: number
  /** max(buffer, protection loss), rounded up. */
  readonly gapBps: number
  /** Threshold less gap, not below 0. */
  readonly ltvBps: Bps
}

/**
 * Compute the highest loan-to-value at which a borrower who borrows all of it is not liquidated by an ordinary bad day.
 *
 * The user-protection quantile is the tail model's loss at `protectionProbability` (95 % by default) over the same horizon as the
 * threshold's: LTV = LT - max(buffer, 1 - exp(-Q)), in points of the collateral's value.
 *
 * @param protectionLogLoss - quantile of the log loss, positive.
 * @example
 * import { loanToValue } from 'plimsoll/models'
 *
 * // A day in twenty loses 5 % or more.
 * loanToValue({ ltBps: 8_100, protectionLogLoss: -Math.log(0.95), bufferBps: 250 }).ltvBps // 7600
 */
export function loanToValue({
  ltBps,
  protectionLogLoss,
  bufferBps,
}: {
  ltBps: number
  protectionLogLoss: number
  bufferBps: number
}): LoanToValue {
  const protectionLoss = 1 - Math.exp(-protectionLogLoss)
  const gapBps = Math.max(bufferBps, Math.ceil(protectionLoss * 10_000 - 1e-9))
  return { protectionLoss, gapBps, ltvBps: bps(Math.max(0, ltBps - gapBps)) }
}
