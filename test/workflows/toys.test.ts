import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Address } from 'viem'
import { parse as parseYaml } from 'yaml'
import { inlineCompute } from '../../activities/compute/inlineCompute.js'
import { projectRoot } from '../../activities/process/projectRoot.js'
import { addSource } from '../../activities/sources/createSource.js'
import { readProposal, readProposalView } from '../../client/proposals.js'
import { verifyProposal } from '../../client/verify/verifyProposal.js'
import { environment } from '../../config/environment.js'
import { loadConfig } from '../../config/loadConfig.js'
import { localAccounts } from '../../local/accounts.js'
import { contractArtifactSchema } from '../../local/chain/contractArtifact.js'
import { TransactionBatch } from '../../local/chain/transactionBatch.js'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import { carryThrough } from '../../local/up/carryThrough.js'
import { POLICIES } from '../../models/policy/registry.js'
import { simulationResultSchema } from '../../proposals/simulation/simulationResult.js'
import { TARGETS } from '../../proposals/targets/registry.js'
import { quietRuntime } from '../../worker/runtime/quietRuntime.js'
import { type StartedWorker, startWorker } from '../../worker/startWorker.js'
import { QUEUE_KINDS } from '../../workflows/queues.js'
import { toySource } from '../activities/sources/toy/toySource.js'
import { toyPolicy } from '../models/policy/toy/toyPolicy.js'
import { toyTarget } from '../proposals/targets/toy/toyTarget.js'
import { recalibrate, startTestSystem } from '../support/testSystem.js'

TARGETS.add(toyTarget)
POLICIES.add(toyPolicy)
addSource(toySource)

const WAD = 10n ** 18n
const PRICE_USD = 1_532.89

describe('a target, a policy and a source that no source file names', () => {
  let system: LocalSystem
  let worker: StartedWorker
  let settings: Address
  /** Of the first test's proposal. */
  let id = ''

  beforeAll(async () => {
    quietRuntime()
    const started = await startTestSystem({ hasWorker: false })
    settings = await deploySettings(started)
    const loaded = await loadConfig(await writeToyConfig(started, settings))
    system = { ...started, loaded }
    worker = await startWorker({
      loadedConfig: loaded,
      kinds: QUEUE_KINDS,
      environment: (name) => started.variables[name] ?? environment(name),
      compute: inlineCompute(),
    })
  })
  afterAll(async () => {
    await worker?.close()
    await system?.stop()
  })

  it('default: from prices to a recommendation, signed, executed by the timelock, and verified on the chain', async () => {
    const result = await recalibrate(system)
    expect(result).toMatchObject({ outcome: 'proposed', failedSources: [], excludedAssets: [] })
    expect(result.changes.map(({ parameter, from, to }) => [parameter, from, to])).toEqual([
      ['borrowFactorWad', String((80n * WAD) / 100n), String((79n * WAD) / 100n)],
      ['liquidationFactorWad', String((85n * WAD) / 100n), String((84n * WAD) / 100n)],
    ])

    id = result.proposalWorkflowId ?? ''
    const view = await carryThrough(system, id, () => {})
    expect(view.ending).toBeNull()
    expect(view.state).toBe('verified')
    expect(view.transactions.map(({ purpose }) => purpose)).toEqual(['schedule', 'execute'])
    const info = await system.chain.readContract({
      address: settings,
      abi: SETTINGS_ABI,
      functionName: 'assetInfo',
      args: [weth(system)],
    })
    expect(info).toMatchObject([expect.anything(), expect.anything(), (79n * WAD) / 100n, (84n * WAD) / 100n, expect.anything()])

    const proposal = await readProposal(system.client, id)
    expect(proposal.target).toBe('toy')
    expect(proposal.calls).toHaveLength(3)
    expect(proposal.title).toBe('WETH LF 85.00 → 84.00 %')
  })

  it('behavior: its simulation knows no health, its report tells the policy’s own part, and its evidence gives the same proposal again', async () => {
    const view = await readProposalView(system.client, id)
    const proposal = await readProposal(system.client, id)
    const simulation = await system.evidence.get(view.simulation as NonNullable<typeof view.simulation>, simulationResultSchema)
    expect(simulation).toMatchObject({ outcome: 'executed', accounts: [], health: null })
    const report = await system.evidence.getText(view.report as NonNullable<typeof view.report>)
    expect(report).toContain('| WETH | 80.00 % → **79.00 %** | 85.00 % → **84.00 %** |')
    expect(report).toMatch(/## How lively the prices were\n\n- WETH moves \d\.\d\d % a day/)
    expect(report).not.toContain('health factor')
    const verification = await verifyProposal({ evidence: system.evidence, proposal })
    expect(verification.parts.filter(({ verdict }) => verdict !== 'equal')).toEqual([])
  })

  it('property: no source file names them', () => {
    const root = projectRoot()
    const rooms = [
      'core',
      'models',
      'proposals',
      'activities',
      'workflows',
      'client',
      'worker',
      'config',
      'local',
      'cli',
      'bench',
    ]
    const naming = rooms.flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .filter((name) =>
          /toyTarget|toyPolicy|toySource|borrowFactorWad|kind: 'toy'/.test(readFileSync(join(root, room, name), 'utf8')),
        )
        .map((name) => join(room, name)),
    )
    expect(naming).toEqual([])
  })
})

const SETTINGS_ABI = [
  {
    type: 'function',
    name: 'assetInfo',
    stateMutability: 'view',
    inputs: [{ name: 'asset', type: 'address' }],
    outputs: ['string', 'uint256', 'uint64', 'uint64', 'uint64'].map((type, i) => ({ name: `value${i}`, type })),
  },
] as const

function weth({ deployment }: LocalSystem): Address {
  const found = deployment.aave.reserves.find(({ symbol }) => symbol === 'WETH')
  if (found === undefined) throw new Error('the local market lost WETH')
  return found.underlying
}

/** Compile the settings contract and deploy it, owned by the timelock. */
async function deploySettings(system: LocalSystem): Promise<Address> {
  const script = join(projectRoot(), 'test', 'proposals', 'targets', 'toy', 'compile.mjs')
  const { stdout } = await promisify(execFile)(process.execPath, [script], { maxBuffer: 1e7 })
  const artifact = contractArtifactSchema.parse(JSON.parse(stdout))
  const { deployer } = localAccounts()
  const batch = new TransactionBatch(system.chain)
  await batch.open([deployer])
  const { timelock, safe } = system.deployment
  const price = BigInt(Math.round(PRICE_USD * 1e8))
  const args = [timelock.address, safe.address, weth(system), 'WETH', price, (80n * WAD) / 100n, (85n * WAD) / 100n]
  const address = batch.deploy(deployer, 'ToySettings', artifact, args)
  await batch.mine()
  return address
}

/** Write the run's configuration again with the toys in place of Aave, the collateral policy and the CSV files. */
async function writeToyConfig({ configFile, runFolder, ...system }: LocalSystem, settings: Address): Promise<string> {
  const config = parseYaml(await readFile(configFile, 'utf8'))
  const [market] = config.markets
  const { guardrails: _, schedule: __, backtest: ___, ...kept } = market
  config.markets = [
    {
      ...kept,
      id: 'toy-market',
      target: { kind: 'toy', settings },
      policy: { kind: 'toy', calmBelow: 0.001, stepWad: (WAD / 100n).toString() },
      assets: [{ symbol: 'WETH', address: weth({ configFile, runFolder, ...system }) }],
      sources: [{ kind: 'toy', name: 'swing', pricesUsd: { WETH: PRICE_USD } }],
    },
  ]
  const file = join(runFolder, 'toy.yaml')
  await writeFile(file, JSON.stringify(config))
  return file
}
