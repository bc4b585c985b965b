import { afterEach, describe, expect, it } from '@jest/globals'
import { type RpcRelay, type RpcRequest, startRpcRelay } from '../../../activities/simulation/rpcRelay.js'

describe('startRpcRelay', () => {
  let relay: RpcRelay
  afterEach(() => relay?.close())
  const start = async (request: RpcRequest) => {
    relay = await startRpcRelay(request)
  }
  const post = async (body: unknown, url = relay.url): Promise<Response> =>
    fetch(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  const ask = async (method: string, params: readonly unknown[] = []) =>
    (await post({ jsonrpc: '2.0', id: 1, method, params })).json() as Promise<{ result?: unknown; error?: { message: string } }>

  it('default', async () => {
    await start(async ({ method, params }) => ({ method, params }))
    expect(relay.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}$/)
    expect(await ask('eth_chainId')).toEqual({ jsonrpc: '2.0', id: 1, result: { method: 'eth_chainId', params: [] } })
  })

  it('behavior: a batch is answered in order', async () => {
    await start(async ({ params: [value] }) => value)
    const batch = [3, 1, 2].map((value) => ({ jsonrpc: '2.0', id: value, method: 'eth_getCode', params: [value] }))
    expect(await (await post(batch)).json()).toEqual([3, 1, 2].map((value) => ({ jsonrpc: '2.0', id: value, result: value })))
  })

  it('behavior: state is asked for once, everything else each time, and what failed again', async () => {
    let isDown = true
    await start(async ({ method }) => {
      if (isDown) throw new Error('down')
      return method
    })
    expect((await ask('eth_getStorageAt', ['0x1', '0x0', '0x5'])).error?.message).toBe('down')
    isDown = false
    await Promise.all([1, 2, 3].map(() => ask('eth_getStorageAt', ['0x1', '0x0', '0x5'])))
    await ask('eth_getStorageAt', ['0x1', '0x1', '0x5'])
    await ask('eth_chainId')
    await ask('eth_chainId')
    expect(Object.fromEntries(relay.forwarded)).toEqual({ eth_getStorageAt: 3, eth_chainId: 2 })
  })

  it('error: nothing that sends, signs or administers gets through', async () => {
    await start(async () => 'sent')
    for (const method of [
      'eth_sendRawTransaction',
      'eth_sendTransaction',
      'eth_sign',
      'anvil_setBalance',
      'evm_mine',
      'debug_traceCall',
    ]) {
      expect((await ask(method, ['0x'])).error?.message).toBe(`A fork may not ask for ${method}.`)
    }
    expect(relay.forwarded.size).toBe(0)
  })

  it('error: another path, another verb, no JSON', async () => {
    await start(async () => 'x')
    expect((await post({ method: 'eth_chainId' }, new URL('/', relay.url).href)).status).toBe(404)
    expect((await fetch(relay.url)).status).toBe(404)
    await expect(fetch(relay.url, { method: 'POST', body: 'no json' })).rejects.toThrow()
    expect((await ask('eth_chainId')).result).toBe('x')
  })

  it("error: the node's words go on without its URL", async () => {
    await start(async () => {
      throw new Error('POST https://node.example/v2/secret-key failed')
    })
    expect((await ask('eth_chainId')).error?.message).toBe('POST https://node.example/… failed')
  })
})
