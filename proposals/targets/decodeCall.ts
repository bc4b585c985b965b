import type { DecodedCall } from '../call.js'
import { aaveV3Target } from './aaveV3/aaveV3Target.js'
import { NotATargetCall } from './notATargetCall.js'
import type { Target } from './target.js'

const DECODERS: readonly Pick<Target<never>, 'kind' | 'decode'>[] = [aaveV3Target]

/**
 * Decode a call by whichever target makes it.
 *
 * @throws {NotATargetCall} when no target does.
 */
export function decodeCall(input: Parameters<Target<never>['decode']>[0]): DecodedCall {
  const refusals: string[] = []
  for (const { decode } of DECODERS) {
    try {
      return decode(input)
    } catch (error) {
      if (!(error instanceof NotATargetCall)) throw error
      refusals.push(error.why)
    }
  }
  throw new NotATargetCall(input.call, refusals.join('; '))
}
