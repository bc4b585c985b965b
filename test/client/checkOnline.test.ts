import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Hex } from 'viem'
import { checkOnline } from '../../client/checkOnline.js'
import { configSchema } from '../../config/configSchema.js'
import { marketOnChain } from '../proposals/support/marketOnChain.js'
import { type FaultyRpc, startFaultyRpc } from '../support/faultyRpc.js'

/** More blocks than a search may take requests on a small plan (500); anvil mines many more than these slowly. */
const BLOCKS = 700

let market: Awaited<ReturnType<typeof marketOnChain>>
let rpc: FaultyRpc
beforeAll(async () => {
  market = await marketOnChain({ borrowers: 4 })
  await market.client.mine({ blocks: BLOCKS, interval: 1 })
  rpc = await startFaultyRpc(market.chain.rpcUrl)
})
afterAll(async () => {
  await rpc.close()
  await market.stop()
})

/** A port of this machine where nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** What is found about the market; Temporal, which is not there, is asked as well. */
async function findings() {
  const temporal = { address: `127.0.0.1:${await freePort()}` }
  const config = configSchema.parse({ version: 1, markets: [market.config], temporal })
  const found = await checkOnline({ config, path: '/plimsoll.yaml', baseDir: '/' }, (name) =>
    name === market.config.chain.rpcUrlEnv ? rpc.url : undefined,
  )
  expect(found).toContainEqual(expect.objectContaining({ subject: 'temporal', code: 'TEMPORAL_UNREACHABLE' }))
  return found.filter(({ subject }) => subject === market.config.id)
}

describe('checkOnline', () => {
  it('default: a market whose contracts and roles are all there', async () => {
    rpc.fault = null
    expect(await findings()).toEqual([
      expect.objectContaining({ severity: 'ok', code: 'chain', message: expect.stringContaining('every address has code') }),
    ])
  })

  it('error: a plan that gives logs of one block a request is too small, and the finding says how many requests are needed', async () => {
    rpc.calls.length = 0
    rpc.fault = ({ method, params }) => {
      if (method !== 'eth_getLogs') return undefined
      const { fromBlock, toBlock } = params[0] as { fromBlock: Hex; toBlock: Hex }
      if (Number(toBlock) === Number(fromBlock)) return undefined
      return {
        kind: 'error',
        code: -32600,
        message: 'eth_getLogs is limited to a 1 block range on the free tier',
      }
    }
    const [found, ...others] = await findings()
    expect(others).toEqual([])
    expect(found).toMatchObject({ severity: 'error', code: 'LOG_PLAN_TOO_SMALL', kind: 'chain' })
    const said =
      /plan is too small: .* logs of (\d+) blocks a request, so the (\d+) blocks that are left need (\d+) requests/.exec(
        found?.message ?? '',
      )
    const [blocksARequest, left, requests] = (said ?? []).slice(1).map(Number) as [number, number, number]
    expect(blocksARequest).toBe(1)
    expect(left).toBeGreaterThan(BLOCKS - 100)
    expect(requests).toBe(left)
    expect(found?.details.join(' ')).toMatch(/gives logs of 100 blocks a request or more\. Put its URL into .*rpcUrlEnv/)
    // It is said after a few looks, not after the hundreds that each search would take.
    expect(rpc.calls.filter(({ method }) => method === 'eth_getLogs').length).toBeLessThan(BLOCKS / 2)
  })
})
