import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Address, Hex } from 'viem'
import { parse, stringify } from 'yaml'
import { chainClient } from '../../activities/chain/chainClient.js'
import { inlineCompute } from '../../activities/compute/inlineCompute.js'
import { runCli } from '../../cli/runCli.js'
import { inspectMarket } from '../../client/inspectMarket.js'
import { readProposal, readProposalView, untilProposalEnds } from '../../client/proposals.js'
import { verifyProposal } from '../../client/verify/verifyProposal.js'
import { planVeto, sendVeto } from '../../client/vetoProposal.js'
import { environment } from '../../config/environment.js'
import { localAccounts } from '../../local/accounts.js'
import { type LocalSystem, onlyMarket } from '../../local/system/startLocalSystem.js'
import { moveClock } from '../../local/system/moveClock.js'
import { readChangedParameters } from '../../local/up/readChangedParameters.js'
import { assertOwnProposal } from '../../proposals/assertOwnProposal.js'
import { type MarketConfig, marketConfigSchema } from '../../proposals/marketConfig.js'
import { ROUTES } from '../../proposals/routes/registry.js'
import { quietRuntime } from '../../worker/runtime/quietRuntime.js'
import { type StartedWorker, startWorker } from '../../worker/startWorker.js'
import { QUEUE_KINDS } from '../../workflows/queues.js'
import { fakeTerminal } from '../cli/fakeTerminal.js'
import { deployToyVote } from '../proposals/routes/toyVote/deployToyVote.js'
import { toyVoteAbi } from '../proposals/routes/toyVote/toyVoteAbi.js'
import { toyVoteRoute } from '../proposals/routes/toyVote/toyVoteRoute.js'
import { recalibrate, startTestSystem } from '../support/testSystem.js'
import { untilViewed } from '../support/untilViewed.js'

// The one registry line of this route.
ROUTES.add(toyVoteRoute)

const { owners, guardian } = localAccounts()
const VOTE_SECONDS = 86_400n

describe('a route with a vote and no Safe', () => {
  let system: LocalSystem
  let worker: StartedWorker
  let chamber: Address
  let config: MarketConfig

  beforeAll(async () => {
    quietRuntime()
    system = await startTestSystem({ hasWorker: false })
    chamber = await deployToyVote(system, { voteSeconds: VOTE_SECONDS, quorum: 2 })
    const { loaded } = system
    const [entry] = loaded.config.markets
    if (entry === undefined) throw new Error('there is no market')
    const route = { kind: 'toyVote', chamber, councillor: guardian.address }
    config = marketConfigSchema.parse({ ...onlyMarket(loaded).market, route })
    worker = await startWorker({
      loadedConfig: { ...loaded, config: { ...loaded.config, markets: [{ ...entry, market: config }] } },
      kinds: QUEUE_KINDS,
      environment: (name) => system.variables[name] ?? environment(name),
      tuning: { stickyQueueScheduleToStartTimeout: '200ms', shutdownGraceTime: '5s' },
      compute: inlineCompute(),
    })
  })
  afterAll(async () => {
    await worker?.close()
    await system?.stop()
  })

  const chain = () => chainClient({ chainId: 31337, rpcUrl: system.rpcUrl })
  const vote = async (key: Hex, voters: readonly (typeof owners)[number][]): Promise<void> => {
    const of = { address: chamber, abi: toyVoteAbi } as const
    const id = await system.chain.readContract({ ...of, functionName: 'idOf', args: [key] })
    for (const account of voters) {
      const hash = await system.chain.writeContract({ account, ...of, functionName: 'vote', args: [id], chain: null })
      const { status } = await system.chain.waitForTransactionReceipt({ hash })
      expect(status).toBe('success')
    }
  }

  /** Run a command with a configuration file that names the chamber. */
  const run = async (...argv: string[]) => {
    const file = join(system.runFolder, 'chamber.yaml')
    const document = parse(await readFile(system.configFile, 'utf8'))
    for (const market of document.markets) market.route = { kind: 'toyVote', chamber, councillor: guardian.address }
    await writeFile(file, stringify(document))
    const { terminal, written } = fakeTerminal()
    const options = { terminal, environment: (name: string) => system.variables[name], version: '1.2.3' }
    return { code: await runCli({ argv: [...argv, '--config', file], ...options }), ...written }
  }

  it('behavior: its councillor ends it on the chain, and only then is it over', async () => {
    const result = await recalibrate(system)
    const id = result.proposalWorkflowId ?? ''
    const proposal = await readProposal(system.client, id)
    await untilViewed(system, id, ({ state }) => state === 'scheduled')
    const input = { proposal, config, chain: chain() }
    const veto = await planVeto(input)
    expect(veto).toMatchObject({ objection: null, operation: proposal.proposalId, ends: proposal.calls })
    const shown = await run('proposal', 'show', id)
    expect(shown).toMatchObject({ code: 0, out: expect.stringContaining('Signatures (no round is open)') })
    expect(shown.out).toMatch(/simulation-succeeded: .* executed: move took \d+ gas, enact took \d+ gas/)
    expect(await run('proposal', 'veto', id)).toMatchObject({ code: 0, out: expect.stringContaining(veto.call.data) })
    expect(shown.out).toContain('What the chamber will call (3)')
    for (const command of ['export', 'open']) {
      const { code, err } = await run('proposal', command, id)
      expect({ code, err }).toEqual({ code: 7, err: expect.stringContaining("The proposal's route is toyVote, which has no") })
    }
    await expect(sendVeto({ ...input, veto, account: owners[0] })).rejects.toMatchObject({ code: 'TOY_REFUSAL' })
    expect((await readProposalView(system.client, id)).canStillExecute).toBe(true)
    await sendVeto({ ...input, veto, account: guardian })
    const view = await untilProposalEnds(system.client, id)
    expect(view).toMatchObject({ state: 'vetoed', ending: { outcome: 'vetoed', reason: 'the councillor withdrew it' } })
  })

  it('default: from a recommendation to the executed and verified change', async () => {
    const result = await recalibrate(system)
    expect(result.outcome).toBe('proposed')
    const id = result.proposalWorkflowId ?? ''
    const proposal = await readProposal(system.client, id)
    expect(() => assertOwnProposal({ proposal, config })).not.toThrow()

    const { checks, readyAtSeconds } = await untilViewed(system, id, ({ state }) => state === 'scheduled')
    expect(checks.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(checks.map(({ check }) => check)).toContain('toy-motion')
    await vote(proposal.proposalId, [owners[0], owners[1]])
    await moveClock(system, (readyAtSeconds ?? 0) + 1)

    const view = await untilProposalEnds(system.client, id)
    expect(view).toMatchObject({ state: 'verified', ending: null, threshold: 0, signatures: [], openRound: null })
    expect(view.transactions.map(({ purpose }) => purpose)).toEqual(['move', 'enact'])
    expect(await readChangedParameters(system.chain, system.deployment, result.changes)).toEqual([])

    const report = view.report === null ? '' : await system.evidence.getText(view.report)
    expect(report).toContain(`chamber \`${chamber}\` → vote → calls`)
    const { checks: shown, simulation } = view
    const claimed = view.report === null ? {} : { report: { claim: view.report, checks: shown, simulation } }
    const verification = await verifyProposal({ evidence: system.evidence, proposal, ownConfig: () => config, ...claimed })
    expect(verification).toMatchObject({ isEqual: true, proposalId: proposal.proposalId, signing: null, otherConfiguration: [] })
    expect(verification.parts.map(({ part }) => part)).toContain('motion')
    expect((await inspectMarket(config, chain())).findings).toEqual([])
    expect(await run('proposal', 'verify', id)).toMatchObject({
      code: 0,
      out: expect.stringContaining('Equal: the evidence gives'),
    })
    const inspected = await run('market', 'inspect')
    expect(inspected).toMatchObject({ code: 0, out: expect.stringContaining(`${guardian.address} (councillor)`) })
  })
})
