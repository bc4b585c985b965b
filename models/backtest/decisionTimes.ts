import { durationMs } from '../../core/duration.js'
import { InvalidParameterError } from '../errors.js'

/** More decisions than a minute-by-minute replay of two months has: an interval in the wrong unit, not a wish. */
const MOST_DECISIONS = 100_000

/**
 * List the instants at which a replay decides: from the first on, one every interval, up to and with the last.
 *
 * @returns milliseconds since the epoch, ascending; at least one.
 * @throws {InvalidParameterError} when the last is before the first, or there would be more than 100,000.
 */
export function decisionTimes({ fromMs, toMs, every }: { fromMs: number; toMs: number; every: string }): number[] {
  if (!(toMs >= fromMs)) throw new InvalidParameterError({ parameter: 'toMs', value: toMs, demand: `at least fromMs, ${fromMs}` })
  const everyMs = durationMs(every)
  const length = Math.floor((toMs - fromMs) / everyMs) + 1
  if (length > MOST_DECISIONS) {
    const demand = `an interval in milliseconds that gives at most ${MOST_DECISIONS} decisions, not ${length}`
    throw new InvalidParameterError({ parameter: 'every', value: everyMs, demand })
  }
  return Array.from({ length }, (_, i) => fromMs + i * everyMs)
}
