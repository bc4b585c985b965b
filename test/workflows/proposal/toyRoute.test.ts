import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../../activities/process/projectRoot.js'
import type { RouteStatus } from '../../../proposals/routes/routeStatus.js'
import { routeExitSchema, routeStepSchema } from '../../../proposals/routes/steps.js'
import { decide } from '../../../workflows/proposal/decide.js'
import { initialMachine, type ProposalCommand, type ProposalEvent } from '../../../workflows/proposal/machine.js'

/** A route without a Safe: others vote, approvals come in, then anybody may send the call. Its councillor can cancel. */
const call = { to: `0x${'22'.repeat(20)}`, value: '0', data: '0x' }
const steps = [
  { kind: 'vote', name: 'vote' },
  { kind: 'approve', name: 'council' },
  { kind: 'send', name: 'enact', does: 'enact the change', call },
].map((step) => routeStepSchema.parse(step))
const exits = [routeExitSchema.parse({ kind: 'cancel', by: 'councillor', call })]

const at = (step: number, over: Partial<RouteStatus> = {}): ProposalEvent => ({
  kind: 'routeMoved',
  isExpired: false,
  by: null,
  status: {
    phase: 'delayed',
    step,
    outcome: null,
    because: null,
    readyAtSeconds: null,
    transactionHash: null,
    block: { number: '1', timestampSeconds: 1 },
    ...over,
  },
})
const passed: ProposalEvent = { kind: 'checked', results: [{ check: 'a', severity: 'info', message: 'fine' }], threshold: 1 }

const walk = (events: readonly ProposalEvent[]) => {
  let machine = initialMachine({ steps, exits })
  const commands: ProposalCommand[] = []
  const states = events.map((event) => {
    const decision = decide(machine, event)
    machine = decision.machine
    commands.push(...decision.commands)
    return machine.state
  })
  return { machine, commands, states }
}

describe('decide on a route that has a vote and no round', () => {
  it('default: the vote and the approvals are waited for, the call of the last step is sent, and the change is verified', () => {
    const { machine, commands, states } = walk([
      passed,
      at(1),
      at(2),
      { kind: 'submitted', purpose: 'enact', hash: `0x${'ab'.repeat(32)}` },
      at(3, { phase: 'executed', outcome: 'executed' }),
      { kind: 'verified', differences: [] },
    ])
    expect(states).toEqual(['scheduled', 'scheduled', 'executable', 'executable', 'executed', 'verified'])
    expect(commands).toEqual([
      { kind: 'watch', step: 0, outcome: null, ignoreExpiry: false },
      { kind: 'watch', step: 1, outcome: null, ignoreExpiry: false },
      { kind: 'watch', step: 2, outcome: null, ignoreExpiry: false },
      { kind: 'submitCall', step: 2 },
      { kind: 'verify', notBefore: '1' },
    ])
    expect(machine.transactions).toEqual([{ purpose: 'enact', hash: `0x${'ab'.repeat(32)}` }])
  })

  it('behavior: without a round to reject by, a rejection sends nothing and waits for the councillor, in the route’s own words', () => {
    const because = 'the council took it back'
    const { machine, commands } = walk([
      passed,
      at(1),
      { kind: 'rejectionDecided', by: '0xcouncillor', reason: 'too steep' },
      at(3, { phase: 'cancelled', outcome: 'cancelled', because }),
    ])
    expect(machine).toMatchObject({ state: 'rejected', ending: { outcome: 'rejected', by: '0xcouncillor', reason: 'too steep' } })
    expect(commands.map(({ kind }) => kind)).toEqual(['watch', 'watch'])
    const vetoed = walk([
      passed,
      at(3, { phase: 'cancelled', outcome: 'cancelled', because, transactionHash: `0x${'cd'.repeat(32)}` }),
    ])
    expect(vetoed.machine.ending).toEqual({ outcome: 'vetoed', by: null, reason: `${because} in 0x${'cd'.repeat(32)}` })
  })
})

describe('the sources', () => {
  const textsOf = async (rooms: readonly string[]) => {
    const files = await Promise.all(
      rooms.map((room) => readdir(join(projectRoot(), room), { recursive: true, withFileTypes: true })),
    )
    const paths = files.flat().filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    return Promise.all(
      paths.map(async ({ parentPath, name }) => ({
        name,
        path: join(parentPath, name),
        text: await readFile(join(parentPath, name), 'utf8'),
      })),
    )
  }
  const ROOMS = ['activities', 'cli', 'client', 'config', 'core', 'local', 'models', 'proposals', 'worker', 'workflows']

  it('property: no file names this route', async () => {
    const texts = await textsOf(ROOMS)
    expect(texts.length).toBeGreaterThan(400)
    expect(texts.filter(({ text }) => /councillor|'enact'|toyVote/i.test(text)).map(({ name }) => name)).toEqual([])
  })

  it('property: outside its folder the one real route is named by the registry, the package’s entry and the files of its own commands', async () => {
    const texts = await textsOf(ROOMS)
    const naming = texts.filter(({ path, text }) => /safeTimelock/i.test(text) && !/routes.safeTimelock/.test(path))
    expect(naming.map(({ name }) => name).sort()).toEqual(['checkedProposals.ts', 'index.ts', 'registry.ts', 'verifyBatches.ts'])
  })

  it('property: no workflow names a contract of a route, or says what its transactions are for', async () => {
    const texts = await textsOf(['workflows'])
    expect(texts.length).toBeGreaterThan(20)
    const telling = /timelock|guardian|councillor|(schedule|execute|enact) the change|reject the proposal/i
    expect(texts.filter(({ text }) => telling.test(text)).map(({ name }) => name)).toEqual([])
  })
})
