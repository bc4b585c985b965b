import { createServer } from 'node:net'
import { PortUnavailable } from './portUnavailable.js'

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
