import type { Address, Hex } from 'viem'
import { durationMs } from '../core/duration.js'
import type { MarketId } from '../core/units/marketId.js'
import type { Call } from '../proposals/call.js'
import type { SigningRound } from '../proposals/routes/signingRound.js'
import { safeStatePlan } from '../proposals/safe/safeStatePlan.js'
import type { OwnerSignature, SignatureInput } from '../proposals/safe/signatures.js'
import { runReadPlan } from './chain/runReadPlan.js'
import { type ActivityDependencies, marketRuntime } from './dependencies.js'
import { beat } from './runtime/beat.js'
import { pollUntil } from './runtime/pollUntil.js'
import { assembleRound } from './safe/assembleRound.js'
import { configuredSafes } from './safe/configuredSafes.js'
import { AlreadySigned, SafeNonceNotReached, SafeNonceUsed, TooFewSignatures } from './safe/errors.js'
import { type LostSignature, recheckSignatures } from './safe/recheckSignatures.js'
import { type SignatureContext, verifyOwnerSignature } from './safe/verifyOwnerSignature.js'

/** An owner's signature that counts, and the Safe's threshold as it is now. */
export interface VerifiedSignature {
  readonly owner: Address
  /** Bytes that stand alone: 65, or more of a contract's. */
  readonly signature: Hex
  readonly threshold: number
}

/** Activities around owners' signatures. */
export function signatureActivities(dependencies: ActivityDependencies) {
  async function contextOf(market: MarketId, round: SigningRound, onProgress: () => void = beat) {
    const { chain } = marketRuntime(dependencies, market)
    // The round's own Safe, also where the configuration names another by now: its owners can still reject.
    // The Safe alone: the timelock's role events have no say in who signs, and this is asked at every poll.
    const { value: safe, block } = await runReadPlan(chain.client, safeStatePlan(round.safe), { onProgress })
    const otherSafes = configuredSafes(dependencies)
    const context: SignatureContext = {
      chain,
      round,
      owners: safe.owners,
      block,
      otherSafes: [...otherSafes, ...safe.owners],
    }
    return { context, safe }
  }

  return {
    /**
     * Verify an owner's signature over a round, of whatever kind: who signed is recovered or confirmed on chain, never believed.
     *
     * Reads: the Safe's owners, threshold, nonce and approvals and the owner's contract at the latest block. Writes nothing.
     *
     * @throws {AlreadySigned} when this owner's signature is among those given
     * @throws {SafeNonceUsed} when the round can never be executed
     * @throws whatever `verifyOwnerSignature` throws
     */
    async verifySignature(input: {
      market: MarketId
      round: SigningRound
      signature: SignatureInput
      signedBy: readonly Address[]
    }): Promise<VerifiedSignature> {
      const { context, safe } = await contextOf(input.market, input.round)
      const { nonce } = input.round.transaction
      if (BigInt(safe.nonce) > BigInt(nonce)) throw new SafeNonceUsed(nonce, safe.nonce)
      const { owner, signature } = await verifyOwnerSignature(context, input.signature)
      if (input.signedBy.includes(owner)) throw new AlreadySigned(owner)
      return { owner, signature, threshold: safe.threshold }
    },

    /**
     * Wait until it is the round's turn, its nonce being the Safe's own, and ask again which collected signatures still count: an owner may
     * have been removed meanwhile, the threshold raised.
     *
     * Reads: as `verifySignature`, every poll interval while transactions with lower nonces are not executed. Writes nothing.
     *
     * @throws {WorkerStopping} when the worker stops; it is retried
     * @returns the signatures that no longer count, each with why, and the threshold as it is now
     */
    async awaitTurn(input: {
      market: MarketId
      round: SigningRound
      signatures: readonly OwnerSignature[]
    }): Promise<{ lost: LostSignature[]; threshold: number }> {
      const { config } = marketRuntime(dependencies, input.market)
      return pollUntil(dependencies, durationMs(config.chain.pollInterval), async (beat) => {
        const { context, safe } = await contextOf(input.market, input.round, beat)
        if (BigInt(safe.nonce) < BigInt(input.round.transaction.nonce)) return undefined
        const { lost } = await recheckSignatures(context, input.signatures)
        return { lost: [...lost], threshold: safe.threshold }
      })
    },

    /**
     * Encode the Safe's execTransaction from a round and its owners' signatures of every kind.
     *
     * Reads: as `verifySignature`, so that what no longer counts is left out. Writes nothing.
     *
     * @throws {TooFewSignatures} when those that still count do not reach the threshold
     * @throws {SafeNonceNotReached} while transactions with lower nonces are not executed; it is retried
     * @throws {ExecEncodingMismatch} when protocol-kit puts it together differently
     */
    async encodeRound(input: { market: MarketId; round: SigningRound; signatures: readonly OwnerSignature[] }): Promise<Call> {
      const { context, safe } = await contextOf(input.market, input.round)
      const { nonce } = input.round.transaction
      if (BigInt(safe.nonce) < BigInt(nonce)) throw new SafeNonceNotReached(nonce, safe.nonce)
      const { valid, lost } = await recheckSignatures(context, input.signatures)
      if (valid.length < safe.threshold) throw new TooFewSignatures(valid.length, safe.threshold, lost)
      return assembleRound({ rpcUrl: context.chain.rpcUrl, round: input.round, signatures: valid })
    },
  }
}
