import { PlimsollError } from '../../core/errors/plimsollError.js'

/** Series that are read side by side do not share their time axis. */
export class MisalignedSeriesError extends PlimsollError {
  readonly code = 'MISALIGNED_SERIES'

  constructor(reason: string) {
    super({
      shortMessage: `The series cannot be read side by side: ${reason}.`,
      metaMessages: ['Give series of one bar length that overlap in time.'],
    })
  }
}
