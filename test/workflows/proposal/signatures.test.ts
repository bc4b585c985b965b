import { describe, expect, it } from '@jest/globals'
import { decide, signaturesFor } from '../../../workflows/proposal/decide.js'
import { isSignatureForm } from '../../../workflows/proposal/admission.js'
import { SAFE_ROUTE } from '../support/safeRoute.js'
import { initialMachine, type ProposalMachine } from '../../../workflows/proposal/machine.js'

const [first, second, third] = ['0x1111', '0x2222', '0x3333'] as const
const signed = (owner: `0x${string}`) =>
  ({ kind: 'signed', signature: { purpose: 'schedule', owner, signature: '0x' }, threshold: 2 }) as const
const awaiting: ProposalMachine = { ...initialMachine(SAFE_ROUTE), state: 'awaitingSignatures', threshold: 2 }
const submitting = [signed(first), signed(second)].reduce((machine, event) => decide(machine, event).machine, awaiting)

describe('decide', () => {
  it('behavior: one owner counts once, whichever way the signature came', () => {
    const once = decide(awaiting, signed(first)).machine
    expect(decide(once, signed(first))).toEqual({ machine: once, commands: [] })
    expect(submitting.isSubmitting).toBe(true)
  })

  it('behavior: a signature that stopped counting is taken out, and the next one completes the round', () => {
    const lost = [{ purpose: 'schedule', owner: first, reason: 'removed' }] as const
    const { machine, commands } = decide(submitting, { kind: 'signaturesRechecked', lost, threshold: 2 })
    expect(commands).toEqual([])
    expect(machine).toMatchObject({ state: 'awaitingSignatures', isSubmitting: false, lostSignatures: lost })
    expect(signaturesFor(machine, 'schedule').map(({ owner }) => owner)).toEqual([second])
    expect(decide(machine, signed(third)).commands).toEqual([{ kind: 'submitRound', purpose: 'schedule' }])
  })

  it('behavior: a threshold raised meanwhile asks for more; signatures left over are enough', () => {
    const raised = decide(submitting, { kind: 'signaturesRechecked', lost: [], threshold: 3 })
    expect(raised.commands).toEqual([])
    expect(decide(raised.machine, { ...signed(third), threshold: 3 }).commands).toHaveLength(1)
    const lowered = decide(submitting, {
      kind: 'signaturesRechecked',
      lost: [{ purpose: 'schedule', owner: first, reason: 'removed' }],
      threshold: 1,
    })
    expect(lowered.commands).toEqual([{ kind: 'submitRound', purpose: 'schedule' }])
  })

  it('behavior: a round that is no longer open is withdrawn, and the rejection is sent in its place', () => {
    const rejection = (owner: `0x${string}`) =>
      ({ ...signed(owner), signature: { purpose: 'reject', owner, signature: '0x' } }) as const
    const events = [{ kind: 'rejectionDecided', by: first, reason: 'no' }, rejection(first), rejection(second)] as const
    const ending = events.reduce<ProposalMachine>((machine, event) => decide(machine, event).machine, submitting)
    expect(ending.isSubmitting).toBe(true)
    expect(decide(ending, { kind: 'submissionWithdrawn' }).commands).toEqual([{ kind: 'submitRound', purpose: 'reject' }])
  })
})

describe('isSignatureForm', () => {
  const owner = `0x${'aa'.repeat(20)}`
  it.each([
    `0x${'11'.repeat(65)}`,
    `0x${'11'.repeat(64)}`,
    `0x${'11'.repeat(300)}`,
    { kind: 'approvedHash', owner },
    { kind: 'contract', owner, data: '0x' },
  ])('default: %p', (value) => {
    expect(isSignatureForm(value)).toBe(true)
  })

  it.each([
    undefined,
    null,
    7,
    '',
    '0x1234',
    `0x${'1'.repeat(131)}`,
    `0x${'zz'.repeat(65)}`,
    `0x${'11'.repeat(9_000)}`,
    {},
    { kind: 'approvedHash' },
    { kind: 'approvedHash', owner, data: '0x' },
    { kind: 'approvedHash', owner: 'me' },
    { kind: 'contract', owner },
    { kind: 'contract', owner, data: `0x${'11'.repeat(9_000)}` },
    { kind: 'contract', owner, data: '0x', more: 1 },
    { kind: 'passkey', owner, data: '0x' },
  ])('error: %p', (value) => {
    expect(isSignatureForm(value)).toBe(false)
  })
})
