import { PlimsollError } from '../../core/errors/plimsollError.js'

/** The quality stage was called with series that contradict their own labels: a defect of the caller, not of the market data. */
export class QualityInputError extends PlimsollError {
  readonly code = 'QUALITY_INPUT'

  constructor(reason: string) {
    super({
      shortMessage: `Market data cannot be assessed: ${reason}.`,
      metaMessages: [
        'Give each asset once, each source once an asset, and daily bars with columns of one length in ascending time.',
      ],
    })
  }
}
