import { allHandlersFinished, CancellationScope, isCancellation, proxyActivities, sleep } from '@temporalio/workflow'
import type { Activities } from '../../activities/index.js'
import { chainReadOptions, computeOptions, waitOptions } from '../activityOptions.js'
import { failureCode, failureText } from './failureText.js'
import type { ProposalLife } from './life.js'
import type { ProposalCommand, ProposalEvent } from './machine.js'
import { createPauses, RETRY_PAUSE, WATCH_PAUSE } from './pauses.js'
import { createSubmitter } from './submitter.js'

/** How long the first check is tried again. After that the proposal fails: nothing was offered, and it is in the next one's way. */
const CHECK_MS = 24 * 3_600_000

/** Carries out commands beside the main loop; what comes of each is told as an event. */
export interface Runner {
  readonly start: (command: ProposalCommand) => void
  /** Start what a proposal does when nothing runs: its first check, then the watch of the chain. */
  readonly startFromHere: () => void
  /** Tell whether it does nothing but watch and pause: nothing in flight is lost or done twice by a new run. */
  readonly isResting: () => boolean
  /** End the watch and every pause. What waited for a pause is asked about when the next watch tells where the chain is. */
  readonly cutShort: () => void
  /** Tell whether the last `cutShort` ended a watch or a check, so that nothing takes its place by itself. */
  readonly isUnwatched: () => boolean
  /** End the watch of a proposal that is over. */
  readonly endWatch: () => void
  /** Tell whether every command is done. */
  readonly isIdle: () => boolean
  /** Tell whether nothing runs but pauses and turns of rounds, which a proposal that is over need not wait for. */
  readonly isFree: () => boolean
}

/** Make the runner of a proposal's present run. */
export function createRunner(life: ProposalLife): Runner {
  const { proposal, timeouts } = life
  const reads = proxyActivities<Activities>(chainReadOptions(timeouts))
  const compute = proxyActivities<Activities>(computeOptions(timeouts))
  const waits = proxyActivities<Activities>(waitOptions(timeouts))
  const pauses = createPauses()
  const submitter = createSubmitter(life)
  let running = 0
  let watching: CancellationScope | undefined
  let isUnwatched = false

  async function check({ isAgain }: Extract<ProposalCommand, { kind: 'check' }>): Promise<ProposalEvent> {
    if (isAgain === true) await pauses.pause(RETRY_PAUSE)
    const simulation = await reads.simulateProposal({ proposal })
    const { results, threshold } = await reads.checkProposal({ proposal, simulation })
    life.report = await compute.writeReport({ proposal, checks: results, simulation })
    life.simulation = simulation
    return { kind: 'checked', results, threshold }
  }

  async function watch(command: Extract<ProposalCommand, { kind: 'watch' }>): Promise<ProposalEvent> {
    const { step, outcome, ignoreExpiry, isAgain } = command
    const scope = new CancellationScope()
    watching = scope
    const moved = await scope.run(async () => {
      if (isAgain === true) await sleep(WATCH_PAUSE)
      return waits.watchRoute({ proposal, step, outcome, ignoreExpiry })
    })
    return { kind: 'routeMoved', ...moved }
  }

  async function verify({ notBefore, isAgain }: Extract<ProposalCommand, { kind: 'verify' }>): Promise<ProposalEvent> {
    if (isAgain === true) await pauses.pause(WATCH_PAUSE)
    const { differences, movedBack } = await reads.verifyExecution({ proposal, notBefore })
    // A history of before this answer has none.
    return movedBack ? { kind: 'routeMoved', ...movedBack } : { kind: 'verified', differences }
  }

  /** Carry a command out; null where nothing follows from it. */
  async function perform(command: ProposalCommand): Promise<ProposalEvent | null> {
    switch (command.kind) {
      case 'check':
        return check(command)
      case 'watch':
        return watch(command)
      case 'submitRound':
        return submitter.submitRound(command.purpose)
      case 'submitCall':
        return submitter.submitCall(command.step)
      case 'verify':
        return verify(command)
      case 'retryLater':
        await pauses.pause(RETRY_PAUSE)
        return { kind: 'retryDue' }
    }
  }

  function brokenDown(command: ProposalCommand, error: unknown): ProposalEvent {
    const isOtherChain = failureCode(error) === 'OTHER_CHAIN'
    const isInTime = command.kind === 'verify' || Date.now() < Date.parse(life.changedAt) + CHECK_MS
    const again = (command.kind === 'verify' || command.kind === 'check') && isInTime && !isOtherChain ? command : null
    return { kind: 'brokeDown', command: command.kind, reason: failureText(error), isOtherChain, again }
  }

  function start(command: ProposalCommand): void {
    running += 1
    void perform(command)
      .then((event) => {
        if (event !== null) life.events.push(event)
      })
      .catch((error: unknown) => {
        if (!isCancellation(error)) life.events.push(brokenDown(command, error))
        else if (command.kind !== 'retryLater') isUnwatched = true
      })
      .finally(() => {
        running -= 1
      })
  }

  return {
    start,
    startFromHere: () => {
      const { state, ending } = life.machine
      // No step has this index: the first look is told.
      const watchFromHere = { kind: 'watch', step: -1, outcome: null, ignoreExpiry: ending !== null } as const
      start(state === 'drafted' ? { kind: 'check' } : watchFromHere)
    },
    isResting: () => {
      const pausing = pauses.count()
      const isCheckPaused = pausing > 0 && running === pausing
      const isWatching = (watching !== undefined || isCheckPaused) && allHandlersFinished()
      return running - pausing <= 1 && !life.machine.isSubmitting && isWatching
    },
    cutShort: () => {
      isUnwatched = false
      watching?.cancel()
      pauses.cutShort()
    },
    isUnwatched: () => isUnwatched,
    endWatch: () => watching?.cancel(),
    isIdle: () => running === 0,
    isFree: () => running === pauses.count() + submitter.waiting(),
  }
}
