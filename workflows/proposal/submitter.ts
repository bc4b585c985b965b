import { condition, isCancellation, proxyActivities, sleep } from '@temporalio/workflow'
import type { Activities } from '../../activities/index.js'
import { errorsOf } from '../../proposals/checks/check.js'
import type { Call } from '../../proposals/call.js'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import { chainReadOptions, waitOptions } from '../activityOptions.js'
import { roundOf, sendStepOf, signedStepOf } from './routeSteps.js'
import { openPurpose, signaturesFor } from './decide.js'
import { failureText } from './failureText.js'
import { isDeciding, type ProposalLife } from './life.js'
import type { ProposalEvent } from './machine.js'

/** Sends what a proposal's time has come for, through the relayer, and resolves to how it went. */
export interface Submitter {
  readonly submitRound: (purpose: SigningRound['purpose']) => Promise<ProposalEvent>
  /** Send the call of the step with this index. */
  readonly submitCall: (step: number) => Promise<ProposalEvent>
  /** Rounds that wait for their turn. */
  readonly waiting: () => number
}

/** A call that is refused so often in a row is refused for good, not by a node that lags. */
const MAX_REFUSALS = 3
const REFUSAL_PAUSE = '15s'

/** What is sent, and what must be so before it is. */
interface Submission {
  /** As the view lists its transaction. */
  readonly name: string
  /** Words that complete "the transaction that should …". */
  readonly purpose: string
  /** Index of the step that the chain waits for as long as it is not done. */
  readonly step: number
  /** Whether the checks must pass once more: they need not for what ends the proposal. */
  readonly mustBeSound: boolean
  readonly encode: () => Promise<Call>
  /** Waits for what must come first; an event, where it is not to be sent any longer. */
  readonly untilReady?: () => Promise<ProposalEvent | null>
}

/** Make a proposal's submitter. */
export function createSubmitter(life: ProposalLife): Submitter {
  const { proposal, timeouts } = life
  const { market } = proposal
  const reads = proxyActivities<Activities>(chainReadOptions(timeouts))
  const waits = proxyActivities<Activities>(waitOptions(timeouts))
  let waiting = 0

  /** Check once more, encode, send, and tell how it went. */
  async function submit(submission: Submission): Promise<ProposalEvent> {
    const { name, purpose, mustBeSound, encode, untilReady } = submission
    try {
      const unready = await untilReady?.()
      if (unready != null) return unready
      if (mustBeSound) {
        // From the stage where it is by now: once scheduled, its signatures are spent.
        const { results } = await reads.checkProposal({ proposal, simulation: await reads.simulateProposal({ proposal }) })
        const reason = errorsOf(results)
        if (reason !== null) return { kind: 'drifted', purpose, reason }
      }
      // The id is known before anything is sent: what is done already is success.
      if (await hasMovedOn(submission)) return { kind: 'submissionMoot', name }
      return await send(submission, await encode())
    } catch (error) {
      if (isCancellation(error)) throw error
      // Evidence that cannot be read, a worker without its key, a fork that does not start: nothing that speaks against the proposal.
      return { kind: 'submissionDelayed', reason: `${purpose}: ${failureText(error)}` }
    }
  }

  /** Send a call. A node that lags refuses what the others take, so a refusal is tried again. */
  async function send({ name, purpose, step, mustBeSound }: Submission, call: Call): Promise<ProposalEvent> {
    for (let refusals = 1; ; refusals++) {
      if (mustBeSound) {
        // The way to the chain is the last that can be barred.
        if (isDeciding(life)) await condition(() => !isDeciding(life))
        if (life.machine.ending !== null) return { kind: 'submissionWithdrawn' }
      }
      life.relays += 1
      const requestId = `${proposal.proposalId}/${name}/${life.relays}`
      const { outcome, hash, reason } = await waits.relay({ requestId, market, call, purpose })
      if (outcome === 'success' && hash !== null) return { kind: 'submitted', purpose: name, hash }
      if (await hasMovedOn({ step, mustBeSound })) return { kind: 'submissionMoot', name }
      if (outcome === 'reverted' || refusals === MAX_REFUSALS) {
        return { kind: 'submissionFailed', purpose, reason: reason ?? `transaction ${hash} reverted` }
      }
      await sleep(REFUSAL_PAUSE)
    }
  }

  /** Wait for the round's turn, and tell what is so if its signatures do not count any longer or another round is open. */
  async function untilTurn(round: SigningRound): Promise<ProposalEvent | null> {
    const { purpose } = round
    const signatures = signaturesFor(life.machine, purpose)
    waiting += 1
    let turn: Awaited<ReturnType<typeof waits.awaitTurn>>
    try {
      turn = await waits.awaitTurn({ market, round, signatures })
    } finally {
      waiting -= 1
    }
    const { lost, threshold } = turn
    if (openPurpose(life.machine) !== purpose) return { kind: 'submissionWithdrawn' }
    if (lost.length === 0 && signatures.length >= threshold) return null
    return { kind: 'signaturesRechecked', lost: lost.map(({ owner, reason }) => ({ purpose, owner, reason })), threshold }
  }

  /**
   * Tell whether the chain is past what is about to be sent. A node that lags has not moved on. Nor has a cancellation for the round that ends a
   * proposal: it must still spend the nonce. For everything else a cancellation is a veto, and nothing is sent after it.
   */
  async function hasMovedOn({ step, mustBeSound }: Pick<Submission, 'step' | 'mustBeSound'>): Promise<boolean> {
    const status = await reads.readRouteStatus({ proposal })
    const isEnd = status.outcome !== null && (mustBeSound || status.outcome !== 'cancelled')
    return status.step > step || isEnd
  }

  return {
    submitRound: (purpose) => {
      const round = roundOf(proposal, purpose)
      const { does, step, isExit } = signedStepOf(proposal, purpose)
      return submit({
        name: purpose,
        purpose: does,
        step,
        mustBeSound: !isExit,
        encode: () => reads.encodeRound({ market, round, signatures: signaturesFor(life.machine, purpose) }),
        untilReady: () => untilTurn(round),
      })
    },
    submitCall: (step) => {
      const { name, does, call } = sendStepOf(proposal, step)
      return submit({
        name,
        purpose: does,
        step,
        mustBeSound: true,
        encode: async () => call ?? reads.readStepCall({ proposal, step: name }),
      })
    },
    waiting: () => waiting,
  }
}
