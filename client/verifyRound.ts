import { assertChain, type ChainClient } from '../activities/chain/chainClient.js'
import { OtherChain } from '../activities/chain/errors.js'
import { runReadPlan } from '../activities/chain/runReadPlan.js'
import { SafeHashMismatch, SafeNonceUsed } from '../activities/safe/errors.js'
import { sameHex } from '../core/hex.js'
import { assertOwnProposal, ProposalMisstated } from '../proposals/assertOwnProposal.js'
import type { Call, DecodedCall } from '../proposals/call.js'
import type { MarketConfig } from '../proposals/marketConfig.js'
import type { Proposal } from '../proposals/proposal.js'
import { NotTheConfiguredRoute } from '../proposals/routes/errors.js'
import { routeFor } from '../proposals/routes/registry.js'
import { type RouteBinding, roundsOf } from '../proposals/routes/routeBinding.js'
import type { SigningRound } from '../proposals/routes/signingRound.js'
import { safeHashes } from '../proposals/safe/safeHashes.js'
import type { SafeHashes } from '../proposals/safe/safeTransaction.js'
import type { SafeState } from '../proposals/safe/safeState.js'
import { targetFor } from '../proposals/targets/registry.js'

/** A round that was rebuilt from its fields alone, on the signer's side. */
export interface VerifiedRound {
  readonly round: SigningRound
  /** Computed here from the fields; equal to the chain's own. */
  readonly hashes: SafeHashes
  /** Decoded here from the bytes that are signed; empty for the rejection, which calls nothing. */
  readonly calls: readonly DecodedCall[]
  /** The Safe as the chain has it. */
  readonly safe: SafeState
}

/**
 * Rebuild a round before it is signed, trusting nothing but the fields, the signer's own configuration and the chain: hashes are computed
 * again and compared with the Safe's `getTransactionHash`, calls are decoded again from the very bytes.
 *
 * @throws {NotTheConfiguredRoute} when the route, its contracts or the chain are not the configured ones, or the call is not a plain one
 * @throws {OtherChain} when the chain is not the one of the draft
 * @throws {SafeHashMismatch} when a hash is not that of the fields, or not the chain's
 * @throws {SafeNonceUsed} when the Safe is past the round's nonce
 * @throws {ProposalMisstated} when what the proposal shows does not follow from the bytes; of a rejection, which shows no calls, its binding only
 * @throws {NotATimelockCall} {NotATargetCall} when the bytes do something else than carrying out calls of the target
 */
export async function verifyRound(input: {
  proposal: Proposal
  purpose: SigningRound['purpose']
  config: MarketConfig
  chain: ChainClient
}): Promise<VerifiedRound> {
  const { proposal, purpose, config, chain } = input
  const bound = routeFor(config.route)
  const { signing } = bound
  if (proposal.route.kind !== bound.kind) throw new NotTheConfiguredRoute('kind of route', proposal.route.kind, bound.kind)
  const rounds = roundsOf(proposal.route)
  const round = rounds.find((candidate) => candidate.purpose === purpose)
  if (round === undefined || signing === null)
    throw new NotTheConfiguredRoute('signing round', purpose, rounds.map((each) => each.purpose).join(', ') || 'none')
  signing.assertRound({ round, config: config.route, chainId: config.chain.id })
  const genesisHash = await assertChain(chain)
  if (genesisHash !== proposal.genesisHash) throw new OtherChain(proposal.genesisHash, genesisHash)

  const [{ value: state }, { value: onChain }] = await Promise.all([
    runReadPlan(chain.client, bound.statePlan()),
    runReadPlan(chain.client, bound.hashPlan(proposal.route)),
  ])
  const safe = signing.safeOf(state)
  const { chainId } = chain
  const hashes = safeHashes({ chainId, safe: safe.address, version: safe.version, transaction: round.transaction })
  if (!sameHex(hashes.safeTxHash, round.hashes.safeTxHash))
    throw new SafeHashMismatch(hashes.safeTxHash, round.hashes.safeTxHash, 'the proposal')
  if (round.safeVersion !== safe.version) throw new NotTheConfiguredRoute('Safe version', round.safeVersion, safe.version)
  assertSameNonces(proposal.route)
  if (BigInt(safe.nonce) > BigInt(round.transaction.nonce)) throw new SafeNonceUsed(round.transaction.nonce, safe.nonce)
  signing.assertBound({ proposal, round, config: config.route, state })
  const chainHash = onChain.find(({ name }) => name === `${purpose}: safeTxHash`)?.onChain
  if (chainHash === undefined || !sameHex(hashes.safeTxHash, chainHash)) {
    throw new SafeHashMismatch(hashes.safeTxHash, chainHash ?? '0x', "the Safe's own getTransactionHash")
  }
  if (round.transaction.data === '0x') {
    // A rejection shows no calls. Its exits and its nonce must be those that the bytes make, not those that somebody wrote beside them.
    const [objection] = bound.bindingObjections(proposal)
    if (objection !== undefined) throw new ProposalMisstated(proposal.proposalId, objection.message)
    return { round, hashes, calls: [], safe }
  }
  const calls = signing.callsOf(round)
  const decoded = await decodeCalls(calls, config, chain)
  assertOwnProposal({ proposal, config })
  return { round, hashes, calls: decoded, safe }
}

/** Make sure that every round which is to spend a nonce instead has that nonce. */
function assertSameNonces(route: RouteBinding): void {
  const nonceOf = (purpose: string) => roundsOf(route).find((round) => round.purpose === purpose)?.transaction.nonce ?? ''
  for (const exit of route.exits) {
    if (exit.kind !== 'spendNonce') continue
    const [own, other] = [nonceOf(exit.of), nonceOf(exit.name)]
    if (own !== other) throw new NotTheConfiguredRoute("rejection's Safe nonce", other, own)
  }
}

async function decodeCalls(calls: readonly Call[], config: MarketConfig, chain: ChainClient): Promise<DecodedCall[]> {
  const target = targetFor(config.target)
  const { value: contracts, block } = await runReadPlan(chain.client, target.contractsPlan())
  const { value: reserves } = await runReadPlan(chain.client, target.parametersPlan(), { block })
  return calls.map((call) => target.decode({ call, contracts, before: target.valuesOf(reserves) }))
}
