import { ApplicationFailure, condition, proxyActivities, setHandler } from '@temporalio/workflow'
import type { Activities } from '../../activities/index.js'
import { errorsOf } from '../../proposals/checks/check.js'
import { isExitRound } from '../../proposals/routes/routeBinding.js'
import type { ProposalView } from '../../proposals/proposalView.js'
import { chainReadOptions } from '../activityOptions.js'
import { admitDecision, admitSignature } from './admission.js'
import { signaturesFor } from './decide.js'
import { isDeciding, type ProposalLife } from './life.js'
import {
  proposalQuery,
  type RejectRequest,
  rejectUpdate,
  type SignReceipt,
  type SignRequest,
  signUpdate,
  viewQuery,
} from './messages.js'
import { roundOf } from './routeSteps.js'

/**
 * Set a proposal's handlers.
 *
 * Messages that waited for the first task are handled in the order of these handlers, not of their arrival: whatever the order, a rejection wins.
 *
 * @param view - shows the proposal as it is now
 */
export function setHandlers(life: ProposalLife, view: () => ProposalView): void {
  const { proposal, admitted, underWay } = life
  const budgetOf = ({ purpose }: SignRequest) => (isExitRound(proposal.route, purpose) ? 'rejections' : 'signatures')
  setHandler(viewQuery, view)
  setHandler(proposalQuery, () => proposal)
  setHandler(rejectUpdate, (request) => reject(life, request), {
    validator: (request) =>
      admitDecision({ proposal, machine: life.machine, attempts: admitted.rejections, underWay: underWay.decisions }, request),
  })
  setHandler(
    signUpdate,
    async (request) => {
      admitted[budgetOf(request)] += 1
      underWay.signatures += 1
      try {
        return await collect(life, request)
      } finally {
        underWay.signatures -= 1
      }
    },
    {
      validator: (request) =>
        admitSignature(
          { proposal, machine: life.machine, attempts: admitted[budgetOf(request)], underWay: underWay.signatures },
          request,
        ),
    },
  )
}

async function reject(life: ProposalLife, { decision, signature }: RejectRequest): Promise<{ by: `0x${string}` }> {
  const { proposal, timeouts, admitted, underWay, events } = life
  const reads = proxyActivities<Activities>(chainReadOptions(timeouts))
  admitted.rejections += 1
  underWay.decisions += 1
  try {
    const { by } = await reads.verifyDecision({ proposal, decision, signature })
    events.push({ kind: 'rejectionDecided', by, reason: decision.reason })
    return { by }
  } finally {
    underWay.decisions -= 1
  }
}

async function collect(life: ProposalLife, { purpose, signature }: SignRequest): Promise<SignReceipt> {
  const { proposal, timeouts, events } = life
  const reads = proxyActivities<Activities>(chainReadOptions(timeouts))
  const signedBy = signaturesFor(life.machine, purpose).map(({ owner }) => owner)
  const round = roundOf(proposal, purpose)
  const verified = await reads.verifySignature({ market: proposal.market, round, signature, signedBy })
  if (!isExitRound(proposal.route, purpose)) {
    await refuseDrift(life)
    await refuseRejected(life)
  }
  // While the chain was asked, another update may have brought the same owner's signature, or the round may have closed.
  const collected = signaturesFor(life.machine, purpose)
  if (collected.some(({ owner }) => owner === verified.owner)) {
    throw ApplicationFailure.nonRetryable(`The owner ${verified.owner} has signed already.`, 'ALREADY_SIGNED')
  }
  const { owner, threshold } = verified
  events.push({ kind: 'signed', signature: { purpose, owner, signature: verified.signature }, threshold })
  return { owner, collected: collected.length + 1, threshold }
}

/** Refuse a signature for a change whose market is not any longer the one that was reviewed, and begin to end the proposal. */
async function refuseDrift({ proposal, timeouts, simulation, events }: ProposalLife): Promise<void> {
  if (simulation === null) return
  const { results } = await proxyActivities<Activities>(chainReadOptions(timeouts)).checkProposal({ proposal, simulation })
  const reason = errorsOf(results)
  if (reason === null) return
  events.push({ kind: 'drifted', purpose: 'sign', reason })
  throw ApplicationFailure.nonRetryable(`The proposal is not any longer what was reviewed: ${reason}.`, 'DRIFTED')
}

/** Wait for a rejection that is being verified, and refuse the signature where it was decided. */
async function refuseRejected(life: ProposalLife): Promise<void> {
  if (!isDeciding(life)) return
  await condition(() => !isDeciding(life))
  if (life.machine.ending !== null) {
    throw ApplicationFailure.nonRetryable('The proposal was rejected while the signature was verified.', 'NOT_SIGNING')
  }
}
