import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from '@jest/globals'
import { closableConnection } from '../../client/closableConnection.js'

let server: Server | undefined
const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  server?.close()
})

/** A server that breaks every connection off: each call is tried again after a pause. */
async function breakingOff(): Promise<string> {
  server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.destroy())
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server?.once('listening', resolve))
  const address = server.address()
  return `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

describe('closableConnection', () => {
  it('behavior: closed between two tries of a call, nothing is thrown where nobody can catch it', async () => {
    const thrown: unknown[] = []
    const catchAll = (error: unknown) => void thrown.push(error)
    process.on('uncaughtException', catchAll)
    try {
      const { connection, close } = closableConnection({ address: await breakingOff(), connectTimeout: '30s' })
      const calls = Array.from({ length: 5 }, () =>
        connection.withDeadline(Date.now() + 30_000, () => connection.workflowService.getSystemInfo({})).catch(() => 'rejected'),
      )
      await new Promise((resolve) => setTimeout(resolve, 150))
      await close()
      await close()
      expect(await Promise.all(calls)).toEqual(Array.from({ length: 5 }, () => 'rejected'))
      // Longer than any pause that could have been begun.
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      expect(thrown).toEqual([])
    } finally {
      process.off('uncaughtException', catchAll)
    }
  })
})
