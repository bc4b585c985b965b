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
    throw new RangeError(`${ms} ms is not a duration; it must be whole and positive`)
  return `${ms / unit[1]}${unit[0]}`
}

const MS_PER_UNIT = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/**
 * Convert a duration that `durationSchema` accepted to milliseconds.
 *
 * @throws {RangeError} when the text is not a whole number and one of the units ms, s, m, h, d.
 */
export function durationMs(duration: string): number {
  const match = /^([1-9][0-9]*)(ms|s|m|h|d)$/.exec(duration)
  if (match === null) throw new RangeError(`"${duration}" is not a duration; write a whole number and a unit, such as 30s or 3d`)
  return Number(match[1]) * MS_PER_UNIT[match[2] as keyof typeof MS_PER_UNIT]
}
