import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A port that was asked for by number is in use. */
export class PortUnavailable extends PlimsollError {
  readonly code = 'PORT_UNAVAILABLE'

  constructor(
    readonly port: number,
    readonly purpose: string,
    cause: unknown,
  ) {
    super({
      shortMessage: `Port ${port} of 127.0.0.1, wanted for ${purpose}, is not free.`,
      metaMessages: ['Remedy: end the program that listens there, choose another port, or leave the port out to get a free one.'],
      cause,
    })
  }
}
