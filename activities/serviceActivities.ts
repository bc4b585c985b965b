import { Context } from '@temporalio/activity'
import type { Address, Hex } from 'viem'
import { durationMs } from '../core/duration.js'
import { isDraftedFor } from '../proposals/assertDraftedFor.js'
import { assertOwnProposal } from '../proposals/assertOwnProposal.js'
import type { Proposal } from '../proposals/proposal.js'
import { routeOf } from '../proposals/routes/registry.js'
import { roundsOf } from '../proposals/routes/routeBinding.js'
import type { SigningRound } from '../proposals/routes/signingRound.js'
import type { OwnerSignature } from '../proposals/safe/signatures.js'
import { safeStatePlan } from '../proposals/safe/safeStatePlan.js'
import { serviceOrigin } from '../proposals/safe/chainShortNames.js'
import { targetFor } from '../proposals/targets/registry.js'
import { runReadPlan } from './chain/runReadPlan.js'
import { type ActivityDependencies, marketRuntime } from './dependencies.js'
import { draftedConfig } from './evidence/draftedConfig.js'
import { beat } from './runtime/beat.js'
import { pollUntil } from './runtime/pollUntil.js'
import { configuredSafes } from './safe/configuredSafes.js'
import { hasNews, newConfirmations } from './service/newConfirmations.js'
import { offerRound } from './service/offerRound.js'
import { readServiceTransaction } from './service/serviceTransaction.js'

/** Whether a round is in the Transaction Service; `none` where the market has no service configured. */
export type ServiceOffer = { readonly kind: 'none' } | { readonly kind: 'offered'; readonly isNew: boolean }

/** Outcome of one wait on the Transaction Service. */
export type ServiceMovement =
  /** New signatures of owners, each verified on the chain. */
  | { readonly kind: 'confirmed'; readonly signatures: readonly OwnerSignature[]; readonly threshold: number }
  /** The service does not hold the transaction any longer: somebody deleted it there. Signing goes on without it. */
  | { readonly kind: 'gone' }
  /** The Safe's nonce is past the round's: there is nothing left to confirm. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'none' }

/** Activities around the Safe Transaction Service. A market without one gets `none` from each. */
export function serviceActivities(dependencies: ActivityDependencies) {
  async function isOwnDraft(proposal: Proposal): Promise<boolean> {
    const { config } = marketRuntime(dependencies, proposal.market)
    return isDraftedFor({ drafted: await draftedConfig(dependencies.evidence, proposal), configured: config })
  }

  async function offer(proposal: Proposal, round: SigningRound, note: string): Promise<ServiceOffer> {
    const { service, config, chain } = marketRuntime(dependencies, proposal.market)
    if (service === undefined || service === null) return { kind: 'none' }
    // The delegate's word makes a transaction stand in the owners' wallets: whoever hands out tasks does not choose which.
    const { value: contracts } = await runReadPlan(chain.client, targetFor(config.target).contractsPlan(), { onProgress: beat })
    assertOwnProposal({ proposal, config, contracts })
    const { value: safe } = await runReadPlan(chain.client, safeStatePlan(round.safe), { onProgress: beat })
    const origin = serviceOrigin({ name: 'Plimsoll', note: `${note} · ${proposal.proposalId}` })
    beat()
    const { isNew } = await offerRound(service, { round, owners: safe.owners, origin })
    return { kind: 'offered', isNew }
  }

  return {
    /**
     * Offer a signing round to the owners through the Transaction Service, under the delegate's key.
     *
     * Reads: the Safe's owners at the latest block; the service. Writes: the transaction in the service.
     * Idempotency key: the safeTxHash; what is there is left alone.
     *
     * @throws whatever `assertOwnProposal` and `offerRound` throw: nothing is offered but calls of the target through the market's own route
     */
    async offerToService({ proposal, roundIndex }: { proposal: Proposal; roundIndex: number }): Promise<ServiceOffer> {
      const round = proposal.route.rounds[roundIndex]
      if (round === undefined) return { kind: 'none' }
      return offer(proposal, round, proposal.title)
    },

    /**
     * Offer the rejection of a proposal's nonce through the Transaction Service.
     *
     * Reads and writes: as `offerToService`. Idempotency key: the safeTxHash of the rejection.
     *
     * @throws whatever `assertOwnProposal` and `offerRound` throw: nothing is offered but calls of the target through the market's own route
     */
    async offerRejectionToService({ proposal }: { proposal: Proposal }): Promise<ServiceOffer> {
      const { rejection } = proposal.route
      return rejection === null ? { kind: 'none' } : offer(proposal, rejection, `Reject: ${proposal.title}`)
    },

    /**
     * Wait until the Transaction Service holds confirmations of owners whose signature is not known, and verify them on the chain.
     *
     * Reads: the service every poll interval, with a heartbeat each, and the Safe at the latest block. Writes nothing. A confirmation that does
     * not count is logged once and left out.
     *
     * @throws {ServiceAnsweredOtherHash} when the service holds another transaction under the hash
     * @throws {WorkerStopping} when the worker stops; it is retried
     * @throws whatever `askService` throws
     */
    async pollService(input: {
      proposal: Proposal
      purpose: SigningRound['purpose']
      known: readonly Address[]
    }): Promise<ServiceMovement> {
      const { proposal, purpose, known } = input
      const { config, chain, service } = marketRuntime(dependencies, proposal.market)
      const round = roundsOf(proposal.route).find((candidate) => candidate.purpose === purpose)
      const settings = routeOf(config.route).signing?.service(config.route) ?? null
      if (service === undefined || service === null || settings === null || round === undefined) return { kind: 'none' }
      const otherSafes = configuredSafes(dependencies)
      const interval = durationMs(settings.pollInterval)
      const seen = new Set<Hex>()
      return pollUntil(dependencies, interval, async (): Promise<ServiceMovement | undefined> => {
        const transaction = await readServiceTransaction(service, round)
        if (transaction === null) return { kind: 'gone' }
        if (!transaction.isExecuted && !hasNews(transaction, known, seen)) return undefined
        // The round's own Safe, also where the configuration names another by now.
        const { value: safe, block } = await runReadPlan(chain.client, safeStatePlan(round.safe), { onProgress: beat })
        // The service's word that it is executed is not enough: the chain's nonce says so, or it is asked again.
        if (BigInt(safe.nonce) > BigInt(round.transaction.nonce)) return { kind: 'closed' }
        // No signature for the change counts while the configuration names another route or target than the draft.
        if (round !== proposal.route.rejection && !(await isOwnDraft(proposal))) return undefined
        const context = { chain, round, owners: safe.owners, block, otherSafes }
        const { signatures, refused } = await newConfirmations(context, { transaction, known, seen })
        for (const { claimed, code, reason } of refused) {
          Context.current().log.warn(`A confirmation in the Transaction Service does not count: ${reason}`, { claimed, code })
        }
        return signatures.length > 0 ? { kind: 'confirmed', signatures, threshold: safe.threshold } : undefined
      })
    },
  }
}
