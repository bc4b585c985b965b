import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A series is long enough and made of numbers, yet carries no information: constant prices, collinear regressors. */
export class DegenerateSeriesError extends PlimsollError {
  readonly code = 'DEGENERATE_SERIES'
  readonly what: string

  constructor({ what, reason }: { what: string; reason: string }) {
    super({
      shortMessage: `${what} cannot be estimated: ${reason}.`,
      metaMessages: [
        'Check the source: a frozen feed or a pegged asset gives such a series. Leave the asset out, or use another source.',
      ],
    })
    this.what = what
  }
}
