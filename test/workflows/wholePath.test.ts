import { isMove, subjectsOf } from '../../core/parameters.js'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type LocalSystem, onlyMarket } from '../../local/system/startLocalSystem.js'
import { carryThrough } from '../../local/up/carryThrough.js'
import { readChangedParameters } from '../../local/up/readChangedParameters.js'
import { relayerWorkflowId } from '../../client/relayThrough.js'
import { readProposal, readProposalView } from '../../client/proposals.js'
import type { RecalibrationResult } from '../../workflows/recalibration/recalibrationWorkflow.js'
import { recalibrationId } from '../../workflows/workflowIds.js'
import { recordHistory } from '../support/recordHistory.js'
import { AS_STARTED, recalibrate, startTestSystem } from '../support/testSystem.js'
import { onSafeTimelock } from '../proposals/support/onSafeTimelock.js'

describe('from market data to the verified change', () => {
  let system: LocalSystem
  let result: RecalibrationResult

  beforeAll(async () => {
    system = await startTestSystem(AS_STARTED)
    result = await recalibrate(system)
  })
  afterAll(() => system?.stop())

  it('default: proposes a change of several assets on real prices', () => {
    expect(result.outcome).toBe('proposed')
    expect(result.changes.length).toBeGreaterThan(1)
    expect(result.failedSources).toEqual([])
  })

  it('default: owners sign, the delay passes, the relayer executes, the chain shows the values', async () => {
    const lines: string[] = []
    const view = await carryThrough(system, result.proposalWorkflowId ?? '', (line) => lines.push(line))
    expect(view.ending).toBeNull()
    expect(view.state).toBe('verified')
    expect(view.signatures).toHaveLength(2)
    expect(view.transactions.map(({ purpose }) => purpose)).toEqual(['schedule', 'execute'])
    expect(await readChangedParameters(system.chain, system.deployment, result.changes)).toEqual([])
  })

  it('behavior: a proposal that is over answers queries, and its history is short', async () => {
    const id = result.proposalWorkflowId ?? ''
    expect((await readProposalView(system.client, id)).canStillExecute).toBe(false)
    const { route } = onSafeTimelock(await readProposal(system.client, id))
    const history = await system.client.workflow.getHandle(id).fetchHistory()
    expect(route.operation.salt).toBe(id.replace('proposal/', ''))
    expect(history.events?.length).toBeLessThan(300)
  })

  it('behavior: right after the change what it moved rests, and a parameter that has not moved may move', async () => {
    const moved = subjectsOf(result.changes).map(({ subject }) => subject)
    expect(moved).toEqual(['AAVE', 'LINK', 'WETH'])
    const second = await recalibrate(system)
    const movesOf = (changes: typeof result.changes) =>
      changes.filter(isMove).map(({ subject, parameter }) => `${subject} ${parameter}`)
    expect(movesOf(second.changes).filter((move) => movesOf(result.changes).includes(move))).toEqual([])
    expect(subjectsOf(second.changes).map(({ subject }) => subject)).toEqual(['WBTC', 'WETH'])
    await recordHistory(system, 'proposal-verified', result.proposalWorkflowId ?? '')
    const { relayer } = system.deployment.accounts
    const sender = system.client.workflow.getHandle(relayerWorkflowId(31337, relayer))
    await recordHistory(system, 'relayer-two-transactions', sender.workflowId, (await sender.describe()).runId)
    const { market } = onlyMarket(system.loaded)
    await recordHistory(system, 'recalibration-proposed', recalibrationId(market.id))
  })
})
