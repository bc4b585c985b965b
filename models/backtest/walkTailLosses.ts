import type { ModelConfig } from '../policy/modelConfig.js'
import { InvalidParameterError } from '../returns/invalidParameterError.js'
import { type TailLoss, tailLoss } from '../tail/tailLoss.js'

/**
 * Estimate the policy's tail loss at the end of each day from the closes up to it alone.
 *
 * @param closes - n daily closes in ascending time.
 * @param from - index of the first close whose day is estimated.
 * @param config - as {@link tailLoss} reads it.
 * @returns n - from estimates: element k knows the closes 0 to from + k and speaks of the return after them.
 * @throws {InvalidParameterError} when `from` is no index of a close.
 * @throws {SeriesTooShortError} when fewer closes than the tail model needs come before; as {@link tailLoss} otherwise.
 */
export function walkTailLosses({
  closes,
  from,
  config,
}: {
  closes: Float64Array
  from: number
  config: ModelConfig
}): TailLoss[] {
  if (!(Number.isInteger(from) && from >= 0 && from < closes.length)) {
    const demand = `a whole number from 0 to ${closes.length - 1}`
    throw new InvalidParameterError({ parameter: 'from', value: from, demand })
  }
  return Array.from({ length: closes.length - from }, (_, k) => tailLoss({ closes: closes.subarray(0, from + k + 1), config }))
}
