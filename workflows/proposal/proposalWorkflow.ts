import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  patched,
  proxyActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow'
import type { Activities } from '../../activities/index.js'
import type { ClaimCheck } from '../../core/claimCheck.js'
import { errorsOf } from '../../proposals/checks/check.js'
import type { Proposal } from '../../proposals/proposal.js'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import type { ProposalView } from '../../proposals/proposalView.js'
import { isFinal } from '../../proposals/states.js'
import { chainReadOptions, computeOptions, type Timeouts, waitOptions } from '../activityOptions.js'
import { publishAttributes } from '../publishAttributes.js'
import { severityAttribute, stateAttribute } from '../searchAttributes.js'
import { admitDecision, admitSignature, roundOf } from './admission.js'
import { decide, signaturesFor, signingPurpose } from './decide.js'
import { failureCode, failureText } from './failureText.js'
import { followService } from './followService.js'
import { initialMachine, type ProposalCommand, type ProposalEvent, type ProposalMachine } from './machine.js'
import { proposalQuery, rejectUpdate, type SignReceipt, type SignRequest, signUpdate, viewQuery } from './messages.js'
import { createSubmitter } from './submitter.js'
import { viewOf } from './view.js'

/** A proposal's life from its draft on; `resumed` carries it over a continue-as-new. */
export interface ProposalInput {
  readonly proposal: Proposal
  readonly timeouts: Timeouts
  readonly resumed?: {
    readonly machine: ProposalMachine
    readonly report: ClaimCheck | null
    readonly simulation: ClaimCheck | null
    readonly attempts: number
    readonly rejectionAttempts?: number
    readonly relays?: number
    readonly changedAt: string
  }
}

/** Pauses after faults that a person must mend: short enough to be noticed mended, long enough for a short history. */
const WATCH_PAUSE = '1m'
const RETRY_PAUSE = '5m'

/** How long the first check is tried again. After that the proposal fails: nothing was offered, and it is in the next one's way. */
const CHECK_MS = 24 * 3_600_000

/**
 * Carry one proposal from its draft to the verified change, or to an end that the chain agrees with.
 *
 * ```
 * drafted ─▶ checked ─▶ awaitingSignatures ─▶ scheduled ─▶ executable ─▶ executed ─▶ verified
 *    │                        │                   │             │
 *    ▼                        ▼                   ▼             ▼
 *  failed                   ending ──────────▶ ending ─────▶ ending ─▶ rejected | expired | superseded | vetoed | drifted | failed
 * ```
 *
 * Every wait is one heartbeating activity that asks the chain; no poll is written into the history.
 *
 * History of versions:
 * - 2026-11-20: first version.
 * - 2026-11-21: `watched-until-handlers-end`: a new run waits for handlers before the watch of the old one ends.
 * - 2026-11-21: `withheld-once-ending`: a proposal that began to end while it was checked for sending is not sent.
 * - 2026-11-21: `asked-again-after-moot`: after a submission that proved needless, what waited for it is sent.
 * - 2026-11-21: `ends-without-its-waits`: once over, no pause and no turn in the Safe is waited for.
 * - 2026-11-21: `rests-while-it-pauses`: a fault that lasts for days does not fill one run's history.
 * - 2026-11-21: `one-watch-after-a-rest`: a rest that is given up takes up a watch only where it ended one.
 * - 2026-11-21: `tried-again-after-faults`: a first check or a verification that breaks down is tried again, and ends nothing.
 * - 2026-11-28: `rejections-come-first`: a rejection that is being verified is decided before any signature counts or anything is sent.
 */
export async function proposalWorkflow(input: ProposalInput): Promise<ProposalView> {
  const { proposal, timeouts } = input
  const { market } = proposal
  const reads = proxyActivities<Activities>(chainReadOptions(timeouts))
  const compute = proxyActivities<Activities>(computeOptions(timeouts))
  const waits = proxyActivities<Activities>(waitOptions(timeouts))

  const events: ProposalEvent[] = []
  let machine = input.resumed?.machine ?? initialMachine(proposal.route.rounds.map(({ purpose }) => purpose))
  let report: ClaimCheck | null = input.resumed?.report ?? null
  let simulation: ClaimCheck | null = input.resumed?.simulation ?? null
  let attempts = input.resumed?.attempts ?? 0
  let rejectionAttempts = input.resumed?.rejectionAttempts ?? 0
  let changedAt = input.resumed?.changedAt ?? workflowInfo().startTime.toISOString()
  let watching: CancellationScope | undefined
  let isCutShort = false
  let pauses = new CancellationScope()
  let running = 0
  let pausing = 0
  /** Rejections, and signatures, that the chain is being asked about. */
  let deciding = 0
  let signing = 0

  /** Tell whether a rejection is being verified, or is decided and not yet taken in. */
  const isDeciding = () => !isFinal(machine.state) && (deciding > 0 || events.some(({ kind }) => kind === 'rejectionDecided'))

  const service = followService({
    proposal,
    timeouts,
    collected: (purpose) => signaturesFor(machine, purpose).map(({ owner }) => owner),
    onSigned: (signature, threshold) => events.push({ kind: 'signed', signature, threshold }),
  })

  const submitter = createSubmitter({
    proposal,
    timeouts,
    machine: () => machine,
    relays: input.resumed?.relays ?? 0,
    isDeciding,
    tell: (event) => events.push(event),
  })

  setHandler(viewQuery, () => viewOf({ proposal, machine, report, simulation, service: service.status(), changedAt }))
  setHandler(proposalQuery, () => proposal)

  // Messages that waited for the first task are handled in the order of these handlers, not of their arrival: whatever the order, a rejection wins.
  setHandler(
    rejectUpdate,
    async ({ decision, signature }) => {
      rejectionAttempts += 1
      deciding += 1
      try {
        const { by } = await reads.verifyDecision({ market, decision, signature })
        events.push({ kind: 'rejectionDecided', by, reason: decision.reason })
        return { by }
      } finally {
        deciding -= 1
      }
    },
    {
      validator: (request) => admitDecision({ proposal, machine, attempts: rejectionAttempts, underWay: deciding }, request),
    },
  )

  setHandler(
    signUpdate,
    async ({ purpose, signature }) => {
      if (purpose === 'reject') rejectionAttempts += 1
      else attempts += 1
      signing += 1
      try {
        return await collect(purpose, signature)
      } finally {
        signing -= 1
      }
    },
    {
      validator: (request) =>
        admitSignature(
          {
            proposal,
            machine,
            attempts: request.purpose === 'reject' ? rejectionAttempts : attempts,
            underWay: signing,
          },
          request,
        ),
    },
  )

  async function collect(purpose: SignRequest['purpose'], signature: SignRequest['signature']): Promise<SignReceipt> {
    const signedBy = signaturesFor(machine, purpose).map(({ owner }) => owner)
    const verified = await reads.verifySignature({ market, round: roundOf(proposal, purpose), signature, signedBy })
    await refuseDrift(purpose)
    // 2026-11-28, until no run from before is alive: a rejection that came first could be decided after a signature that came later.
    if (purpose !== 'reject' && isDeciding() && patched('rejections-come-first')) {
      await condition(() => !isDeciding())
      if (machine.ending !== null) {
        throw ApplicationFailure.nonRetryable('The proposal was rejected while the signature was verified.', 'NOT_SIGNING')
      }
    }
    // While the chain was asked, another update may have brought the same owner's signature, or the round may have closed.
    const collected = signaturesFor(machine, purpose)
    if (collected.some(({ owner }) => owner === verified.owner)) {
      throw ApplicationFailure.nonRetryable(`The owner ${verified.owner} has signed already.`, 'ALREADY_SIGNED')
    }
    events.push({
      kind: 'signed',
      signature: { purpose, owner: verified.owner, signature: verified.signature },
      threshold: verified.threshold,
    })
    return { owner: verified.owner, collected: collected.length + 1, threshold: verified.threshold }
  }

  /** Refuse a signature for a change whose market is not any longer the one that was reviewed, and begin to end the proposal. */
  async function refuseDrift(purpose: SigningRound['purpose']): Promise<void> {
    if (purpose === 'reject' || simulation === null) return
    const { results } = await reads.checkProposal({ proposal, simulation })
    const reason = errorsOf(results)
    if (reason === null) return
    events.push({ kind: 'drifted', purpose: 'sign', reason })
    throw ApplicationFailure.nonRetryable(`The proposal is not any longer what was reviewed: ${reason}.`, 'DRIFTED')
  }

  /** Run a command beside the main loop; whatever fails for good becomes an event. */
  function start(command: ProposalCommand): void {
    running += 1
    void perform(command)
      .catch((error: unknown) => {
        if (isCancellation(error)) {
          if (command.kind !== 'retryLater') isCutShort = true
          return
        }
        const isOtherChain = failureCode(error) === 'OTHER_CHAIN'
        const isRepeatable =
          command.kind === 'verify' || (command.kind === 'check' && Date.now() < Date.parse(changedAt) + CHECK_MS)
        // 2026-11-21, until no run from before is alive: they ended as failed, whatever the fault.
        const again = isRepeatable && !isOtherChain && patched('tried-again-after-faults') ? { again: command } : {}
        events.push({ kind: 'brokeDown', command: command.kind, reason: failureText(error), isOtherChain, ...again })
      })
      .finally(() => {
        running -= 1
      })
  }

  async function perform(command: ProposalCommand): Promise<void> {
    switch (command.kind) {
      case 'check': {
        if (command.isAgain === true) await pause(RETRY_PAUSE)
        const simulated = await reads.simulateProposal({ proposal })
        const { results, threshold } = await reads.checkProposal({ proposal, simulation: simulated })
        report = await compute.writeReport({ proposal, checks: results, simulation: simulated })
        simulation = simulated
        events.push({ kind: 'checked', results, threshold })
        return
      }
      case 'watch': {
        const { phase, roundIndex, ignoreExpiry, isAgain } = command
        const scope = new CancellationScope()
        watching = scope
        const { status, isExpired, by } = await scope.run(async () => {
          if (isAgain === true) await sleep(WATCH_PAUSE)
          return waits.watchRoute({ proposal, phase, roundIndex, ignoreExpiry })
        })
        events.push({ kind: 'routeMoved', status, isExpired, by })
        return
      }
      case 'submitRound':
        await submitter.submitRound(command.purpose)
        return
      case 'submitExecution':
        await submitter.submitExecution()
        return
      case 'verify': {
        if (command.isAgain === true) await pause(WATCH_PAUSE)
        const { differences } = await reads.verifyExecution({ proposal, notBefore: command.notBefore })
        events.push({ kind: 'verified', differences })
        return
      }
      case 'retryLater':
        await pause(RETRY_PAUSE)
        events.push({ kind: 'retryDue' })
        return
    }
  }

  /** Wait without being at work: a new run may cut it short. */
  async function pause(duration: typeof WATCH_PAUSE | typeof RETRY_PAUSE): Promise<void> {
    pausing += 1
    try {
      await pauses.run(() => sleep(duration))
    } finally {
      pausing -= 1
    }
  }

  /** What a proposal does when nothing runs: its first check, then the watch of the chain. No phase has this index: the first look is told. */
  function fromHere(): ProposalCommand {
    if (machine.state === 'drafted') return { kind: 'check' }
    return { kind: 'watch', phase: 'signing', roundIndex: -1, ignoreExpiry: machine.ending !== null }
  }

  function publish(): void {
    const severities = machine.checks.map(({ severity }) => severity)
    const worst = severities.includes('error') ? 'error' : severities.includes('warning') ? 'warning' : 'info'
    publishAttributes([
      { key: stateAttribute, value: machine.state },
      { key: severityAttribute, value: worst },
    ])
  }

  start(fromHere())
  service.follow(signingPurpose(machine))

  while (!isFinal(machine.state)) {
    await condition(() => events.length > 0 || workflowInfo().continueAsNewSuggested)
    const event = events.shift()
    if (event === undefined) {
      // 2026-11-21, until no run from before is alive: they stopped watching the chain while a handler was still under way.
      const isWatchedToTheEnd = patched('watched-until-handlers-end')
      // 2026-11-21, until no run from before is alive: they did not rest between two tries, and could fill their history.
      const isAtRestInPauses = patched('rests-while-it-pauses')
      // Only a resting proposal moves to a new run, one that does nothing but watch and pause: nothing in flight is lost or done twice.
      const isCheckPaused = () => pausing > 0 && running === pausing
      const isWatching = () => (watching !== undefined || isCheckPaused()) && allHandlersFinished()
      const busy = () => running - (isAtRestInPauses ? pausing : 0)
      const isResting = () => busy() <= 1 && !machine.isSubmitting && (!isWatchedToTheEnd || isWatching())
      if (!isResting()) {
        await condition(() => events.length > 0 || isResting())
        continue
      }
      isCutShort = false
      watching?.cancel()
      if (isAtRestInPauses) {
        // What waited for a pause to be over is asked about when the next watch tells where the chain is.
        pauses.cancel()
        pauses = new CancellationScope()
      }
      await service.stop()
      await condition(() => running === 0 && allHandlersFinished())
      if (events.length > 0) {
        // What was over already is among the events, and what follows from it starts the next.
        // 2026-11-21, until no run from before is alive: they began a second one, and never came to rest again.
        const isUnwatched = isCutShort || !patched('one-watch-after-a-rest')
        if (isWatchedToTheEnd && isUnwatched) start(fromHere())
        continue
      }
      await continueAsNew<typeof proposalWorkflow>({
        ...input,
        resumed: { machine, report, simulation, attempts, rejectionAttempts, relays: submitter.relays(), changedAt },
      })
    } else {
      const before = machine.state
      const decision = decide(machine, event)
      machine = decision.machine
      if (machine.state !== before) {
        changedAt = new Date().toISOString()
        publish()
      }
      decision.commands.forEach(start)
      service.follow(signingPurpose(machine))
    }
  }
  watching?.cancel()
  await service.stop()
  const idle = () => pausing + submitter.waiting()
  // 2026-11-21, until no run from before is alive: they stayed open, and in the next proposal's way, until the last wait was over.
  const isFree = idle() > 0 && patched('ends-without-its-waits')
  await condition(() => running === (isFree ? idle() : 0) && allHandlersFinished())
  for (const event of events.splice(0)) machine = decide(machine, event).machine
  return viewOf({ proposal, machine, report, simulation, service: service.status(), changedAt })
}
