import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type Address, numberToHex, type PublicClient } from 'viem'
import { chainClient } from '../../../activities/chain/chainClient.js'
import type { RpcCall } from '../../support/faultyRpc.js'

interface Answer {
  readonly jsonrpc: '2.0'
  readonly id: unknown
  readonly result?: unknown
  readonly error?: unknown
}

/** Accounts whose balance is their own address, as a number. */
const ACCOUNTS = [11, 22, 33, 44]
const accountOf = (n: number): Address => `0x${n.toString(16).padStart(40, '0')}`

let server: Server
let client: PublicClient
/** Makes a batch's answer from the right ones, in the order of the calls. */
let garble: (answers: Answer[]) => unknown
beforeEach(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      const answers = (JSON.parse(body) as RpcCall[]).map(
        ({ id, params }): Answer => ({ jsonrpc: '2.0', id, result: numberToHex(BigInt(String(params[0]))) }),
      )
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(garble(answers)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  client = chainClient({ chainId: 1, rpcUrl: `http://127.0.0.1:${port}` }).client
})
afterEach(
  () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
)

const balances = () => Promise.all(ACCOUNTS.map((n) => client.getBalance({ address: accountOf(n) })))
const settled = async () => {
  const results = await Promise.allSettled(ACCOUNTS.map((n) => client.getBalance({ address: accountOf(n) })))
  return results.map((result) => (result.status === 'fulfilled' ? Number(result.value) : 'failed'))
}

describe('rpcFetch', () => {
  it('default: a batch, whatever order its answers come in', async () => {
    garble = (answers) => answers
    expect(await balances()).toEqual(ACCOUNTS.map(BigInt))
    garble = (answers) => [...answers].reverse()
    expect(await balances()).toEqual(ACCOUNTS.map(BigInt))
  })

  it('behavior: ids that come back as text are ids', async () => {
    garble = (answers) => answers.map((answer) => ({ ...answer, id: String(answer.id) })).reverse()
    expect(await balances()).toEqual(ACCOUNTS.map(BigInt))
  })

  it('behavior: an error without an id is of the call that has no other answer', async () => {
    const error = { code: -32600, message: 'Invalid request' }
    garble = (answers) => answers.map((answer, i) => (i === 2 ? { jsonrpc: '2.0', id: null, error } : answer))
    expect(await settled()).toEqual([11, 22, 'failed', 44])
  })

  it.each<[string, (answers: Answer[]) => unknown]>([
    ['of another request', (answers) => answers.map((answer, i) => (i === 3 ? { ...answer, id: 987_654 } : answer))],
    ['one of them twice', (answers) => answers.map((answer, i) => (i === 1 ? answers[0] : answer))],
    ['without an id', (answers) => answers.map((answer, i) => (i === 1 ? { ...answer, id: null } : answer))],
    ['no objects', (answers) => answers.map((answer, i) => (i === 1 ? null : answer))],
  ])('error: RpcAnswerUnreadable for answers %s', async (_, change) => {
    garble = change
    const failure = await balances().then(
      () => null,
      (error: Error) => error,
    )
    let code: unknown
    for (let cause: unknown = failure; cause instanceof Error && code === undefined; cause = cause.cause)
      code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
    expect(code).toBe('RPC_ANSWER_UNREADABLE')
  })
})
