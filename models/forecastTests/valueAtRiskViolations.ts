import { requireFinite } from '../returns/requireFinite.js'
import { requireSameLength } from '../returns/requireSameLength.js'

/**
 * Mark the returns that were worse than forecast: strictly below minus the value at risk.
 *
 * @param returns - n returns in ascending time, n >= 1.
 * @param valueAtRisk - n losses that were forecast for them, positive for a loss.
 * @returns n marks, 1 for a violation.
 * @throws {SeriesTooShortError} when there is no return.
 * @throws {MisalignedSeriesError} when the lengths differ.
 * @throws {InvalidSeriesValueError} when a value is not finite.
 */
export function valueAtRiskViolations(returns: ArrayLike<number>, valueAtRisk: ArrayLike<number>): Uint8Array {
  requireSameLength({ returns, valueAtRisk })
  requireFinite('Returns', returns)
  requireFinite('Value at risk', valueAtRisk)
  return Uint8Array.from(returns, (r, t) => (r < -(valueAtRisk[t] as number) ? 1 : 0))
}
