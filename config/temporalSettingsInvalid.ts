import { PlimsollError } from '../core/errors/plimsollError.js'

/** Temporal's own settings, in the environment or in its profile file, cannot be taken as they are. */
export class TemporalSettingsInvalid extends PlimsollError {
  readonly code = 'TEMPORAL_SETTINGS_INVALID'

  /**
   * @param problem - a sentence that says what is wrong, without a value that may be secret
   * @param remedy - a sentence that says what to write
   */
  constructor(problem: string, remedy: string) {
    super({ shortMessage: problem, metaMessages: [remedy] })
  }
}
