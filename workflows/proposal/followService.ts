import { CancellationScope, condition, isCancellation, log, proxyActivities } from '@temporalio/workflow'
import type { Activities } from '../../activities/index.js'
import type { Proposal } from '../../proposals/proposal.js'
import { isExitRound } from '../../proposals/routes/routeBinding.js'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import { serviceOptions, type Timeouts, waitOptions } from '../activityOptions.js'
import { failureText } from './failureText.js'
import type { CollectedSignature } from './machine.js'

/** Follows the open round in the Safe Transaction Service. */
export interface ServiceFollower {
  /** Follow this round from now on, and no other; null follows none. Harmless when it is followed already. */
  readonly follow: (purpose: SigningRound['purpose'] | null) => void
  /** Stop and resolve when nothing is under way. */
  readonly stop: () => Promise<void>
  /** What came of offering the open round; null where there is no service. */
  readonly status: () => string | null
}

/**
 * Offer each round to the owners through the Safe Transaction Service as it opens, and bring their confirmations. Nothing depends on it:
 * a service that fails for good is named in the status, and owners go on to sign by update.
 *
 * @param collected - owners whose signature for a purpose is there
 * @param onSigned - gets each new signature, verified on the chain
 */
export function followService(input: {
  proposal: Proposal
  timeouts: Timeouts
  collected: (purpose: SigningRound['purpose']) => readonly `0x${string}`[]
  onSigned: (signature: CollectedSignature, threshold: number) => void
}): ServiceFollower {
  const { proposal, timeouts, collected, onSigned } = input
  const offers = proxyActivities<Activities>(serviceOptions(timeouts))
  const waits = proxyActivities<Activities>(waitOptions(timeouts))
  let following: { readonly purpose: SigningRound['purpose']; readonly scope: CancellationScope } | undefined
  let status: string | null = null
  let running = 0

  async function collect(purpose: SigningRound['purpose']): Promise<void> {
    const roundIndex = proposal.route.rounds.findIndex((round) => round.purpose === purpose)
    const offer = isExitRound(proposal.route, purpose)
      ? await offers.offerRejectionToService({ proposal })
      : await offers.offerToService({ proposal, roundIndex })
    if (offer.kind === 'none') return
    status = 'offered'
    for (;;) {
      const known = collected(purpose)
      const movement = await waits.pollService({ proposal, purpose, known })
      if (movement.kind === 'gone') status = 'deleted from the service by somebody; sign without it'
      if (movement.kind !== 'confirmed') return
      for (const { owner, signature } of movement.signatures) onSigned({ purpose, owner, signature }, movement.threshold)
      // The next poll must know these owners, or it would bring them again.
      await condition(() => movement.signatures.every(({ owner }) => collected(purpose).includes(owner)))
    }
  }

  function follow(purpose: SigningRound['purpose'] | null): void {
    if ((following?.purpose ?? null) === purpose) return
    following?.scope.cancel()
    following = undefined
    status = null
    if (purpose === null) return
    const scope = new CancellationScope()
    following = { purpose, scope }
    running += 1
    void scope
      .run(() => collect(purpose))
      .catch((error: unknown) => {
        if (isCancellation(error)) return
        if (following?.scope === scope) status = `failed: ${failureText(error)}`
        log.warn('The Safe Transaction Service is not followed any longer', { reason: failureText(error) })
      })
      .finally(() => {
        running -= 1
      })
  }

  return {
    follow,
    status: () => status,
    stop: async () => {
      follow(null)
      await condition(() => running === 0)
    },
  }
}
