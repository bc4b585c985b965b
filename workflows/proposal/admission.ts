import { ApplicationFailure } from '@temporalio/workflow'
import type { Proposal } from '../../proposals/proposal.js'
import { isFinal } from '../../proposals/states.js'
import { openPurpose } from './decide.js'
import type { ProposalMachine } from './machine.js'
import type { RejectRequest, SignRequest } from './messages.js'
import { roundOf } from './routeSteps.js'

/** Bytes of 65 static, 32 of length and 8,192 of data with its padding: the longest signature that is looked at. */
const MAX_BYTES = 65 + 32 + 8_192 + 32

/**
 * Tell whether a value has a signature's form at all, so that nothing else enters the history. What it is worth is for the activity to say.
 *
 * Apart from the schema of `SignatureInput` because a workflow's bundle is better off without it.
 */
export function isSignatureForm(value: unknown): boolean {
  if (typeof value === 'string') return isBytes(value, 64)
  if (typeof value !== 'object' || value === null) return false
  const { kind, owner, data, ...others } = value as Readonly<Record<string, unknown>>
  if (Object.keys(others).length > 0 || typeof owner !== 'string' || !/^0x[0-9a-fA-F]{40}$/.test(owner)) return false
  if (kind === 'approvedHash') return data === undefined
  return kind === 'contract' && typeof data === 'string' && isBytes(data, 0)
}

function isBytes(text: string, least: number): boolean {
  const bytes = (text.length - 2) / 2
  return bytes >= least && bytes <= MAX_BYTES && /^0x([0-9a-fA-F]{2})*$/.test(text)
}

/** What an update is judged by before it is admitted: form and state only, so that the judgement is synchronous and deterministic. */
export interface AdmissionContext {
  readonly proposal: Proposal
  readonly machine: ProposalMachine
  /** Updates of this kind that were admitted so far: rejecting has a budget of its own, which nothing else can use up. */
  readonly attempts: number
  /** Updates of this kind that are under way: rejecting has a budget of its own here too. */
  readonly underWay: number
}

/** Signatures, and decisions, that are verified at a time: the server holds ten open updates of a workflow, and lets the eleventh hang. */
const MAX_SIGNATURES_UNDER_WAY = 6
const MAX_DECISIONS_UNDER_WAY = 3

/** Signatures and decisions that one proposal admits: a flood must not fill its history. */
const MAX_ATTEMPTS = 60

/** Characters of a request as JSON: the longest signature fits in, and 60 requests of it into a history. */
const MAX_CHARACTERS = 20_000

/** As the schema of decisions has it. */
const MAX_REASON_CHARACTERS = 500

/**
 * Refuse a signature by its form, its hash or the proposal's state. Who signed is for the chain to tell, after admission.
 *
 * @throws {ApplicationFailure} of type TOO_MANY_ATTEMPTS, TOO_MANY_OPEN, TOO_LARGE, NOT_SIGNING, WRONG_HASH or MALFORMED_SIGNATURE
 */
export function admitSignature(context: AdmissionContext, request: SignRequest): void {
  const { proposal, machine } = context
  const { purpose, safeTxHash, signature } = request
  refuseFlood(context, request, MAX_SIGNATURES_UNDER_WAY)
  const isOpen = (machine.state === 'awaitingSignatures' || machine.state === 'ending') && openPurpose(machine) === purpose
  refuseWhen(
    !isOpen,
    'NOT_SIGNING',
    `The proposal is ${machine.state} and takes no signature to ${purpose}; see \`plimsoll proposal show\`.`,
  )
  const { hashes } = roundOf(proposal, purpose)
  refuseWhen(
    safeTxHash.toLowerCase() !== hashes.safeTxHash,
    'WRONG_HASH',
    `The signature is over ${safeTxHash}; the hash of this round is ${hashes.safeTxHash}. Compare with the report and sign again.`,
  )
  refuseWhen(
    !isSignatureForm(signature),
    'MALFORMED_SIGNATURE',
    "A signature is 65 bytes (0x and 130 hex digits), or {kind: 'contract', owner, data}, or {kind: 'approvedHash', owner}.",
  )
}

/**
 * Refuse a decision by what it is about or the proposal's state.
 *
 * @throws {ApplicationFailure} of type TOO_MANY_ATTEMPTS, TOO_MANY_OPEN, TOO_LARGE, NOT_OPEN, WRONG_PROPOSAL or WRONG_VERDICT
 */
export function admitDecision(context: AdmissionContext, request: RejectRequest): void {
  const { proposal, machine } = context
  const { decision } = request
  refuseFlood(context, request, MAX_DECISIONS_UNDER_WAY)
  refuseWhen(
    typeof decision.reason !== 'string' || decision.reason.length > MAX_REASON_CHARACTERS,
    'TOO_LARGE',
    `The reason of a decision is a text of at most ${MAX_REASON_CHARACTERS} characters. Shorten it and sign again.`,
  )
  refuseWhen(machine.ending !== null || isFinal(machine.state), 'NOT_OPEN', `The proposal is ${machine.state} already.`)
  refuseWhen(
    decision.proposalId !== proposal.proposalId,
    'WRONG_PROPOSAL',
    `The decision is about ${decision.proposalId}; this proposal is ${proposal.proposalId}.`,
  )
  refuseWhen(
    decision.verdict !== 'reject',
    'WRONG_VERDICT',
    `The decision's verdict is "${decision.verdict}"; this update takes "reject".`,
  )
}

function refuseFlood({ attempts, underWay }: AdmissionContext, request: SignRequest | RejectRequest, maxUnderWay: number): void {
  const { length } = JSON.stringify(request)
  refuseWhen(
    length > MAX_CHARACTERS,
    'TOO_LARGE',
    `The request has ${length} characters; at most ${MAX_CHARACTERS} are taken. Hand in one signature and nothing else.`,
  )
  refuseWhen(
    underWay >= maxUnderWay,
    'TOO_MANY_OPEN',
    `${underWay} requests to this proposal are being verified, and the chain has not answered yet. Try again in a minute.`,
  )
  refuseWhen(
    attempts >= MAX_ATTEMPTS,
    'TOO_MANY_ATTEMPTS',
    `This proposal has verified ${MAX_ATTEMPTS} signatures and decisions; it takes no more.`,
  )
}

function refuseWhen(isRefused: boolean, code: string, message: string): void {
  if (isRefused) throw ApplicationFailure.nonRetryable(message, code)
}
