import { errorsOf } from '../../proposals/checks/check.js'
import type { RouteStatus } from '../../proposals/routes/routeStatus.js'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import { isFinal } from '../../proposals/states.js'
import type { Ending, ProposalCommand, ProposalEvent, ProposalMachine } from './machine.js'

/** A machine and what it asks for next. */
export interface Decision {
  readonly machine: ProposalMachine
  readonly commands: readonly ProposalCommand[]
}

/**
 * Decide what follows from an event. Pure: no clock, no chain, no Temporal.
 *
 * A proposal is over only when the chain agrees: a rejection, an expiry or a failure leads to `ending`, and from there to its
 * outcome when an exit of the route has made its bytes dead.
 */
export function decide(machine: ProposalMachine, event: ProposalEvent): Decision {
  if (isFinal(machine.state)) {
    // The chain may tell that it is over before the relayer's own answer comes: the transaction is still worth knowing.
    return unchanged(event.kind === 'submitted' ? withTransaction(machine, event) : machine)
  }
  switch (event.kind) {
    case 'checked': {
      if (machine.state !== 'drafted') return unchanged(machine)
      const checked = { ...machine, checks: event.results, threshold: event.threshold, fault: null }
      const reason = errorsOf(event.results)
      // Nothing was offered for signing yet, so there is nothing that could still be executed.
      if (reason !== null) return over(checked, { outcome: 'failed', by: null, reason })
      return atStep(checked, checked)
    }
    case 'signed': {
      // An update and the Transaction Service may bring the same signature at the same time.
      const { purpose, owner } = event.signature
      if (signaturesFor(machine, purpose).some((signature) => signature.owner === owner)) return unchanged(machine)
      const signed = { ...machine, signatures: [...machine.signatures, event.signature], threshold: event.threshold }
      return withSubmission(signed)
    }
    case 'rejectionDecided': {
      const why = { outcome: 'rejected', by: event.by, reason: event.reason } as const
      if (machine.ending !== null) return unchanged(machine)
      // Before the checks have passed nothing was offered for signing.
      return machine.state === 'drafted' ? over(machine, why) : ending(machine, why)
    }
    case 'routeMoved':
      return routeMoved(machine, event)
    case 'submitted': {
      return withSubmission({ ...withTransaction(machine, event), isSubmitting: false })
    }
    case 'signaturesRechecked': {
      const isLost = (signature: ProposalMachine['signatures'][number]) =>
        event.lost.some(({ purpose, owner }) => purpose === signature.purpose && owner === signature.owner)
      return withSubmission({
        ...machine,
        signatures: machine.signatures.filter((signature) => !isLost(signature)),
        lostSignatures: [...machine.lostSignatures, ...event.lost],
        threshold: event.threshold,
        isSubmitting: false,
      })
    }
    case 'submissionWithdrawn':
      return withSubmission({ ...machine, isSubmitting: false })
    case 'submissionMoot': {
      const idle = { ...machine, isSubmitting: false }
      const next = nextSubmission(idle)
      // The watch is about to tell where the chain is: asking at once would only find the same. A reorganisation may take it back, though.
      if (next === null || nameOf(idle, next) === event.name) return { machine: idle, commands: [{ kind: 'retryLater' }] }
      // The watch has told already: what it told was waiting for this.
      return withSubmission(idle)
    }
    case 'drifted':
    case 'submissionFailed': {
      const idle = { ...machine, isSubmitting: false }
      // While it ends, only the rejection is sent: what refused it may pass.
      if (machine.ending !== null) return { machine: idle, commands: [{ kind: 'retryLater' }] }
      const outcome = event.kind === 'drifted' ? 'drifted' : 'failed'
      return ending(idle, { outcome, by: null, reason: `${event.purpose}: ${event.reason}` })
    }
    case 'submissionDelayed':
      return { machine: { ...machine, isSubmitting: false, fault: event.reason }, commands: [{ kind: 'retryLater' }] }
    case 'retryDue':
      return withSubmission(machine)
    case 'verified':
      if (event.differences.length === 0)
        return { machine: { ...machine, state: 'verified', ending: null, fault: null }, commands: [] }
      return over(
        { ...machine, fault: null },
        {
          outcome: 'failed',
          by: null,
          reason: `executed, but the chain differs: ${event.differences.join('; ')}`,
        },
      )
    case 'brokeDown': {
      const why = { outcome: 'failed', by: null, reason: event.reason } as const
      // What broke it may pass, and says nothing about the proposal. Only another chain is an end in itself.
      if (event.isOtherChain) return over(machine, why)
      if (event.again !== null)
        return { machine: { ...machine, fault: event.reason }, commands: [{ ...event.again, isAgain: true }] }
      if (event.command !== 'watch') return over(machine, why)
      // The bytes can be executed meanwhile: go on watching.
      const again = { ...watch({ ...machine, step: -1 }, null, machine.ending !== null), isAgain: true }
      return { machine: { ...machine, fault: event.reason }, commands: [again] }
    }
  }
}

function routeMoved(
  machine: ProposalMachine,
  { status, isExpired, by }: Extract<ProposalEvent, { kind: 'routeMoved' }>,
): Decision {
  const { step, outcome } = status
  // Back to signing is a reorganisation that took what was sent with it, or a cancellation whose bytes could still take it up again.
  const isBack = machine.steps[step]?.kind === 'sign'
  const moved = {
    ...machine,
    fault: null,
    step,
    readyAtSeconds: isBack ? null : (status.readyAtSeconds ?? machine.readyAtSeconds),
  }
  switch (outcome) {
    case 'executed':
      return { machine: { ...moved, state: 'executed' }, commands: [{ kind: 'verify', notBefore: status.block.number }] }
    case 'cancelled': {
      const why = machine.ending ?? { outcome: 'vetoed', by, reason: reasonOf(status) }
      return isBack ? ending(moved, why, [watch(moved, outcome, true)]) : over(moved, why)
    }
    case 'superseded':
      return over(moved, { outcome, by, reason: reasonOf(status) })
    case 'rejected':
    case 'expired':
      return over(moved, machine.ending ?? { outcome, by, reason: reasonOf(status) })
    case null:
      break
  }
  // It may have been executed while it was ending, and a reorganisation may have taken that back.
  if (machine.ending !== null) return ending(moved, machine.ending, [watch(moved, null, true)])
  if (isExpired) {
    const why = { outcome: 'expired', by: null, reason: 'the time to live passed on the chain' } as const
    return ending(moved, why, [watch(moved, null, true)])
  }
  return atStep(moved, machine)
}

/**
 * Take a proposal to the step that the chain waits for: who signs, votes or approves is waited for, and a call is sent.
 *
 * A proposal that was past the step comes back where a reorganisation took its transaction with it: it is sent again.
 */
function atStep(machine: ProposalMachine, before: Pick<ProposalMachine, 'state' | 'step'>): Decision {
  const step = machine.steps[machine.step]
  const watched = [watch(machine, null, false)]
  const at = (state: 'awaitingSignatures' | 'executable') => {
    const isArrival = before.state !== state || before.step !== machine.step
    const transactions = machine.transactions.filter(({ purpose }) => purpose !== step?.name || !isArrival)
    return withSubmission({ ...machine, state, transactions }, watched)
  }
  switch (step?.kind) {
    case 'sign':
      return at('awaitingSignatures')
    case 'send':
      return at('executable')
    case 'approve':
    case 'vote':
    case 'wait':
    case undefined:
      return { machine: { ...machine, state: 'scheduled' }, commands: watched }
  }
}

/** Ask for the next transaction when its time has come: the open round once enough owners signed, a call once its step has come. */
function withSubmission(machine: ProposalMachine, commands: readonly ProposalCommand[] = []): Decision {
  const command = nextSubmission(machine)
  if (command === null || machine.isSubmitting) return { machine, commands }
  return { machine: { ...machine, isSubmitting: true }, commands: [...commands, command] }
}

type Submission = Extract<ProposalCommand, { kind: 'submitRound' | 'submitCall' }>

function nameOf({ steps }: ProposalMachine, command: Submission): string | undefined {
  return command.kind === 'submitCall' ? steps[command.step]?.name : command.purpose
}

function nextSubmission(machine: ProposalMachine): Submission | null {
  const isSent = (name: string | undefined) => machine.transactions.some((transaction) => transaction.purpose === name)
  if (machine.state === 'executable') {
    return isSent(machine.steps[machine.step]?.name) ? null : { kind: 'submitCall', step: machine.step }
  }
  const purpose = signingPurpose(machine)
  if (purpose === null || machine.threshold === null || isSent(purpose)) return null
  return signaturesFor(machine, purpose).length >= machine.threshold ? { kind: 'submitRound', purpose } : null
}

/** Tell which round is open: that of the present step, or the one that ends it while it ends; null where there is none. */
export function openPurpose({ ending: why, exit, steps, step }: ProposalMachine): SigningRound['purpose'] | null {
  if (why !== null) return exit
  const present = steps[step]
  return present?.kind === 'sign' ? present.name : exit
}

/** Tell which round takes signatures, or null where none does: not before the checks, nor once the change is scheduled. */
export function signingPurpose(machine: ProposalMachine): SigningRound['purpose'] | null {
  const isSigning = machine.state === 'awaitingSignatures' || (machine.state === 'ending' && machine.readyAtSeconds === null)
  return isSigning ? openPurpose(machine) : null
}

/** Select the signatures collected for one round. */
export function signaturesFor(machine: ProposalMachine, purpose: SigningRound['purpose'] | null) {
  return machine.signatures.filter((signature) => signature.purpose === purpose)
}

/** Tell whether the bytes can still be executed, whatever this workflow does. */
export function canStillExecute(machine: ProposalMachine): boolean {
  return !isFinal(machine.state) && machine.state !== 'drafted' && machine.state !== 'executed'
}

/** Begin to end: the open watch goes on, and tells when the chain agrees. */
function ending(machine: ProposalMachine, why: Ending, commands: readonly ProposalCommand[] = []): Decision {
  return withSubmission({ ...machine, state: 'ending', ending: why }, commands)
}

function over(machine: ProposalMachine, why: Ending): Decision {
  return { machine: { ...machine, state: why.outcome, ending: why }, commands: [] }
}

function withTransaction(machine: ProposalMachine, { purpose, hash }: { purpose: string; hash: string }): ProposalMachine {
  return { ...machine, fault: null, transactions: [...machine.transactions, { purpose, hash }] }
}

function unchanged(machine: ProposalMachine): Decision {
  return { machine, commands: [] }
}

function watch({ step }: ProposalMachine, outcome: RouteStatus['outcome'], ignoreExpiry: boolean): ProposalCommand {
  return { kind: 'watch', step, outcome, ignoreExpiry }
}

function reasonOf({ because, transactionHash }: RouteStatus): string {
  const what = because ?? 'the chain ended it'
  return transactionHash === null ? what : `${what} in ${transactionHash}`
}
