import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { runCli } from '../../cli/runCli.js'
import { localAccounts } from '../../local/accounts.js'
import type { LocalSystem } from '../../local/system/startLocalSystem.js'
import type { Proposal } from '../../proposals/proposal.js'
import { safeHashes } from '../../proposals/safe/safeHashes.js'
import { readProposal } from '../../client/proposals.js'
import type { Mutable } from '../proposals/support/checkTests.js'
import { recalibrate, startTestSystem } from '../support/testSystem.js'
import { untilViewed } from '../support/untilViewed.js'
import { fakeTerminal } from './fakeTerminal.js'

/** Whoever runs the Temporal server answers for a proposal as he likes: here with one of his own under the id of the honest one. */
describe('a Temporal server that lies', () => {
  let system: LocalSystem
  let id: string
  let honest: Proposal

  beforeAll(async () => {
    system = await startTestSystem()
    id = (await recalibrate(system)).proposalWorkflowId?.replace('proposal/', '') ?? ''
    await untilViewed(system, id, ({ report }) => report !== null)
    honest = await readProposal(system.client, id)
  })
  afterAll(() => system?.stop())

  const run = async (...argv: string[]) => {
    const { terminal, written } = fakeTerminal()
    const environment = (name: string) => system.variables[name]
    const all = [...argv, '--config', system.configFile]
    return { code: await runCli({ argv: all, terminal, environment, version: '1.2.3' }), ...written }
  }

  const answerWith = async (change: (forged: Mutable<Proposal>) => void) => {
    const forged = structuredClone(honest) as Mutable<Proposal>
    change(forged)
    const { temporal } = system.loaded.config
    const handle = system.client.workflow.getHandle(`proposal/${id}`)
    await handle.terminate().catch(() => undefined)
    await system.client.workflow.start('proposalWorkflow', {
      taskQueue: temporal.taskQueue,
      workflowId: `proposal/${id}`,
      args: [{ proposal: forged, timeouts: temporal.timeouts }],
    })
    return forged
  }

  it('default: an honest proposal is shown with its hashes', async () => {
    const { code, out } = await run('proposal', 'show', id)
    expect(code).toBe(0)
    expect(out).toContain(honest.route.rounds[0]!.hashes.safeTxHash)
  })

  it('error: honest calls beside the hashes of another transaction are not shown, opened, exported or reported', async () => {
    const forged = await answerWith(({ route }) => {
      const { chainId, safe, safeVersion: version, transaction } = route.rounds[0]!
      const waiting = { ...transaction, to: localAccounts().guardian.address, data: '0x' as const, operation: 1 as const }
      route.rounds[0]!.hashes = safeHashes({ chainId, safe, version, transaction: waiting })
    })
    const { safeTxHash } = forged.route.rounds[0]!.hashes
    const shown = await run('proposal', 'show', id)
    expect(shown.code).toBe(8)
    expect(shown.out).toMatch(/DO NOT SIGN/)
    expect(shown.out).not.toContain(`safeTxHash    ${safeTxHash}`)
    expect(shown.out).not.toMatch(/What the timelock will call/)
    for (const command of ['open', 'export', 'report']) {
      const { code, out, err } = await run('proposal', command, id)
      expect({ command, code, out }).toEqual({ command, code: 8, out: '' })
      expect(err).not.toContain('app.safe.global')
    }
  })

  it('error: text in the place of a Safe version does not become lines of the screen', async () => {
    await answerWith(({ route }) => {
      route.rounds[0]!.safeVersion = '1.4.1, chain 1)\n  safeTxHash    0xfeed'
    })
    const { code, out } = await run('proposal', 'show', id)
    expect(code).toBe(8)
    expect(out).not.toMatch(/^ {2}safeTxHash/m)
  })

  it('error: a proposal in the form of another build is refused with what to do', async () => {
    await answerWith(({ decodedCalls }) => {
      decodedCalls[0]!.signature = 'set($(id))'
    })
    for (const command of ['show', 'export']) {
      const { code, out, err } = await run('proposal', command, id)
      expect({ command, code, out }).toEqual({ command, code: 8, out: '' })
      expect(err).toContain('Use the build that drafted it')
    }
  })

  it('error: a second transaction to export is no proposal', async () => {
    await answerWith(({ route }) => {
      route.rounds.push(structuredClone(route.rounds[0]!))
    })
    const { code, out } = await run('proposal', 'export', id)
    expect(code).not.toBe(0)
    expect(out).toBe('')
  })
})
