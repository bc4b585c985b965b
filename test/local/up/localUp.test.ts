import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Client } from '@temporalio/client'
import { signRound } from '../../../activities/safe/signRound.js'
import { findMarket } from '../../../config/findMarket.js'
import { loadConfig } from '../../../config/loadConfig.js'
import { localAccounts, privateKeyOf } from '../../../local/accounts.js'
import { templateFile } from '../../../local/system/startLocalSystem.js'
import { STOP_EXIT_CODES, type StopSignal } from '../../../local/process/stopSignal.js'
import { localUp, type LocalUpOptions } from '../../../local/up/localUp.js'
import { decisionTypedData } from '../../../proposals/decision.js'
import { readProposal, rejectProposal, signProposal } from '../../../client/proposals.js'
import { onSchedule } from '../../../client/schedules.js'
import { triggerSchedule } from '../../../client/triggerSchedule.js'
import { connectTemporal } from '../../../client/connectTemporal.js'
import type { RecalibrationResult } from '../../../workflows/recalibration/recalibrationWorkflow.js'
import { untilViewed } from '../../support/untilViewed.js'
import { onSafeTimelock } from '../../proposals/support/onSafeTimelock.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-local-up-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The local market, where no step within its limits is as large as the smallest that is proposed. */
async function calmTemplate(): Promise<string> {
  const template = await readFile(templateFile(), 'utf8')
  const calm = template
    .replace(/minimumMoveBps: \d+/, 'minimumMoveBps: 1000')
    .replaceAll(/path: (data\S+)/g, (_, path: string) => `path: ${resolve(dirname(templateFile()), path)}`)
  expect(calm).toContain('minimumMoveBps: 1000')
  const file = join(folder, 'calm.yaml')
  await writeFile(file, calm)
  return file
}

describe('localUp', () => {
  it('behavior: --once where nothing moves enough says so, proposes nothing and is no success', async () => {
    const said: string[] = []
    const options = {
      isOnce: true,
      isResume: false,
      template: await calmTemplate(),
      runFolder: join(folder, 'run'),
      runsFolder: folder,
      say: (line: string) => void said.push(line),
      untilStopped: new Promise<never>(() => {}),
    }
    expect(await localUp(options)).toBe(8)
    expect(said).toContainEqual(
      expect.stringMatching(/^Recalibrated as of 2022-06-12.*: \d+ findings in the market data, 0 assets to move\.$/),
    )
    expect(said).toContainEqual(expect.stringContaining('nothing to execute'))
    expect(said.join('\n')).not.toMatch(/signed|Scheduled|Verified/)
  })

  it('behavior: goes on with people’s own proposals, however often its schedule has run since', async () => {
    const runFolder = join(folder, 'rejected')
    const first = start({ runFolder, isResume: false })
    const second = (await first.heard(/^Left for you to sign: (proposal\/\S+)/))[1] as string
    const rpcUrl = (await first.heard(/^Chain: .* at (http\S+) /))[1] as string
    const { config } = await loadConfig(join(runFolder, 'plimsoll.yaml'))
    const { market } = findMarket(config)
    const { client, close } = await connectTemporal(config.temporal)
    let third: string
    try {
      await rejectAndSpend(client, rpcUrl, second)
      const { workflowId } = await triggerSchedule(client, market.id)
      // All but one more than the ten that a schedule remembers: the first is this demonstration's second.
      const end = new Date(Date.now() - 20 * 86_400_000)
      const backfill = { start: new Date(end.getTime() - 8 * 86_400_000 + 1), end, overlap: 'ALLOW_ALL' } as const
      await onSchedule(client, market.id, (handle) => handle.backfill(backfill))
      const result = (await client.workflow.getHandle(workflowId).result()) as RecalibrationResult
      expect(result.outcome).toBe('proposed')
      third = result.proposalWorkflowId ?? ''
      await untilViewed({ client }, third, ({ state }) => state === 'awaitingSignatures')
      const { info } = await onSchedule(client, market.id, (handle) => handle.describe())
      expect(info.numActionsTaken).toBe(11)
    } finally {
      await close()
      first.stop()
    }
    expect(await first.ended).toBe(STOP_EXIT_CODES.SIGINT)

    const again = start({ runFolder, isResume: true })
    await again.heard(/^Ctrl-C stops all of it/)
    again.stop()
    expect(await again.ended).toBe(STOP_EXIT_CODES.SIGINT)
    expect(again.said).toContainEqual('Verified: the chain shows the proposed values.')
    expect(again.said).toContainEqual(`The second proposal is rejected: ${second}`)
    expect(again.said).toContainEqual(`Not over: ${third} (awaitingSignatures)`)
  })
})

/** Bring a local system up in this process; `heard` waits for a line, and fails when the system ended without it. */
function start(over: Pick<LocalUpOptions, 'runFolder' | 'isResume'>) {
  const said: string[] = []
  const listeners = new Set<() => void>()
  let stop = () => {}
  const untilStopped = new Promise<StopSignal>((resolve) => {
    stop = () => resolve('SIGINT')
  })
  const say = (line: string) => {
    said.push(line)
    for (const listener of listeners) listener()
  }
  const ended = localUp({ isOnce: false, runsFolder: folder, say, untilStopped, ...over })
  const heard = async (pattern: RegExp): Promise<RegExpMatchArray> => {
    const matched = new Promise<RegExpMatchArray>((resolve) => {
      const listen = () => {
        const match = said.map((line) => line.match(pattern)).find((found) => found !== null)
        if (match != null) resolve(match)
      }
      listeners.add(listen)
      listen()
    })
    const early = ended.then((code) => {
      throw new Error(`it ended with ${code} and never said ${pattern}:\n${said.join('\n')}`)
    })
    early.catch(() => {})
    return Promise.race([matched, early])
  }
  return { said, ended, heard, stop: () => stop() }
}

/** Decide against a proposal, sign its rejection as two owners, and wait until the nonce is spent. */
async function rejectAndSpend(client: Client, rpcUrl: string, id: string): Promise<void> {
  const { owners } = localAccounts()
  const proposal = onSafeTimelock(await readProposal(client, id))
  const decision = { proposalId: proposal.proposalId, verdict: 'reject', reason: 'not now', deadline: '4000000000' } as const
  const signature = await owners[2].signTypedData(decisionTypedData({ chainId: 31337, decision }))
  await rejectProposal(client, id, { decision, signature })
  await untilViewed({ client }, id, ({ state }) => state === 'ending')
  const { rejection } = proposal.route
  for (const owner of [owners[0], owners[1]]) {
    const signed = await signRound({ rpcUrl, round: rejection, privateKey: privateKeyOf(owner), owner: owner.address })
    await signProposal(client, id, { purpose: 'reject', safeTxHash: rejection.hashes.safeTxHash, signature: signed })
  }
  await untilViewed({ client }, id, ({ state }) => state === 'rejected')
}
