import { type Health, healthOf, isLiquidatable } from '../../../book/health.js'
import type { Book } from '../../../book/book.js'
import { type Thresholds, thresholdsOf, usdOf } from '../../../book/thresholds.js'
import { valuePositions } from '../../../book/valuePositions.js'

const BPS_PER_ONE = 10_000n

/**
 * Prepare the question that the search for the largest step asks again and again: how much debt does a change itself make liquidatable?
 *
 * Between this computation and the execution lie signatures and a delay, in which debts grow by their interest. So an account
 * counts as soon as the change brings its health factor below 1 + margin; one that the change does not touch never counts.
 *
 * @param lowest - the lowest thresholds that will be asked about: accounts that stay healthy there are never looked at again.
 * @param marginBps - how far above 1 a health factor must stay, in basis points.
 * @returns USD of debt at the oracle's prices, for given thresholds; Infinity where an account that holds or owes an asset without a price
 *   loses some of its threshold, since nobody can tell whether it stays healthy.
 * @throws {InconsistentStateError} when the state contradicts itself.
 */
export function madeLiquidatableUsdFor(state: Book, lowest: Thresholds, marginBps: number): (thresholds: Thresholds) => number {
  const { positions, unpriced, decimals } = valuePositions(state)
  const live = thresholdsOf(state)
  const required = BPS_PER_ONE + BigInt(marginBps)
  const isThin = ({ weightedCollateral, weightedDebt }: Health) => weightedCollateral * BPS_PER_ONE < weightedDebt * required
  const exposed = positions.flatMap((position) => {
    const before = healthOf(position, live)
    return !isLiquidatable(before) && isThin(healthOf(position, lowest)) ? [{ position, before }] : []
  })
  const unknown = unpriced.map((position) => ({ position, before: healthOf(position, live) }))
  return (thresholds) => {
    const isLowered = unknown.some(
      ({ position, before }) => healthOf(position, thresholds).weightedCollateral < before.weightedCollateral,
    )
    if (isLowered) return Number.POSITIVE_INFINITY
    let total = 0n
    for (const { position, before } of exposed) {
      const after = healthOf(position, thresholds)
      if (after.weightedCollateral < before.weightedCollateral && isThin(after)) total += position.totalDebt
    }
    return usdOf(total, decimals)
  }
}

/**
 * Find a largest joint step within a limit on the whole change.
 *
 * Steps are whole numbers 0 to sizes[i]; a step that is smaller in every part than an allowed one must be allowed too, and the step of
 * nothing is allowed. First the largest common fraction of all full steps is taken, which treats every part alike; then, in order of
 * index, each part goes as far as the rest leaves it. No part of the result can be made larger alone.
 *
 * @param sizes - full step of each part, in an order that does not depend on the input's.
 * @returns the step of each part.
 */
export function largestJointStep(sizes: readonly number[], isAllowed: (steps: readonly number[]) => boolean): number[] {
  const longest = Math.max(0, ...sizes)
  if (longest === 0) return sizes.map(() => 0)
  const at = (numerator: number) => sizes.map((size) => Math.floor((size * numerator) / longest))
  const steps = at(largest(0, longest, (numerator) => isAllowed(at(numerator))))
  for (let i = 0; i < sizes.length; i++) {
    steps[i] = largest(steps[i] as number, sizes[i] as number, (step) => isAllowed(steps.with(i, step)))
  }
  return steps
}

/** Find the largest allowed whole number of a range whose start is allowed, where allowed ones come first. */
function largest(start: number, end: number, isAllowed: (value: number) => boolean): number {
  if (isAllowed(end)) return end
  let low = start
  let high = end
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isAllowed(middle)) low = middle
    else high = middle
  }
  return low
}
