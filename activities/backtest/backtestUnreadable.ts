import { PlimsollError } from '../../core/errors/plimsollError.js'

/** The backtest that a configuration names is not there, or is none. */
export class BacktestUnreadable extends PlimsollError {
  readonly code = 'BACKTEST_UNREADABLE'

  constructor(
    readonly file: string,
    reason: string,
    cause?: unknown,
  ) {
    super({
      shortMessage: `The backtest ${file} cannot be read: ${reason}.`,
      metaMessages: [
        'Write it with `plimsoll backtest`, name its backtest.json, or take the key `backtest` out of the configuration.',
      ],
      cause,
    })
  }
}
