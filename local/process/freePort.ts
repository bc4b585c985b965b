import { createServer } from 'node:net'
import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A port that was asked for by number is in use. */
export class PortUnavailable extends PlimsollError {
  readonly code = 'PORT_UNAVAILABLE'
  readonly kind = 'local'

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

/**
 * Find a free TCP port of 127.0.0.1, or check that the wanted one is free.
 *
 * @param wanted - port number; 0 for any.
 * @param purpose - what the port is for, as the error says it.
 * @throws {PortUnavailable} when the wanted port is in use.
 */
export function freePort(wanted = 0, purpose = 'a local server'): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (cause) => reject(new PortUnavailable(wanted, purpose, cause)))
    server.listen({ port: wanted, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : wanted
      server.close(() => resolve(port))
    })
  })
}
