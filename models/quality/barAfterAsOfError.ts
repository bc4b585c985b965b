import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A source delivered a bar that was not closed at the as-of instant: the run would see the future. */
export class BarAfterAsOfError extends PlimsollError {
  readonly code = 'BAR_AFTER_AS_OF'

  constructor({ asset, source, closesAt, asOf }: { asset: string; source: string; closesAt: string; asOf: string }) {
    super({
      shortMessage: `${asset}: a bar of source ${source} closes at ${closesAt}, after the as-of instant ${asOf}.`,
      metaMessages: ['A source must drop every bar that is not closed by the as-of instant. Correct the source.'],
    })
  }
}
