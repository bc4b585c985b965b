import type { ChildProcess } from 'node:child_process'
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parseAbi, parseEventLogs } from 'viem'
import { startAnvil } from '../../local/chain/startAnvil.js'
import { testClient } from '../../local/chain/testClient.js'
import { until } from '../support/until.js'
import { plimsoll, startPlimsoll } from '../support/plimsoll.js'

const callEvents = parseAbi([
  'event CallScheduled(bytes32 indexed id, uint256 indexed index, address target, uint256 value, bytes data, bytes32 predecessor, uint256 delay)',
  'event CallExecuted(bytes32 indexed id, uint256 indexed index, address target, uint256 value, bytes data)',
])

let runFolder: string
let started: ChildProcess | undefined

beforeAll(async () => {
  runFolder = await mkdtemp(join(tmpdir(), 'plimsoll-up-'))
})

afterAll(async () => {
  started?.kill('SIGKILL')
  await untilNothingRuns()
  await rm(runFolder, { recursive: true, force: true })
})

/** Assets that the policy moves on the eve of the crash: AAVE, LINK and WETH are tightened; WBTC's band includes what it has. */
const CHANGED = 3

/**
 * The same on every machine and in every folder: chain, prices, configuration and the schedule's instant are. A change of the models, the local
 * market or the example's configuration gives another one: put it here.
 */
const PROPOSAL_ID = '0xd43eff39c4aa87ab08637a8393ede86ac93aa511f46860c120148857decbdf6b'

describe('plimsoll local up', () => {
  it.each([
    ['recalibrating', 'Illustration:'],
    ['people sign', '(1 of 2'],
    ['the delay runs', 'Scheduled in the timelock'],
  ])('behavior: killed while %s, it leaves no process behind', async (_, line) => {
    await killedAt(line)
    await untilNothingRuns()
  })

  it('behavior: a run that was killed three times ends in the verified change, executed once', async () => {
    const { code, stdout, stderr } = await plimsoll(['local', 'up', '--run-folder', runFolder, '--once'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('Verified: the chain shows the proposed values.')
    await untilNothingRuns()
    expect(await readdir(runFolder)).toContain(`report-${PROPOSAL_ID.slice(2, 10)}.md`)
    const { scheduled, executed, changed } = await timelockCalls()
    expect(scheduled).toEqual(changed)
    expect(executed).toEqual(changed)
  })

  it('behavior: a finished run that is gone on with is only looked at again', async () => {
    const { code, stdout } = await plimsoll(['local', 'up', '--run-folder', runFolder, '--once', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({ isDone: true, exitCode: 0 })
    const { executed, changed } = await timelockCalls()
    expect(executed).toEqual(changed)
  })

  it('behavior: SIGINT ends everything in order', async () => {
    const child = await start('--bare')
    await untilSaid(child, 'Ctrl-C stops all of it.')
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
    child.kill('SIGINT')
    expect(await closed).toBe(130)
    expect(await processesOfRun()).toEqual([])
  })

  it('error: NoReferencePrice outside the example data, and nothing is left running', async () => {
    const folder = join(runFolder, 'early')
    const { code, stdout } = await plimsoll(['local', 'up', '--run-folder', folder, '--as-of', '2015-01-01', '--json'])
    expect(code).toBe(10)
    expect(JSON.parse(stdout).error.code).toBe('NO_REFERENCE_PRICE')
    expect(await processesOfRun()).toEqual([])
  })
})

async function start(...args: string[]): Promise<ChildProcess> {
  started = await startPlimsoll(['local', 'up', '--run-folder', runFolder, ...args])
  return started
}

async function killedAt(line: string): Promise<void> {
  const child = await start('--once')
  const closed = new Promise((resolve) => child.once('close', resolve))
  await untilSaid(child, line)
  child.kill('SIGKILL')
  await closed
}

async function untilSaid(child: ChildProcess, line: string): Promise<void> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes(line)) resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('close', (code) => reject(new Error(`it ended with ${code} and never said "${line}":\n${said}`)))
  })
}

/** Programs name the run's files on their command lines: chain state and database. */
async function processesOfRun(): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,args='])
  return stdout.split('\n').filter((line) => line.includes(runFolder))
}

async function untilNothingRuns(): Promise<void> {
  let left: string[] = []
  await until('nothing of the run is left', async () => {
    left = await processesOfRun()
    return left.length === 0
  }).catch((error: Error) => {
    throw new Error(`${error.message} Left behind:\n${left.join('\n')}`)
  })
}

/** Read from the stored chain which calls the timelock scheduled and executed, and how many there should be. */
async function timelockCalls(): Promise<{ scheduled: number; executed: number; changed: number }> {
  const deployment = JSON.parse(await readFile(join(runFolder, 'deployment.json'), 'utf8'))
  const chain = await startAnvil({ stateFile: join(runFolder, 'chain.json') })
  try {
    const logs = await testClient(chain.rpcUrl).getLogs({ address: deployment.timelock.address, fromBlock: 0n })
    const events = parseEventLogs({ abi: callEvents, logs })
    const count = (name: string) => events.filter(({ eventName }) => eventName === name).length
    return { scheduled: count('CallScheduled'), executed: count('CallExecuted'), changed: CHANGED }
  } finally {
    await chain.stop()
  }
}
