const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const

/**
 * Write milliseconds as a duration that `durationSchema` accepts, in the largest unit that says them exactly: `3d`, `36h`.
 *
 * @throws {RangeError} when they are no positive whole number.
 */
export function durationText(ms: number): string {
  const unit = UNITS.find(([, size]) => ms % size === 0)
  if (!(Number.isSafeInteger(ms) && ms > 0) || unit === undefined)
    throw new RangeError(`${ms} ms is no duration; it must be whole and positive`)
  return `${ms / unit[1]}${unit[0]}`
}
