import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { toFunctionSelector } from 'viem'
import type { RelayResult } from '../../activities/chain/relayRequest.js'
import { localAccounts } from '../../local/accounts.js'
import { type LocalSystem, onlyMarket } from '../../local/system/startLocalSystem.js'
import { relayerWorkflowId, relayThrough } from '../../client/relayThrough.js'
import { createMarketRuntimes } from '../../worker/runtime/marketRuntimes.js'
import { recordHistory } from '../support/recordHistory.js'
import { startTestSystem } from '../support/testSystem.js'

const { relayer } = localAccounts()

describe('a relayer whose history grows long', () => {
  let system: LocalSystem
  let relay: (requestId: string) => Promise<RelayResult>

  beforeAll(async () => {
    system = await startTestSystem({ dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': 30 } })
    const markets = createMarketRuntimes(system.loaded, { environment: (name) => system.variables[name], needsRelayer: true })
    const send = relayThrough({ client: system.client, markets, temporal: system.loaded.config.temporal })
    relay = (requestId) =>
      send(
        {
          requestId,
          market: onlyMarket(system.loaded).market.id,
          // A read of the timelock: a call of the route that succeeds and changes nothing.
          call: { to: system.deployment.timelock.address, value: '0', data: toFunctionSelector('getMinDelay()') },
          purpose: 'execute the change',
        },
        new AbortController().signal,
      )
  })
  afterAll(() => system?.stop())

  it('behavior: goes on in new runs, and a request that comes again gets the first run’s answer', async () => {
    const count = () => system.chain.getTransactionCount({ address: relayer.address })
    const before = await count()
    const answers: RelayResult[] = []
    for (let i = 0; i < 4; i++) answers.push(await relay(`request ${i}`))
    const workflowId = relayerWorkflowId(31337, relayer.address)
    const runs: string[] = []
    const query = `WorkflowId = '${workflowId}' AND ExecutionStatus = 'ContinuedAsNew'`
    for (let wait = 0; runs.length === 0 && wait < 100; wait++) {
      for await (const { runId } of system.client.workflow.list({ query })) runs.push(runId)
    }
    expect(runs.length).toBeGreaterThan(0)
    expect(await relay('request 0')).toEqual(answers[0])
    expect(await count()).toBe(before + 4)
    await recordHistory(system, 'relayer-continued', workflowId, runs.at(-1))
  })
})
