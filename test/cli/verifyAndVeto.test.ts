import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { signRound } from '../../activities/safe/signRound.js'
import { runCli } from '../../cli/runCli.js'
import { localAccounts, privateKeyOf } from '../../local/accounts.js'
import { localVariables } from '../../local/system/environmentNames.js'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import { readProposal, readProposalView, signProposal } from '../../client/proposals.js'
import { recalibrate, startTestSystem } from '../support/testSystem.js'
import { untilViewed } from '../support/untilViewed.js'
import { fakeTerminal } from './fakeTerminal.js'
import { onSafeTimelock } from '../proposals/support/onSafeTimelock.js'

const { owners, guardian } = localAccounts()

let system: LocalSystem
let id: string
let shown: string

beforeAll(async () => {
  system = await startTestSystem()
  const { proposalWorkflowId } = await recalibrate(system)
  id = proposalWorkflowId?.replace('proposal/', '') ?? ''
  await untilState('awaitingSignatures')
  shown = join(system.runFolder, 'shown.json')
  await writeFile(shown, (await run('proposal', 'show', id)).out)
})
afterAll(() => system?.stop())

async function run(...argv: string[]) {
  const { terminal, written } = fakeTerminal()
  const code = await runCli({
    argv: [...argv, '--config', system.configFile, '--json'],
    terminal,
    environment: (name) => system.variables[name],
    version: '1.2.3',
  })
  return { code, ...written, json: JSON.parse(written.out) }
}

async function untilState(state: string): Promise<void> {
  await untilViewed(system, id, (view) => view.state === state)
}

const wrong = (json: { parts: { part: string; verdict: string }[] }) => json.parts.filter(({ verdict }) => verdict !== 'equal')

describe('plimsoll proposal verify', () => {
  it('default: what the engine holds is what the evidence gives, report included', async () => {
    const { code, json } = await run('proposal', 'verify', id.slice(0, 10))
    expect(wrong(json)).toEqual([])
    expect({ code, isEqual: json.isEqual, proposalId: json.proposalId }).toEqual({ code: 0, isEqual: true, proposalId: id })
    expect(json.parts.map(({ part }: { part: string }) => part)).toEqual(
      expect.arrayContaining(['bars of WETH from spot', 'snapshot', 'recommendation', 'timelock operation', 'hashes', 'report']),
    )
  })

  it('behavior: offline, from what `proposal show --json` printed', async () => {
    const evidence = join(system.runFolder, 'evidence')
    const { code, json } = await run('proposal', 'verify', '--evidence', evidence, '--proposal', shown)
    expect(wrong(json)).toEqual([])
    expect(code).toBe(0)
    const other = await run('proposal', 'verify', 'abcdef', '--evidence', evidence, '--proposal', shown)
    expect(other.code).toBe(8)
    expect(wrong(other.json)).toEqual([expect.objectContaining({ part: 'requested id' })])
  })

  it('behavior: one flipped bit is named, in evidence and proposal', async () => {
    const evidence = join(system.runFolder, 'evidence')
    const { drafting } = await readProposal(system.client, id)
    const name = drafting.sha256.slice(2)
    const [file = ''] = (await readdir(evidence, { recursive: true })).filter((path) => path.includes(name))
    const bytes = await readFile(join(evidence, file))
    const flipped = Buffer.from(bytes)
    flipped[100] = (flipped[100] as number) ^ 1
    await writeFile(join(evidence, file), flipped)
    const altered = await run('proposal', 'verify', id)
    await writeFile(join(evidence, file), bytes)
    expect(altered.code).toBe(8)
    expect(wrong(altered.json)[0]).toMatchObject({
      part: 'contracts and route at drafting',
      verdict: 'altered',
      stored: drafting.sha256,
    })

    const document = JSON.parse(await readFile(shown, 'utf8'))
    document.proposal.route.rounds[0].transaction.nonce = '9'
    const forged = join(system.runFolder, 'forged.json')
    await writeFile(forged, JSON.stringify(document))
    const { code, json } = await run('proposal', 'verify', '--proposal', forged)
    expect(code).toBe(8)
    expect(wrong(json)).toEqual([
      expect.objectContaining({
        part: 'Safe transaction',
        differences: [{ path: 'route.rounds.0.transaction.nonce', stored: '"9"', computed: expect.any(String) }],
      }),
    ])
  })

  it('error: USAGE without a proposal, INPUT_FILE_INVALID for another file', async () => {
    expect(await run('proposal', 'verify')).toMatchObject({ code: 2 })
    expect((await run('proposal', 'verify', 'xyz', '--proposal', shown)).json.error.code).toBe('USAGE')
    const text = join(system.runFolder, 'text.json')
    await writeFile(text, 'hello')
    expect((await run('proposal', 'verify', '--proposal', text)).json.error.code).toBe('INPUT_FILE_INVALID')
  })
})

describe('plimsoll proposal open', () => {
  it('error: NO_SAFE_WALLET on a chain that Safe{Wallet} does not serve', async () => {
    expect(await run('proposal', 'open', id)).toMatchObject({ code: 6, json: { error: { code: 'NO_SAFE_WALLET' } } })
  })
})

describe('plimsoll proposal veto', () => {
  const send = (variable: string, ...rest: string[]) => run('proposal', 'veto', id, '--yes', '--key-env', variable, ...rest)

  it('behavior: before it is scheduled there is nothing to cancel, and the calldata can be had', async () => {
    const { route } = onSafeTimelock(await readProposal(system.client, id))
    expect(await run('proposal', 'veto', id)).toMatchObject({ code: 0, json: { phase: 'signing', ...route.cancellation } })
    expect(await send(localVariables.guardianKey)).toMatchObject({ code: 7, json: { error: { code: 'NOTHING_TO_VETO' } } })
  })

  it('default: the guardian cancels with a key of its own, and the workflow sees it on chain', async () => {
    const [round] = (await readProposal(system.client, id)).route.rounds
    if (round === undefined) throw new Error('no round')
    for (const owner of owners.slice(0, 2)) {
      const signature = await signRound({ rpcUrl: system.rpcUrl, round, privateKey: privateKeyOf(owner), owner: owner.address })
      await signProposal(system.client, id, { purpose: round.purpose, safeTxHash: round.hashes.safeTxHash, signature })
    }
    await untilState('scheduled')
    expect(await send(localVariables.ownerKeys[0])).toMatchObject({ code: 7, json: { error: { code: 'NOT_A_CANCELLER' } } })
    expect(await run('proposal', 'veto', id, '--key-env', localVariables.guardianKey)).toMatchObject({
      code: 2,
      json: { error: { code: 'CONFIRMATION_NEEDED' } },
    })
    const { code, json, err } = await send(localVariables.guardianKey)
    expect(json).toMatchObject({ phase: 'cancelled', by: guardian.address, state: 'vetoed' })
    expect(code).toBe(0)
    expect(err).toContain('for good')
    expect(err).not.toContain(privateKeyOf(guardian).slice(2))
    expect((await readProposalView(system.client, id)).canStillExecute).toBe(false)
  })

  it('behavior: from a file, without Temporal', async () => {
    const { code, json } = await run('proposal', 'veto', '--proposal', shown)
    expect(code).toBe(0)
    expect(json.phase).toBe('cancelled')
    expect((await run('proposal', 'veto')).code).toBe(2)
  })
})
