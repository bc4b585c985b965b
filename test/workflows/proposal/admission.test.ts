import { describe, expect, it } from '@jest/globals'
import { ApplicationFailure } from '@temporalio/common'
import type { Proposal } from '../../../proposals/proposal.js'
import { type AdmissionContext, admitDecision, admitSignature } from '../../../workflows/proposal/admission.js'
import { SAFE_ROUTE } from '../support/safeRoute.js'
import { initialMachine } from '../../../workflows/proposal/machine.js'
import type { RejectRequest, SignRequest } from '../../../workflows/proposal/messages.js'

const safeTxHash = `0x${'ab'.repeat(32)}` as const
const proposalId = `0x${'cd'.repeat(32)}` as const
const round = (purpose: 'schedule' | 'reject') => ({ purpose, hashes: { safeTxHash } })
const context = (over: Partial<AdmissionContext> = {}): AdmissionContext => ({
  // The parts of a proposal that admission reads.
  proposal: { proposalId, route: { rounds: [round('schedule')], rejection: round('reject') } } as unknown as Proposal,
  machine: { ...initialMachine(SAFE_ROUTE), state: 'awaitingSignatures' },
  attempts: 0,
  underWay: 0,
  ...over,
})
const sign = (over: Partial<SignRequest> = {}): SignRequest => ({
  purpose: 'schedule',
  safeTxHash,
  signature: `0x${'11'.repeat(65)}`,
  ...over,
})
const reject = (reason: unknown, signature = `0x${'11'.repeat(65)}`) =>
  ({ decision: { proposalId, verdict: 'reject', reason, deadline: '4000000000' }, signature }) as RejectRequest

const codeOf = (admit: () => void): string | null | undefined => {
  try {
    admit()
    return null
  } catch (error) {
    if (error instanceof ApplicationFailure) return error.type
    throw error
  }
}

describe('admitSignature', () => {
  it('default: takes a signature of an account and the longest of a contract', () => {
    expect(codeOf(() => admitSignature(context(), sign()))).toBeNull()
    const signature = { kind: 'contract', owner: `0x${'22'.repeat(20)}`, data: `0x${'33'.repeat(8_192)}` } as const
    expect(codeOf(() => admitSignature(context(), sign({ signature })))).toBeNull()
  })

  it('error: TOO_LARGE for what hides beside a signature', () => {
    const stuffed = { ...sign(), note: 'x'.repeat(1_000_000) }
    expect(codeOf(() => admitSignature(context(), stuffed))).toBe('TOO_LARGE')
  })

  it('error: TOO_MANY_ATTEMPTS, NOT_SIGNING, WRONG_HASH, MALFORMED_SIGNATURE', () => {
    expect(codeOf(() => admitSignature(context({ attempts: 60 }), sign()))).toBe('TOO_MANY_ATTEMPTS')
    expect(codeOf(() => admitSignature(context(), sign({ purpose: 'reject' })))).toBe('NOT_SIGNING')
    expect(codeOf(() => admitSignature(context(), sign({ safeTxHash: proposalId })))).toBe('WRONG_HASH')
    expect(codeOf(() => admitSignature(context(), sign({ signature: '0x1234' })))).toBe('MALFORMED_SIGNATURE')
  })
})

describe('admitDecision', () => {
  it('default: takes a reason as long as the schema lets it be', () => {
    expect(codeOf(() => admitDecision(context(), reject('r'.repeat(500))))).toBeNull()
  })

  it('error: TOO_LARGE for a longer reason, another type, or a stuffed signature', () => {
    expect(codeOf(() => admitDecision(context(), reject('r'.repeat(501))))).toBe('TOO_LARGE')
    expect(codeOf(() => admitDecision(context(), reject({ length: 1 })))).toBe('TOO_LARGE')
    expect(codeOf(() => admitDecision(context(), reject('fine', `0x${'11'.repeat(500_000)}`)))).toBe('TOO_LARGE')
  })
})
