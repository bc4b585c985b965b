import { setTimeout as sleep } from 'node:timers/promises'
import { CancelledFailure } from '@temporalio/common'
import { MockActivityEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { chainClient } from '../../activities/chain/chainClient.js'
import type { ActivityDependencies } from '../../activities/dependencies.js'
import { claimCheckSchema } from '../../core/claimCheck.js'
import { simulationActivities } from '../../activities/simulationActivities.js'
import { simulationResultSchema } from '../../proposals/simulation/simulationResult.js'
import { childProcesses } from '../local/support/childProcesses.js'
import { draftOnChain } from '../proposals/support/draftOnChain.js'
import { withEvidence } from './support/withEvidence.js'
import { dependenciesOf, idleRelayer } from './support/dependenciesOf.js'
import { marketOnChain } from '../proposals/support/marketOnChain.js'

describe('simulateProposal', () => {
  let market: Awaited<ReturnType<typeof marketOnChain>>
  let dependencies: ActivityDependencies
  let proposal: Awaited<ReturnType<typeof draftOnChain>>['proposal']
  let idle: number

  beforeAll(async () => {
    market = await marketOnChain()
    const chain = chainClient({ chainId: market.chain.chainId, rpcUrl: market.chain.rpcUrl })
    const { config, account } = market
    dependencies = dependenciesOf({ config, chain, relayer: idleRelayer(account(4)) })
    proposal = await withEvidence(dependencies.evidence, config, (await draftOnChain(market)).proposal)
    idle = childProcesses(process.pid).length
  })
  afterAll(async () => {
    await market?.stop()
  })

  const environment = (startToCloseTimeoutMs: number) => new MockActivityEnvironment({ startToCloseTimeoutMs })
  const run = (env: MockActivityEnvironment) => env.run(simulationActivities(dependencies).simulateProposal, { proposal })

  it('error: DraftedForAnother where the configuration names another timelock by now', async () => {
    const { config } = market
    const route = { ...config.route, timelock: config.route.guardian }
    const [runtime] = dependencies.markets.values()
    const markets = new Map([[config.id, { ...runtime!, config: { ...config, route } }]])
    const { simulateProposal } = simulationActivities({ ...dependencies, markets })
    await expect(environment(60_000).run(simulateProposal, { proposal })).rejects.toMatchObject({
      code: 'DRAFTED_FOR_ANOTHER',
      retryable: false,
      message: expect.stringContaining(config.route.timelock),
    })
  })

  it('default: the result is stored as evidence, and the live chain is as it was', async () => {
    const env = environment(60_000)
    let beats = 0
    env.on('heartbeat', () => {
      beats += 1
    })
    const head = await market.client.getBlock()
    const result = await dependencies.evidence.get(claimCheckSchema.parse(await run(env)), simulationResultSchema)
    expect(result).toMatchObject({ proposalId: proposal.proposalId, outcome: 'executed', phase: 'signing', failure: null })
    expect(result.block).toMatchObject({ number: head.number.toString(), hash: head.hash })
    expect(result.transactions.map(({ step }) => step)).toEqual(['approve', 'approve', 'schedule', 'execute'])
    expect(result.comparedAtSeconds).toBe(result.block.timestampSeconds + 2 + 172_800)
    expect(beats).toBeGreaterThan(1)
    expect((await market.client.getBlock()).hash).toBe(head.hash)
    expect(childProcesses(process.pid)).toHaveLength(idle)
  })

  it('behavior: cancelled, it ends its forks', async () => {
    const env = environment(60_000)
    const running = run(env)
    running.catch(() => {})
    for (let i = 0; i < 500 && childProcesses(process.pid).length < idle + 2; i++) await sleep(10)
    env.cancel()
    await expect(running).rejects.toThrow(CancelledFailure)
    expect(childProcesses(process.pid)).toHaveLength(idle)
  })

  it('error: SimulationTimedOut before its own time-out, its forks ended', async () => {
    await expect(run(environment(200))).rejects.toMatchObject({ code: 'SIMULATION_TIMED_OUT', retryable: true, limitMs: 180 })
    expect(childProcesses(process.pid)).toHaveLength(idle)
  })

  it('error: OtherChain', async () => {
    const other = { ...proposal, genesisHash: `0x${'00'.repeat(32)}` as const }
    const { simulateProposal } = simulationActivities(dependencies)
    await expect(environment(60_000).run(simulateProposal, { proposal: other })).rejects.toMatchObject({ code: 'OTHER_CHAIN' })
  })
})
