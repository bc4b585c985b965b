import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseAbi } from 'viem'
import { projectRoot } from '../../activities/process/projectRoot.js'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import { carryThrough } from '../../local/up/carryThrough.js'
import type { ProposalView } from '../../proposals/proposalView.js'
import { readProposal } from '../../client/proposals.js'
import { recalibrate } from './testSystem.js'
import { onSafeTimelock } from '../proposals/support/onSafeTimelock.js'

/** What a whole run left behind. */
export interface KillRun {
  readonly view: ProposalView
  /** Kill points in the order that they were first reached. */
  readonly reached: readonly string[]
  /** Kill points at which a worker was killed, in order. */
  readonly killedAt: readonly string[]
  /** How often the timelock executed the operation's first call, how far the Safe's and the relayer's nonces moved. */
  readonly executions: number
  readonly safeTransactions: number
  readonly relayerTransactions: number
}

/** How a whole run ends, whoever was killed on the way. */
export const EXECUTED_ONCE = { state: 'verified', ending: null, executions: 1, safeTransactions: 1, relayerTransactions: 2 }

/** Kill points at which a second send would hide: each is tried in a run of its own too. */
export const DOUBLE_SENDS = ['prepareTransaction:end', 'broadcastTransaction:end', 'confirmTransaction:end', 'relay:end'] as const

/** Take what `EXECUTED_ONCE` names out of a run. */
export function outcomeOf({ view, executions, safeTransactions, relayerTransactions }: KillRun) {
  return { state: view.state, ending: view.ending, executions, safeTransactions, relayerTransactions }
}

/** Short time-outs, so that a dead worker's work is taken over within a second or two. */
const step = { startToClose: '30s', heartbeat: '2s' } as const
const timeouts = {
  ingest: step,
  chainRead: step,
  compute: step,
  chainWrite: step,
  wait: { startToClose: '10m', heartbeat: '2s' },
}

const timelockAbi = parseAbi([
  'event CallExecuted(bytes32 indexed id, uint256 indexed index, address target, uint256 value, bytes data)',
])
const safeAbi = parseAbi(['function nonce() view returns (uint256)'])

/** Compile, so that the worker process runs what is in the tree. */
export function build(): void {
  const root = projectRoot()
  spawnSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'], {
    cwd: root,
  })
}

/**
 * Take one recalibration through to its end with a worker that is killed at each of the kill points, once, and started again.
 *
 * The chain is rewound afterwards, so that the next run starts from the same state.
 */
export async function killRun(system: LocalSystem, killPoints: readonly string[]): Promise<KillRun> {
  const { chain, deployment } = system
  const snapshot = await chain.snapshot()
  const reachedFile = join(system.runFolder, `reached-${randomUUID()}`)
  await writeFile(reachedFile, '')
  let isOver = false
  const killedAt: string[] = []
  let child: ChildProcess | undefined
  const reachedSoFar = async () => (await readFile(reachedFile, 'utf8')).split('\n').filter((line) => line !== '')
  const supervise = (async () => {
    while (!isOver) {
      const targets = killPoints.filter((name) => !killedAt.includes(name))
      child = startWorkerProcess(system, targets.join(','), reachedFile)
      const signal = await new Promise<NodeJS.Signals | null>((resolve) => child?.once('exit', (_, by) => resolve(by)))
      const killer = (await reachedSoFar()).findLast((name) => targets.includes(name))
      if (signal === 'SIGKILL' && killer !== undefined) killedAt.push(killer)
      else if (!isOver) throw new Error('the worker process ended by itself')
    }
  })()
  const through = async (): Promise<KillRun> => {
    const noncesBefore = await nonces(system)
    const result = await recalibrate(system, { timeouts })
    if (result.proposalWorkflowId === null) throw new Error(`nothing was proposed: ${result.outcome}`)
    const view = await patiently(() => carryThrough(system, result.proposalWorkflowId ?? '', () => {}))
    const { route } = onSafeTimelock(await patiently(() => readProposal(system.client, result.proposalWorkflowId ?? '')))
    const logs = await chain.getContractEvents({
      address: deployment.timelock.address,
      abi: timelockAbi,
      eventName: 'CallExecuted',
      args: { id: route.operation.id, index: 0n },
      fromBlock: 0n,
    })
    const noncesAfter = await nonces(system)
    return {
      view,
      reached: [...new Set(await reachedSoFar())],
      killedAt,
      executions: logs.length,
      safeTransactions: noncesAfter.safe - noncesBefore.safe,
      relayerTransactions: noncesAfter.relayer - noncesBefore.relayer,
    }
  }
  try {
    // A worker that cannot start would leave the run waiting for ever.
    return await Promise.race([through(), supervise.then(() => Promise.reject(new Error('no worker is started any more')))])
  } finally {
    isOver = true
    child?.kill('SIGTERM')
    await supervise
    await chain.revert({ id: snapshot })
  }
}

function startWorkerProcess(system: LocalSystem, killPoints: string, reachedFile: string): ChildProcess {
  const script = join(projectRoot(), 'test', 'support', 'killableWorker.mjs')
  return spawn(process.execPath, [script, system.configFile, killPoints, reachedFile], {
    env: { ...process.env, ...system.variables },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function nonces({ chain, deployment }: LocalSystem): Promise<{ safe: number; relayer: number }> {
  const [safe, relayer] = await Promise.all([
    chain.readContract({ address: deployment.safe.address, abi: safeAbi, functionName: 'nonce' }),
    chain.getTransactionCount({ address: deployment.accounts.relayer }),
  ])
  return { safe: Number(safe), relayer }
}

/** A query needs a worker: while it is dead, ask again. Refusals of an update end the wait at once. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 600_000
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const isRefusal = error instanceof Error && 'code' in error && error.code === 'UPDATE_FAILED'
      if (isRefusal || Date.now() > deadline) throw error
      await sleep(200)
    }
  }
}
