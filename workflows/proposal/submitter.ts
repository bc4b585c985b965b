import { condition, isCancellation, patched, proxyActivities, sleep } from '@temporalio/workflow'
import type { TransactionPurpose } from '../../activities/chain/relayRequest.js'
import type { Activities } from '../../activities/index.js'
import { errorsOf } from '../../proposals/checks/check.js'
import type { Proposal } from '../../proposals/proposal.js'
import type { RouteStatus } from '../../proposals/routes/routeStatus.js'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import { chainReadOptions, type Timeouts, waitOptions } from '../activityOptions.js'
import { roundOf } from './admission.js'
import { openPurpose, signaturesFor } from './decide.js'
import { failureText } from './failureText.js'
import type { ProposalEvent, ProposalMachine } from './machine.js'

/** Sends what a proposal's time has come for, through the relayer. How it went is told as events. */
export interface Submitter {
  readonly submitRound: (purpose: SigningRound['purpose']) => Promise<void>
  readonly submitExecution: () => Promise<void>
  /** Requests made so far: each has a number of its own, which a new run carries on. */
  readonly relays: () => number
  /** Rounds that wait for their turn in the Safe. */
  readonly waiting: () => number
}

/** How far along its route a phase is. */
const RANK: Record<RouteStatus['phase'], number> = {
  signing: 0,
  delayed: 1,
  executable: 2,
  executed: 3,
  cancelled: 3,
  superseded: 3,
  rejected: 3,
}

/** A call that is refused so often in a row is refused for good, not by a node that lags. */
const MAX_REFUSALS = 3
const REFUSAL_PAUSE = '15s'

const PURPOSES: Record<SigningRound['purpose'], TransactionPurpose> = {
  schedule: 'schedule the change',
  queue: 'schedule the change',
  execute: 'execute the change',
  reject: 'reject the proposal',
}

/**
 * Make a proposal's submitter.
 *
 * @param machine - reads the machine as it is now
 * @param relays - requests that earlier runs made
 * @param isDeciding - tells whether a rejection is being verified: nothing but a rejection is sent meanwhile
 * @param tell - gets the events
 */
export function createSubmitter(input: {
  proposal: Proposal
  timeouts: Timeouts
  machine: () => ProposalMachine
  relays: number
  isDeciding: () => boolean
  tell: (event: ProposalEvent) => void
}): Submitter {
  const { proposal, timeouts, machine, isDeciding, tell } = input
  const { market } = proposal
  const reads = proxyActivities<Activities>(chainReadOptions(timeouts))
  const waits = proxyActivities<Activities>(waitOptions(timeouts))
  let { relays } = input
  let waiting = 0

  // 2026-11-21, until no run from before is alive: the event had no name, so nothing followed from it.
  const moot = (name: string): ProposalEvent =>
    patched('asked-again-after-moot') ? { kind: 'submissionMoot', name } : { kind: 'submissionMoot' }

  /** Tell whether the proposal began to end while it was checked and encoded: the way to the chain is the last that can be barred. */
  function isWithheld(name: string): boolean {
    // 2026-11-21, until no run from before is alive: they sent what had been rejected meanwhile.
    return name !== 'reject' && machine().ending !== null && patched('withheld-once-ending')
  }

  /** Check once more, encode, send, and tell how it went. */
  async function submission(
    purpose: TransactionPurpose,
    name: string,
    mustBeSound: boolean,
    phase: 'signing' | 'executable',
    encode: () => Promise<Proposal['route']['execution']>,
    isReady: () => Promise<boolean> = async () => true,
  ): Promise<void> {
    try {
      if (!(await isReady())) return
      if (mustBeSound) {
        // From the stage where it is by now: once scheduled, its signatures are spent.
        const { results } = await reads.checkProposal({ proposal, simulation: await reads.simulateProposal({ proposal }) })
        const reason = errorsOf(results)
        if (reason !== null) {
          tell({ kind: 'drifted', purpose, reason })
          return
        }
      }
      // The id is known before anything is sent: what is done already is success.
      if (await hasMovedOn(phase)) {
        tell(moot(name))
        return
      }
      const call = await encode()
      for (let refusals = 1; ; refusals++) {
        // 2026-11-28, until no run from before is alive: they sent what was rejected by then, where the chain had not yet told who rejected it.
        if (name !== 'reject' && isDeciding() && patched('rejections-come-first')) await condition(() => !isDeciding())
        if (isWithheld(name)) {
          tell({ kind: 'submissionWithdrawn' })
          return
        }
        relays += 1
        const { outcome, hash, reason } = await waits.relay({
          requestId: `${proposal.proposalId}/${name}/${relays}`,
          market,
          call,
          purpose,
        })
        if (outcome === 'success' && hash !== null) {
          tell({ kind: 'submitted', purpose: name, hash })
          return
        }
        if (await hasMovedOn(phase)) {
          tell(moot(name))
          return
        }
        // A node that lags refuses what the others take.
        if (outcome === 'reverted' || refusals === MAX_REFUSALS) {
          tell({ kind: 'submissionFailed', purpose, reason: reason ?? `transaction ${hash} reverted` })
          return
        }
        await sleep(REFUSAL_PAUSE)
      }
    } catch (error) {
      if (isCancellation(error)) throw error
      // Evidence that cannot be read, a worker without its key, a fork that does not start: nothing that speaks against the proposal.
      tell({ kind: 'submissionDelayed', reason: `${purpose}: ${failureText(error)}` })
    }
  }

  /** Wait for the round's turn in the Safe, and tell whether its signatures still count and it is still the one that is open. */
  async function isRoundReady(purpose: SigningRound['purpose'], round: SigningRound): Promise<boolean> {
    const signatures = signaturesFor(machine(), purpose)
    waiting += 1
    let turn: Awaited<ReturnType<typeof waits.awaitTurn>>
    try {
      turn = await waits.awaitTurn({ market, round, signatures })
    } finally {
      waiting -= 1
    }
    const { lost, threshold } = turn
    if (openPurpose(machine()) !== purpose) {
      tell({ kind: 'submissionWithdrawn' })
      return false
    }
    if (lost.length === 0 && signatures.length >= threshold) return true
    tell({ kind: 'signaturesRechecked', lost: lost.map(({ owner, reason }) => ({ purpose, owner, reason })), threshold })
    return false
  }

  /** Tell whether the chain is past a phase; a node that lags behind it has not moved on. */
  async function hasMovedOn(phase: 'signing' | 'executable'): Promise<boolean> {
    return RANK[(await reads.readRouteStatus({ proposal })).phase] > RANK[phase]
  }

  return {
    submitRound: (purpose) => {
      const round = roundOf(proposal, purpose)
      return submission(
        PURPOSES[purpose],
        purpose,
        purpose !== 'reject',
        'signing',
        () => reads.encodeRound({ market, round, signatures: signaturesFor(machine(), purpose) }),
        () => isRoundReady(purpose, round),
      )
    },
    submitExecution: () => submission('execute the change', 'execute', true, 'executable', async () => proposal.route.execution),
    relays: () => relays,
    waiting: () => waiting,
  }
}
