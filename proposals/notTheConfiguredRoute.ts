import { PlimsollError } from '../core/errors/plimsollError.js'

/** A proposal leads elsewhere than the reader's own configuration says. */
export class NotTheConfiguredRoute extends PlimsollError {
  readonly code = 'NOT_THE_CONFIGURED_ROUTE'

  constructor(what: string, found: string | number, configured: string | number) {
    super({
      shortMessage: `The ${what} of the proposal is ${found}; this configuration has ${configured}.`,
      metaMessages: ['Do not sign. Either the configuration is of another market, or the proposal is not what it says.'],
    })
  }
}
