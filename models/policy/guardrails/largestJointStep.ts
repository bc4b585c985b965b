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
