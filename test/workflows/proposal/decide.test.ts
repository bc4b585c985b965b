import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import type { RouteStatus } from '../../../proposals/routes/routeStatus.js'
import { isFinal } from '../../../proposals/states.js'
import { canStillExecute, decide, openPurpose } from '../../../workflows/proposal/decide.js'
import { SAFE_ROUTE } from '../support/safeRoute.js'
import { initialMachine, type ProposalEvent, type ProposalMachine } from '../../../workflows/proposal/machine.js'

const STEP_OF = { signing: 0, delayed: 1, executable: 2, executed: 3, cancelled: 3, superseded: 0, rejected: 0 } as const
type Phase = keyof typeof STEP_OF
const status = (phase: Phase, over: Partial<RouteStatus> = {}): RouteStatus => ({
  phase,
  step: STEP_OF[phase],
  outcome: phase === 'signing' || phase === 'delayed' || phase === 'executable' ? null : phase,
  because: null,
  readyAtSeconds: phase === 'signing' ? null : 1_000,
  transactionHash: null,
  block: { number: '1', timestampSeconds: 1 },
  ...over,
})
const moved = (phase: Phase, isExpired = false): ProposalEvent => ({
  kind: 'routeMoved',
  status: status(phase),
  isExpired,
  by: null,
})
const signed = (purpose: 'schedule' | 'reject', digit: string): ProposalEvent => ({
  kind: 'signed',
  signature: { purpose, owner: `0x${digit.repeat(40)}`, signature: `0x${digit.repeat(130)}` },
  threshold: 2,
})
const passed: ProposalEvent = { kind: 'checked', results: [{ check: 'a', severity: 'info', message: 'fine' }], threshold: 2 }
const submitted = (purpose: string): ProposalEvent => ({ kind: 'submitted', purpose, hash: `0x${'ab'.repeat(32)}` })
const rejectionDecided: ProposalEvent = { kind: 'rejectionDecided', by: '0xowner', reason: 'too steep' }

const run = (events: readonly ProposalEvent[], from: ProposalMachine = initialMachine(SAFE_ROUTE)) => {
  let machine = from
  const commands = []
  for (const event of events) {
    const decision = decide(machine, event)
    machine = decision.machine
    commands.push(...decision.commands)
  }
  return {
    machine,
    commands: commands.map((command) => ('purpose' in command ? `${command.kind} ${command.purpose}` : command.kind)),
  }
}

describe('decide', () => {
  it('default: carries a proposal to the verified change', () => {
    const { machine, commands } = run([
      passed,
      signed('schedule', '1'),
      signed('schedule', '2'),
      submitted('schedule'),
      moved('delayed'),
      moved('executable'),
      submitted('execute'),
      moved('executed'),
      { kind: 'verified', differences: [] },
    ])
    expect(machine.state).toBe('verified')
    expect(commands).toEqual(['watch', 'submitRound schedule', 'watch', 'watch', 'submitCall', 'verify'])
  })

  it('behavior: a failed check ends it before anybody signs', () => {
    const { machine, commands } = run([
      { kind: 'checked', results: [{ check: 'roles', severity: 'error', message: 'gone' }], threshold: 2 },
    ])
    expect(machine.state).toBe('failed')
    expect(machine.ending?.reason).toBe('roles: gone')
    expect(commands).toEqual([])
  })

  it('behavior: one signature too few submits nothing, one more than needed submits once', () => {
    expect(run([passed, signed('schedule', '1')]).commands).toEqual(['watch'])
    const { commands } = run([passed, signed('schedule', '1'), signed('schedule', '2'), signed('schedule', '3')])
    expect(commands.filter((command) => command.startsWith('submitRound'))).toHaveLength(1)
  })

  it('behavior: a late signature after the submission does not submit again', () => {
    const { commands } = run([
      passed,
      signed('schedule', '1'),
      signed('schedule', '2'),
      submitted('schedule'),
      signed('schedule', '3'),
    ])
    expect(commands.filter((command) => command.startsWith('submitRound'))).toHaveLength(1)
  })

  it('behavior: rejection is over only when the chain says that the nonce is spent', () => {
    const open = run([passed, rejectionDecided])
    expect(open.machine.state).toBe('ending')
    expect(canStillExecute(open.machine)).toBe(true)
    expect(openPurpose(open.machine)).toBe('reject')
    const signedOff = run([signed('reject', '1'), signed('reject', '2'), submitted('reject')], open.machine)
    expect(signedOff.commands).toContain('submitRound reject')
    expect(signedOff.machine.state).toBe('ending')
    const over = run([moved('rejected')], signedOff.machine)
    expect(over.machine.state).toBe('rejected')
    expect(over.machine.ending).toEqual({ outcome: 'rejected', by: '0xowner', reason: 'too steep' })
    expect(canStillExecute(over.machine)).toBe(false)
  })

  it('behavior: signatures for the change do not count for its rejection', () => {
    const { commands } = run([passed, signed('schedule', '1'), rejectionDecided, signed('reject', '1')])
    expect(commands).not.toContain('submitRound reject')
  })

  it('behavior: an expiry while signing ends as expired once the nonce is spent', () => {
    const { machine } = run([passed, moved('signing', true), signed('reject', '1'), signed('reject', '2'), moved('rejected')])
    expect(machine.state).toBe('expired')
  })

  it('behavior: an expiry after scheduling never executes and ends when the guardian cancels', () => {
    const scheduled = run([passed, signed('schedule', '1'), signed('schedule', '2'), submitted('schedule'), moved('delayed')])
    const late = run([moved('executable', true)], scheduled.machine)
    expect(late.machine.state).toBe('ending')
    expect(late.commands).not.toContain('submitCall')
    expect(run([moved('cancelled')], late.machine).machine.state).toBe('expired')
  })

  it('behavior: an operation that is ready before the scheduling is confirmed is executed after it', () => {
    const { commands, machine } = run([
      passed,
      signed('schedule', '1'),
      signed('schedule', '2'),
      moved('executable'),
      submitted('schedule'),
    ])
    expect(commands.at(-1)).toBe('submitCall')
    expect(machine.isSubmitting).toBe(true)
  })

  it('behavior: a submission that the chain made needless frees the way', () => {
    const { commands } = run([
      passed,
      signed('schedule', '1'),
      signed('schedule', '2'),
      { kind: 'submissionMoot', name: 'schedule' },
      moved('delayed'),
      moved('executable'),
    ])
    expect(commands.at(-1)).toBe('submitCall')
  })

  it('behavior: a needless submission of one step sends the step that waited for it', () => {
    const bothSigned = [passed, signed('schedule', '1'), signed('schedule', '2')]
    const late = run([...bothSigned, moved('executable')])
    expect(late.commands).not.toContain('submitCall')
    expect(run([{ kind: 'submissionMoot', name: 'schedule' }], late.machine).commands).toEqual(['submitCall'])
    // A reorganisation may take back what made it needless: it is looked at again, later.
    const early = run(bothSigned).machine
    const after = run([{ kind: 'submissionMoot', name: 'schedule' }], early)
    expect(after.commands).toEqual(['retryLater'])
    expect(run([{ kind: 'retryDue' }], after.machine).commands).toEqual(['submitRound schedule'])
  })

  it('behavior: a cancellation that nobody here decided is a veto', () => {
    expect(run([passed, moved('delayed'), moved('cancelled')]).machine.state).toBe('vetoed')
  })

  it('behavior: a nonce used by another transaction supersedes', () => {
    expect(run([passed, moved('superseded')]).machine.state).toBe('superseded')
  })

  it('behavior: what the chain executed while it was ending is told as executed', () => {
    const { machine, commands } = run([passed, rejectionDecided, moved('executed')])
    expect(machine.state).toBe('executed')
    expect(commands.at(-1)).toBe('verify')
  })

  it('behavior: drift before execution ends it, and does not execute', () => {
    const { machine } = run([
      passed,
      moved('executable'),
      { kind: 'drifted', purpose: 'execute the change', reason: 'parameters moved' },
    ])
    expect(machine.state).toBe('ending')
    expect(machine.ending?.outcome).toBe('drifted')
  })

  it('behavior: executed values that differ are a failure', () => {
    const { machine } = run([
      passed,
      moved('executed'),
      { kind: 'verified', differences: ['WETH ltBps is 8300 instead of 8100'] },
    ])
    expect(machine.state).toBe('failed')
  })

  it('behavior: a watch that breaks down is taken up again after a pause; another chain is an end', () => {
    const event = {
      kind: 'brokeDown',
      command: 'watch',
      reason: 'no such market here',
      isOtherChain: false,
      again: null,
    } as const
    const { machine, commands } = decide(run([passed, moved('delayed')]).machine, event)
    expect(machine).toMatchObject({ state: 'scheduled', fault: 'no such market here', ending: null })
    expect(commands).toEqual([{ kind: 'watch', step: -1, outcome: null, ignoreExpiry: false, isAgain: true }])
    expect(run([passed, moved('delayed'), { ...event, isOtherChain: true }]).machine.state).toBe('failed')
    expect(run([{ ...event, command: 'check' }]).machine.state).toBe('failed')
  })

  it('behavior: a first check or a verification that breaks down is taken up again after a pause; another chain is an end', () => {
    const event = { kind: 'brokeDown', reason: 'evidence is missing', isOtherChain: false } as const
    const checking = { ...event, command: 'check', again: { kind: 'check' } } as const
    const drafted = decide(initialMachine(SAFE_ROUTE), checking)
    expect(drafted.machine).toMatchObject({ state: 'drafted', fault: 'evidence is missing', ending: null })
    expect(drafted.commands).toEqual([{ kind: 'check', isAgain: true }])
    expect(run([passed], drafted.machine).machine).toMatchObject({ state: 'awaitingSignatures', fault: null })
    const verifying = { ...event, command: 'verify', again: { kind: 'verify', notBefore: '7' } } as const
    const executed = decide(run([passed, moved('executed')]).machine, verifying)
    expect(executed.machine).toMatchObject({ state: 'executed', fault: 'evidence is missing', ending: null })
    expect(executed.commands).toEqual([{ kind: 'verify', notBefore: '7', isAgain: true }])
    const verified = run([{ kind: 'verified', differences: [] }], executed.machine)
    expect(verified.machine).toMatchObject({ state: 'verified', fault: null })
    for (const broken of [checking, verifying])
      expect(run([passed, moved('executed'), { ...broken, isOtherChain: true }]).machine.state).toBe('failed')
  })

  it('behavior: a submission that a fault holds up is tried again, and its signatures stay', () => {
    const delayed = run([
      passed,
      signed('schedule', '1'),
      signed('schedule', '2'),
      { kind: 'submissionDelayed', reason: 'evidence is missing' },
    ])
    expect(delayed.machine).toMatchObject({ state: 'awaitingSignatures', fault: 'evidence is missing', isSubmitting: false })
    expect(delayed.commands.at(-1)).toBe('retryLater')
    expect(run([{ kind: 'retryDue' }], delayed.machine).commands).toEqual(['submitRound schedule'])
  })

  it('behavior: a rejection that is refused is sent again while the proposal ends', () => {
    const refused = run([
      passed,
      rejectionDecided,
      signed('reject', '1'),
      signed('reject', '2'),
      { kind: 'submissionFailed', purpose: 'reject the proposal', reason: 'a node lagged' },
    ])
    expect(refused.commands.at(-1)).toBe('retryLater')
    expect(run([{ kind: 'retryDue' }], refused.machine).commands).toEqual(['submitRound reject'])
  })

  it('behavior: a veto whose nonce is unspent is over only when the rejection has spent it', () => {
    const cancelled = (step: number): ProposalEvent => ({
      kind: 'routeMoved',
      status: status('cancelled', { step, readyAtSeconds: null }),
      isExpired: false,
      by: '0xguardian',
    })
    const open = run([passed, moved('delayed'), cancelled(0)])
    expect(open.machine).toMatchObject({ state: 'ending', ending: { outcome: 'vetoed', by: '0xguardian' } })
    expect(canStillExecute(open.machine)).toBe(true)
    expect(run([signed('reject', '1'), signed('reject', '2')], open.machine).commands).toEqual(['submitRound reject'])
    expect(run([cancelled(3)], open.machine).machine.state).toBe('vetoed')
  })

  it('behavior: a scheduling that is reorganised away opens the round again and is sent again', () => {
    const scheduled = run([passed, signed('schedule', '1'), signed('schedule', '2'), submitted('schedule'), moved('delayed')])
    const back = run([moved('signing')], scheduled.machine)
    expect(back.machine).toMatchObject({ state: 'awaitingSignatures', readyAtSeconds: null, transactions: [] })
    expect(back.commands).toEqual(['watch', 'submitRound schedule'])
  })

  it('behavior: an execution that is reorganised away is sent again; one that was to be prevented ends the proposal', () => {
    const sent = [passed, signed('schedule', '1'), signed('schedule', '2'), submitted('schedule'), moved('executable')] as const
    const executed = run([...sent, submitted('execute'), moved('executed')])
    const back = run([moved('executable')], executed.machine)
    expect(back.machine).toMatchObject({ state: 'executable', isSubmitting: true })
    expect(back.machine.transactions.map(({ purpose }) => purpose)).toEqual(['schedule'])
    expect(back.commands).toEqual(['watch', 'submitCall'])
    // Told of the same step again, such as by the watch of a new run: it is sent already.
    const told = run([...sent, submitted('execute'), moved('executable')])
    expect(told.commands.filter((command) => command === 'submitCall')).toHaveLength(1)

    const unwanted = run([...sent, rejectionDecided, moved('executed'), moved('executable')])
    expect(unwanted.machine).toMatchObject({ state: 'ending', ending: { outcome: 'rejected' } })
    expect(unwanted.commands.slice(-2)).toEqual(['verify', 'watch'])
  })

  it('behavior: a deadline of the chain ends it as expired', () => {
    const expired: ProposalEvent = {
      kind: 'routeMoved',
      status: { ...status('delayed'), outcome: 'expired', because: 'nobody queued it in time' },
      isExpired: false,
      by: null,
    }
    const { machine } = run([passed, moved('delayed'), expired])
    expect(machine).toMatchObject({ state: 'expired', ending: { outcome: 'expired', reason: 'nobody queued it in time' } })
  })

  it('behavior: a rejection before the checks have passed ends it at once', () => {
    const { machine, commands } = run([rejectionDecided])
    expect(machine.state).toBe('rejected')
    expect(commands).toEqual([])
    expect(run([passed], machine).machine.state).toBe('rejected')
  })

  const anyEvent = fc.oneof(
    fc.constantFrom<ProposalEvent>(
      passed,
      rejectionDecided,
      submitted('schedule'),
      submitted('reject'),
      submitted('execute'),
      { kind: 'submissionFailed', purpose: 'schedule the change', reason: 'reverts' },
      { kind: 'submissionMoot', name: 'schedule' },
      { kind: 'submissionMoot', name: 'execute' },
      { kind: 'submissionDelayed', reason: 'a fault' },
      { kind: 'retryDue' },
      { kind: 'brokeDown', command: 'watch', reason: 'a fault', isOtherChain: false, again: null },
      { kind: 'brokeDown', command: 'verify', reason: 'a fault', isOtherChain: false, again: { kind: 'verify', notBefore: '1' } },
      { kind: 'verified', differences: [] },
    ),
    fc
      .constantFrom('signing', 'delayed', 'executable', 'executed', 'cancelled', 'superseded', 'rejected')
      .chain((phase) => fc.boolean().map((isExpired) => moved(phase as Phase, isExpired))),
    fc
      .constantFrom('1', '2', '3')
      .chain((digit) => fc.constantFrom('schedule', 'reject').map((purpose) => signed(purpose as 'reject', digit))),
  )

  it('property: whatever happens, an end is kept, nothing is submitted beside an open submission, nothing is executed while it ends', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        let machine = initialMachine(SAFE_ROUTE)
        for (const event of events) {
          const before = machine
          const { machine: after, commands } = decide(before, event)
          const submissions = commands.filter(({ kind }) => kind === 'submitRound' || kind === 'submitCall')
          expect(submissions.length).toBeLessThanOrEqual(1)
          if (before.isSubmitting && !event.kind.startsWith('submi')) expect(submissions).toEqual([])
          if (isFinal(before.state))
            expect({ ...after, transactions: [], fault: null }).toEqual({ ...before, transactions: [], fault: null })
          if (after.ending !== null) expect(commands.some(({ kind }) => kind === 'submitCall')).toBe(false)
          expect(JSON.parse(JSON.stringify(after))).toEqual(after)
          machine = after
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
