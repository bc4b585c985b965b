import { createServer } from 'node:net'
import { describe, expect, it } from '@jest/globals'
import { freePort, PortUnavailable } from '../../../local/process/freePort.js'

describe('freePort', () => {
  it('default', async () => {
    const port = await freePort()
    expect(port).toBeGreaterThan(1023)
    expect(await freePort(port)).toBe(port)
  })

  it('error: PortUnavailable', async () => {
    const port = await freePort()
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    const asked = freePort(port, 'the chain')
    await expect(asked).rejects.toThrow(PortUnavailable)
    await expect(asked).rejects.toMatchObject({ code: 'PORT_UNAVAILABLE', port, purpose: 'the chain' })
    await new Promise((resolve) => server.close(resolve))
  })
})
