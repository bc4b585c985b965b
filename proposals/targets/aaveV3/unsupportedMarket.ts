import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** The market is an Aave v3 market of a kind that this target does not understand. */
export class UnsupportedAaveMarket extends PlimsollError {
  readonly code = 'UNSUPPORTED_AAVE_MARKET'

  constructor(why: string) {
    super({
      shortMessage: `The Aave market is not supported: ${why}.`,
      metaMessages: ['Configure a market of Aave v3.2 or newer whose oracle quotes in USD.'],
    })
  }
}
