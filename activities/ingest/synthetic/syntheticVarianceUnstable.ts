import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** The variance of a synthetic source would grow without limit. */
export class SyntheticVarianceUnstable extends PlimsollError {
  readonly code = 'SYNTHETIC_VARIANCE_UNSTABLE'
  readonly source: string

  constructor(source: string, garchAlpha: number, garchBeta: number) {
    super({
      shortMessage: `The source "${source}" has garchAlpha + garchBeta = ${garchAlpha + garchBeta}, and it must be below 1.`,
      metaMessages: ['Lower one of them: 0.08 and 0.9 are like real markets.'],
    })
    this.source = source
  }
}
