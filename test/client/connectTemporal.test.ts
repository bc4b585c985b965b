import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from '@jest/globals'
import { connectTemporal, TemporalUnreachable } from '../../client/connectTemporal.js'

let server: Server | undefined
const sockets: Socket[] = []

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  server?.close()
  server = undefined
})

/** A server that accepts and never says a word. */
async function silent(): Promise<string> {
  server = createServer((socket) => void sockets.push(socket.on('error', () => {}))).listen(0, '127.0.0.1')
  await new Promise((resolve) => server?.once('listening', resolve))
  const address = server.address()
  return `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

describe('connectTemporal', () => {
  it('error: TemporalUnreachable within seconds where nothing listens', async () => {
    await expect(connectTemporal({ address: '127.0.0.1:1', namespace: 'default' })).rejects.toBeInstanceOf(TemporalUnreachable)
  })

  it('error: TemporalUnreachable within seconds where the far side is silent', async () => {
    await expect(connectTemporal({ address: await silent(), namespace: 'default' })).rejects.toThrow(/cannot be reached/)
  })
})

describe('TemporalUnreachable', () => {
  it('default', () => {
    const error = new TemporalUnreachable('127.0.0.1:7233', 'no answer within 5 s')
    expect(error).toMatchObject({ code: 'TEMPORAL_UNREACHABLE', retryable: true })
    expect(error.shortMessage).toBe('The Temporal server at 127.0.0.1:7233 cannot be reached: no answer within 5 s.')
  })
})
