import type { ChildProcess } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { hashMessage, type Hex, zeroHash } from 'viem'
import { parseDocument } from 'yaml'
import { projectRoot } from '../../activities/process/projectRoot.js'
import { localAccounts } from '../../local/accounts.js'
import { localVariables } from '../../local/system/environmentNames.js'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import {
  transactionBuilderBatchSchema,
  verifyChecksum,
} from '../../proposals/routes/safeTimelock/present/transactionBuilderBatch.js'
import { plimsoll, startPlimsoll } from '../support/plimsoll.js'
import { AS_STARTED, startTestSystem } from '../support/testSystem.js'
import { until } from '../support/until.js'

const { owners, guardian } = localAccounts()
const [owner1Key, , owner3Key] = localVariables.ownerKeys

let system: LocalSystem
let worker: ChildProcess
let workerLog = ''
let config: string
let proposalId: string
/** Everything that the command line ever printed in this file. */
let printed = ''

beforeAll(async () => {
  system = await startTestSystem({ ...AS_STARTED, hasWorker: false })
  config = join(system.runFolder, 'scheduled.yaml')
  await writeFile(config, await withSchedule(system.configFile))
  worker = await startPlimsoll(['worker', '--config', config], variables())
  await untilReady()
})

afterAll(async () => {
  worker?.kill('SIGKILL')
  await system?.stop()
})

describe('plimsoll, as a user runs it', () => {
  it('behavior: worker logs one JSON object a line to stderr, and is ready', () => {
    const lines = workerLog.trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).msg)).toContain('worker ready')
  })

  it('behavior: config check --online finds everything', async () => {
    const { code, json } = await run('config', 'check', '--online')
    expect(code).toBe(0)
    expect(json).toMatchObject({ isOk: true })
    expect(json.online.map(({ severity }: { severity: string }) => severity)).toEqual(['ok', 'ok'])
  })

  it('error: a configuration that is not the chain’s is told field by field', async () => {
    const other = await edited('other.yaml', (document) => {
      document.setIn(['markets', 0, 'route', 'safe'], '0x0000000000000000000000000000000000000bad')
      document.setIn(['markets', 0, 'chain', 'pollInterval'], '1s')
    })
    const missing = await run('config', 'check', '--online', '--config', other)
    expect(missing.code).toBe(4)
    expect(missing.json).toMatchObject({ isOk: false, online: [{ code: 'CODE_MISSING', severity: 'error' }, { severity: 'ok' }] })
    expect(missing.stdout).toContain('route.safe: 0x')

    const wrongChain = await edited('chain.yaml', (document) => document.setIn(['markets', 0, 'chain', 'id'], 1))
    const inspected = await run('market', 'inspect', '--config', wrongChain)
    expect(inspected.code).toBe(4)
    expect(inspected.json.error).toMatchObject({
      code: 'WRONG_CHAIN',
      message: 'The RPC node serves chain 31337; the configuration says chain 1.',
    })

    const noRole = await edited('role.yaml', (document) => document.setIn(['markets', 0, 'route', 'guardian'], owners[0].address))
    const role = await run('market', 'inspect', '--config', noRole)
    expect(role.code).toBe(8)
    expect(role.json.findings).toContainEqual({
      severity: 'error',
      name: 'canceller-missing',
      message: `The guardian ${owners[0].address} is not a CANCELLER of the timelock, so it could not veto: grant it CANCELLER_ROLE.`,
    })
  })

  it('behavior: market inspect shows parameters, holders and route', async () => {
    const { code, json } = await run('market', 'inspect')
    expect(code).toBe(0)
    expect(json).toMatchObject({ isRouteSound: true, findings: [], route: { safe: { threshold: 2 } } })
    const text = await plimsoll(['market', 'inspect', '--config', config], variables())
    expect(text.stdout).toMatch(/WETH\s+80\.50 %\s+83\.00 %\s+5\.00 %/)
    expect(text.stdout).toContain(`RISK_ADMIN                       ${system.deployment.timelock.address} (timelock)`)
  })

  it('behavior: market stress shows what the live positions would lose', async () => {
    const { code, json } = await run('market', 'stress', '--shock', 'WETH=-40%,WBTC=-30%', '--shock', 'WETH=-5%')
    expect(code).toBe(0)
    expect(json).toMatchObject({
      market: 'aave-v3-local',
      borrowers: 80,
      now: { badDebtUsd: 0 },
      modelled: ['AAVE', 'LINK', 'WBTC', 'WETH'].map((asset) => ({ asset, dailyVolatility: expect.any(Number) })),
      unmodelled: [],
      failedSources: [],
      paths: { count: 10_000, steps: 24, horizonHours: 24 },
      replays: { assets: ['AAVE', 'LINK', 'WBTC', 'WETH'], worstDays: expect.any(Array) },
      insuranceFund: { factor: 1.1, accounts: [expect.anything(), expect.anything()] },
    })
    const [crash, dip] = json.shocks
    expect(crash.liquidatedUsd).toBeGreaterThan(dip.liquidatedUsd)
    expect(json.paths.liquidatedOnTheWay.meanUsd).toBeGreaterThan(json.paths.liquidated.meanUsd)
    const again = await plimsoll(['market', 'stress', '--config', config, '--shock', 'WETH=-40%,WBTC=-30%'], variables())
    expect(again.stdout).toMatch(/80 borrowers owe [\d,]+ USD/)
    expect(again.stdout).toMatch(/WETH -40 %, WBTC -30 %\s+[\d,.]+ USD/)
    expect(again.stdout).toContain('10000 paths over 24 h in 24 steps (seed 1)')
    expect(again.stdout).toContain(json.replays.worstDays[0].day)
  })

  it('error: market stress with what is no reserve, and the one that was meant', async () => {
    const { code, json } = await run('market', 'stress', '--shock', 'ETH=-40%')
    expect(code).toBe(2)
    expect(json.error).toMatchObject({
      code: 'UNKNOWN_SHOCK_ASSET',
      message: 'The shock names ETH, which is not a reserve of the market.',
    })
    expect(json.error.details[0]).toContain('Did you mean WETH? Reserves: ')
  })

  it('behavior: recalibrate --dry-run proposes nothing', async () => {
    const { code, json, stderr } = await run('recalibrate', '--dry-run')
    expect(code).toBe(0)
    expect(json).toMatchObject({ outcome: 'dryRun', proposalId: null, findingsByKind: { badPrint: 1, singleSource: 1 } })
    expect(stderr).toContain('Running recalibration/aave-v3-local-dry-')
    expect((await run('proposal', 'list')).json).toEqual([])
  })

  it('behavior: recalibrate starts a proposal, and not a second one', async () => {
    const first = await plimsoll(['recalibrate', '--config', config], variables())
    expect(first.code).toBe(0)
    expect(first.stdout).toMatch(
      /liquidation threshold[\s\S]*cut: [\s\S]*Market data: \d+ findings[\s\S]*A proposal was started\.\nProposal: 0x/,
    )
    proposalId = /Proposal: (0x[0-9a-f]{64})/.exec(first.stdout)?.[1] ?? ''
    const second = await run('recalibrate')
    expect(second.json).toMatchObject({ outcome: 'proposalPending', proposalId })
  })

  it('behavior: proposal list and show, by any form of the id', async () => {
    await untilState('awaitingSignatures')
    const { json } = await run('proposal', 'list', '--open')
    expect(json).toMatchObject([{ proposalId, market: 'aave-v3-local', state: 'awaitingSignatures', missingSignatures: 2 }])
    for (const id of [proposalId, `proposal/${proposalId}`, proposalId.slice(0, 8), proposalId.slice(2, 8)]) {
      expect((await run('proposal', 'show', id)).json.proposalId).toBe(proposalId)
    }
    const text = (await plimsoll(['proposal', 'show', proposalId, '--config', config], variables())).stdout
    expect(text).toContain('It can still be executed on the chain.')
    expect(text).toContain('configureReserveAsCollateral(address,uint256,uint256,uint256)')
    expect(text).toContain('safeTxHash')
    expect(text).toContain('hashes-on-chain')
    expect(text).toMatch(
      /Simulation\n {2}executed on a copy of the chain at block \d+[\s\S]*made liquidatable by the change: 0 of 80 borrowers/,
    )
  })

  it.each(['abcde', 'zzzzzz', '0123456789'])('error: ProposalNotFound for %s', async (id) => {
    const { code, json } = await run('proposal', 'show', id)
    expect(code).toBe(6)
    expect(json.error.code).toBe('PROPOSAL_NOT_FOUND')
  })

  it('behavior: report and export go to stdout or a file', async () => {
    const report = await plimsoll(['proposal', 'report', proposalId, '--config', config], variables())
    expect(report.stdout).toMatch(/^# /)
    const file = join(system.runFolder, 'out', 'batch.json')
    const { json } = await run('proposal', 'export', proposalId, '--out', file)
    const batch = transactionBuilderBatchSchema.parse(JSON.parse(await readFile(file, 'utf8')))
    expect(verifyChecksum(batch)).toBe(true)
    expect(json).toMatchObject({ file, checksum: batch.meta.checksum })
    expect((await run('proposal', 'export', proposalId)).json).toEqual(batch)
  })

  it('error: a signature that does not count is refused by name', async () => {
    expect((await run('proposal', 'sign', proposalId, '--key-env', owner1Key)).json.error.code).toBe('CONFIRMATION_NEEDED')
    const byGuardian = await run('proposal', 'sign', proposalId, '--key-env', localVariables.guardianKey, '--yes')
    expect(byGuardian).toMatchObject({ code: 7, json: { error: { code: 'ACCOUNT_NOT_OWNER' } } })
    const { message, details } = byGuardian.json.error
    expect(message).toContain(`The key in ${localVariables.guardianKey} is of the account ${guardian.address}`)
    expect(details[0]).toBe(`Owners: ${owners.map(({ address }) => address).join(', ')}.`)
    expect(details[1]).toContain("Name an owner's: --key-env")
    const guardianKey = system.variables[localVariables.guardianKey] ?? ''
    expect(byGuardian.stdout + byGuardian.stderr).not.toContain(guardianKey.slice(2))
    const overAnother = await owners[1].sign({ hash: zeroHash })
    const other = await run('proposal', 'sign', proposalId, '--signature', overAnother)
    expect(other).toMatchObject({ code: 7, json: { error: { code: 'SIGNER_NOT_OWNER' } } })
    const early = await run('proposal', 'sign', proposalId, '--key-env', owner1Key, '--reject', '--yes')
    expect(early).toMatchObject({ code: 7, json: { error: { code: 'NOT_SIGNING' } } })
  })

  it('behavior: sign by key shows what is signed; the same owner counts once', async () => {
    const first = await run('proposal', 'sign', proposalId, '--key-env', owner1Key, '--yes')
    expect(first.json).toMatchObject({ owner: owners[0].address, collected: 1, threshold: 2, purpose: 'schedule' })
    expect(first.stderr).toContain(first.json.safeTxHash)
    expect(first.stderr).toContain('What the timelock will call')
    const again = await run('proposal', 'sign', proposalId, '--key-env', owner1Key, '--yes')
    expect(again).toMatchObject({ code: 7, json: { error: { code: 'ALREADY_SIGNED' } } })
  })

  it('error: consent that the chain does not confirm is refused by name', async () => {
    const approved = await run('proposal', 'sign', proposalId, '--approved-hash', owners[1].address)
    expect(approved).toMatchObject({ code: 7, json: { error: { code: 'HASH_NOT_APPROVED' } } })
    const stranger = await run('proposal', 'sign', proposalId, '--approved-hash', guardian.address)
    expect(stranger).toMatchObject({ code: 7, json: { error: { code: 'ACCOUNT_NOT_OWNER' } } })
    const contract = await run('proposal', 'sign', proposalId, '--contract-owner', owners[1].address, '--signature', '0x12')
    expect(contract).toMatchObject({ code: 7, json: { error: { code: 'CONTRACT_SIGNATURE_REJECTED' } } })
  })

  it('behavior: a wallet’s signature over the message is handed in, and the threshold schedules', async () => {
    const { safeTxHash } = (await run('proposal', 'show', proposalId)).json.proposal.route.rounds[0].hashes as { safeTxHash: Hex }
    const signature = await owners[1].sign({ hash: hashMessage({ raw: safeTxHash }) })
    const { code, json } = await run('proposal', 'sign', proposalId, '--signature', signature)
    expect({ code, json }).toMatchObject({ code: 0, json: { owner: owners[1].address, collected: 2, threshold: 2 } })
    await untilState('scheduled')
  })

  it('behavior: schedule create, list, describe, pause, resume, trigger, delete', async () => {
    expect((await run('schedule', 'describe')).json.error.code).toBe('SCHEDULE_MISSING')
    expect((await run('schedule', 'create', '--note', 'weekly', '--paused')).code).toBe(0)
    expect(await run('schedule', 'create')).toMatchObject({ code: 7, json: { error: { code: 'SCHEDULE_EXISTS' } } })
    expect((await run('schedule', 'list')).json).toMatchObject([
      { market: 'aave-v3-local', isPaused: true, note: 'weekly', timetable: 'every 1 d + 30 min' },
    ])
    expect((await run('schedule', 'resume', '--note', 'go')).code).toBe(0)
    expect((await run('schedule', 'describe')).json).toMatchObject({ isPaused: false, note: 'go' })
    expect((await run('schedule', 'pause', 'aave-v3-local')).code).toBe(0)
    expect((await run('schedule', 'trigger')).code).toBe(0)
    expect((await run('schedule', 'delete')).code).toBe(0)
    for (const verb of ['pause', 'resume', 'trigger', 'delete']) {
      expect(await run('schedule', verb)).toMatchObject({ code: 6, json: { error: { code: 'SCHEDULE_MISSING' } } })
    }
  })

  it('behavior: reject is signed by an owner; what is scheduled can still be executed, and says so', async () => {
    const { code, json } = await run('proposal', 'reject', proposalId, '--key-env', owner3Key, '--reason', 'not today', '--yes')
    expect({ code, json }).toMatchObject({ code: 0, json: { by: owners[2].address, reason: 'not today' } })
    await untilState('ending')
    const shown = (await run('proposal', 'show', proposalId)).json
    expect(shown).toMatchObject({ canStillExecute: true, ending: { outcome: 'rejected', reason: 'not today' } })
    const twice = await run('proposal', 'reject', proposalId, '--key-env', owner3Key, '--reason', 'again', '--yes')
    expect(twice).toMatchObject({ code: 7, json: { error: { code: 'NOT_OPEN' } } })
    // The decision names the call by which the guardian ends it; once the chain has it, the proposal is over.
    const { to, data } = json.cancellation
    await system.chain.sendTransaction({ account: guardian, to, data })
    await untilState('rejected')
    expect((await run('proposal', 'show', proposalId)).json).toMatchObject({ canStillExecute: false })
  })

  it('error: ScheduleNotConfigured', async () => {
    const unscheduled = await edited('unscheduled.yaml', (document) => document.deleteIn(['markets', 0, 'schedule']))
    const { code, json } = await run('schedule', 'create', '--config', unscheduled)
    expect({ code, json }).toMatchObject({ code: 3, json: { error: { code: 'SCHEDULE_NOT_CONFIGURED' } } })
  })

  it('error: WorkerMissing where nobody serves the queue', async () => {
    const lonely = await edited('lonely.yaml', (document) => document.setIn(['temporal', 'taskQueue'], 'lonely'))
    const { code, json } = await run('recalibrate', '--config', lonely)
    expect({ code, json }).toMatchObject({ code: 5, json: { error: { code: 'WORKER_MISSING' } } })
  })

  it('error: TemporalNamespaceMissing and TemporalUnreachable', async () => {
    const namespace = await edited('namespace.yaml', (document) => document.setIn(['temporal', 'namespace'], 'nowhere'))
    expect(await run('proposal', 'list', '--config', namespace)).toMatchObject({
      code: 5,
      json: { error: { code: 'TEMPORAL_NAMESPACE_MISSING' } },
    })
    const away = await plimsoll(['proposal', 'list', '--json', '--config', config], {
      ...variables(),
      TEMPORAL_ADDRESS: '127.0.0.1:1',
    })
    expect(away.code).toBe(5)
    expect(JSON.parse(away.stdout).error.code).toBe('TEMPORAL_UNREACHABLE')
    const idle = await plimsoll(['worker', '--config', config], { ...variables(), TEMPORAL_ADDRESS: '127.0.0.1:1' })
    expect(idle).toMatchObject({ code: 5, stderr: expect.stringContaining('cannot be reached') })
  })

  it('behavior: the worker’s log names market, proposal and run, and SIGTERM ends it in order', async () => {
    const closed = new Promise<number | null>((resolve) => worker.once('close', resolve))
    worker.kill('SIGTERM')
    expect(await closed).toBe(143)
    const lines = workerLog
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toContainEqual(
      expect.objectContaining({ activity: 'readMarketState', market: 'aave-v3-local', runId: expect.any(String) }),
    )
    expect(lines).toContainEqual(expect.objectContaining({ activity: 'checkProposal', proposal: proposalId }))
    expect(lines.at(-1)?.msg).toBe('worker stopped')
    const { version } = JSON.parse(await readFile(join(projectRoot(), 'package.json'), 'utf8'))
    for (const line of lines) {
      expect(line).toMatchObject({ level: expect.stringMatching(/^(info|warn|error)$/), version, host: hostname() })
    }
    expect(workerLog).not.toContain('No workflows registered')
  })

  it('behavior: no key was ever printed', () => {
    const keys = Object.entries(system.variables).filter(([name]) => name.endsWith('_KEY'))
    expect(keys).toHaveLength(5)
    for (const [, key] of keys) expect(printed + workerLog).not.toContain(key.slice(2))
  })
})

function variables(): Readonly<Record<string, string>> {
  const { TEMPORAL_ADDRESS: _, ...rest } = system.variables
  return rest
}

/** Run with `--json`: stdout must be one document. */
async function run(...args: string[]) {
  const hasConfig = args.includes('--config')
  const result = await plimsoll([...args, '--json', ...(hasConfig ? [] : ['--config', config])], variables())
  printed += result.stdout + result.stderr
  return { ...result, json: JSON.parse(result.stdout) }
}

async function untilState(state: string): Promise<void> {
  await until(`the proposal is ${state}`, async () => (await run('proposal', 'show', proposalId)).json.state === state)
}

async function untilReady(): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    worker.stderr?.on('data', (chunk: Buffer) => {
      workerLog += chunk.toString()
      if (workerLog.includes('worker ready')) resolve()
    })
    worker.once('close', (code) => reject(new Error(`the worker ended with ${code}:\n${workerLog}`)))
  })
}

async function withSchedule(file: string): Promise<string> {
  const document = parseDocument(await readFile(file, 'utf8'))
  document.setIn(['markets', 0, 'schedule'], { every: '1d', offset: '30m' })
  return document.toString()
}

async function edited(name: string, edit: (document: ReturnType<typeof parseDocument>) => void): Promise<string> {
  const document = parseDocument(await readFile(config, 'utf8'))
  edit(document)
  const file = join(system.runFolder, name)
  await rm(file, { force: true })
  await writeFile(file, document.toString())
  return file
}
