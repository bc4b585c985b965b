import type { Hex } from 'viem'
import { assertChain, type ChainClient } from '../activities/chain/chainClient.js'
import { OtherChain } from '../activities/chain/errors.js'
import { runReadPlan } from '../activities/chain/runReadPlan.js'
import { SafeHashMismatch, SafeNonceUsed } from '../activities/safe/errors.js'
import { durationMs } from '../core/duration.js'
import { sameHex } from '../core/hex.js'
import { assertOwnProposal } from '../proposals/assertOwnProposal.js'
import { type Call, type DecodedCall, isSameCall } from '../proposals/call.js'
import type { MarketConfig } from '../proposals/marketConfig.js'
import type { Proposal } from '../proposals/proposal.js'
import { NotTheConfiguredRoute } from '../proposals/routes/errors.js'
import { routeFor } from '../proposals/routes/registry.js'
import { assertConfiguredRound } from '../proposals/routes/safeTimelock/assertConfiguredRound.js'
import type { SafeTimelockState } from '../proposals/routes/safeTimelock/safeTimelockState.js'
import type { SigningRound } from '../proposals/routes/signingRound.js'
import { safeHashes } from '../proposals/safe/safeHashes.js'
import type { SafeHashes } from '../proposals/safe/safeTransaction.js'
import { targetFor } from '../proposals/targets/registry.js'
import { cancel, decodeScheduleBatch, executeBatch } from '../proposals/timelock/timelockCalls.js'

/** A round that was rebuilt from its fields alone, on the signer's side. */
export interface VerifiedRound {
  readonly round: SigningRound
  /** Computed here from the fields; equal to the chain's own. */
  readonly hashes: SafeHashes
  /** Decoded here from the bytes that are signed; empty for the rejection, which calls nothing. */
  readonly calls: readonly DecodedCall[]
  readonly route: SafeTimelockState
}

/**
 * Rebuild a round before it is signed, trusting nothing but the fields, the signer's own configuration and the chain: hashes are computed
 * again and compared with the Safe's `getTransactionHash`, calls are decoded again from the very bytes.
 *
 * @throws {NotTheConfiguredRoute} when Safe, timelock or chain are not the configured ones, or the call is no plain one
 * @throws {OtherChain} when the chain is not the one of the draft
 * @throws {SafeHashMismatch} when a hash is not that of the fields, or not the chain's
 * @throws {SafeNonceUsed} when the Safe is past the round's nonce
 * @throws {ProposalMisstated} when what the proposal shows does not follow from the bytes; not asked of a rejection, which shows nothing
 * @throws {NotATimelockCall} {NotATargetCall} when the bytes do something else than scheduling calls of the target
 */
export async function verifyRound(input: {
  proposal: Proposal
  purpose: SigningRound['purpose']
  config: MarketConfig
  chain: ChainClient
}): Promise<VerifiedRound> {
  const { proposal, purpose, config, chain } = input
  const round =
    purpose === 'reject' ? proposal.route.rejection : proposal.route.rounds.find((candidate) => candidate.purpose === purpose)
  if (round === undefined)
    throw new NotTheConfiguredRoute('signing round', purpose, proposal.route.rounds.map((each) => each.purpose).join(', '))
  assertConfiguredRound(round, config)
  const genesisHash = await assertChain(chain)
  if (genesisHash !== proposal.genesisHash) throw new OtherChain(proposal.genesisHash, genesisHash)

  const bound = routeFor(config.route)
  const [{ value: route }, { value: onChain }] = await Promise.all([
    runReadPlan(chain.client, bound.statePlan()),
    runReadPlan(chain.client, bound.hashPlan(proposal.route)),
  ])
  const hashes = safeHashes({
    chainId: chain.chainId,
    safe: config.route.safe,
    version: route.safe.version,
    transaction: round.transaction,
  })
  if (!sameHex(hashes.safeTxHash, round.hashes.safeTxHash))
    throw new SafeHashMismatch(hashes.safeTxHash, round.hashes.safeTxHash, 'the proposal')
  if (round.safeVersion !== route.safe.version)
    throw new NotTheConfiguredRoute('Safe version', round.safeVersion, route.safe.version)
  assertBound(proposal, round, config, route)
  const chainHash = onChain.find(({ name }) => name === `${purpose}: safeTxHash`)?.onChain
  if (chainHash === undefined || !sameHex(hashes.safeTxHash, chainHash)) {
    throw new SafeHashMismatch(hashes.safeTxHash, chainHash ?? '0x', "the Safe's own getTransactionHash")
  }
  if (purpose === 'reject') return { round, hashes, calls: [], route }
  const calls = await decodeCalls(round, config, chain)
  assertOwnProposal({ proposal, config })
  return { round, hashes, calls, route }
}

/** Hold everything that the guardian, the relayer and the clock go by to the very bytes that are signed. */
function assertBound(proposal: Proposal, round: SigningRound, config: MarketConfig, { safe, block }: SafeTimelockState): void {
  const { operation, rejection, rounds } = proposal.route
  const nonce = rounds[0]?.transaction.nonce ?? ''
  if (rejection.transaction.nonce !== nonce)
    throw new NotTheConfiguredRoute("rejection's Safe nonce", rejection.transaction.nonce, nonce)
  if (BigInt(safe.nonce) > BigInt(round.transaction.nonce)) throw new SafeNonceUsed(round.transaction.nonce, safe.nonce)
  if (round.purpose === 'reject') return
  if (block.timestampSeconds > proposal.expiresAtSeconds) {
    throw new NotTheConfiguredRoute('expiry (chain time)', proposal.expiresAtSeconds, `a clock at ${block.timestampSeconds}`)
  }
  const signed = decodeScheduleBatch(round.transaction)
  const leastDelay = durationMs(config.route.minimumDelay) / 1_000
  if (signed.delaySeconds < leastDelay)
    throw new NotTheConfiguredRoute('delay in seconds', signed.delaySeconds, `at least ${leastDelay}`)
  if (!sameHex(signed.salt, proposal.proposalId)) throw new NotTheConfiguredRoute('salt', signed.salt, proposal.proposalId)
  if (BigInt(signed.predecessor) !== 0n) throw new NotTheConfiguredRoute('predecessor', signed.predecessor, 'none')
  if (!sameHex(signed.id, operation.id)) throw new NotTheConfiguredRoute('operation', operation.id, signed.id)
  const { timelock } = config.route
  const { cancellation, execution } = proposal.route
  if (!isSameCall(cancellation, cancel({ timelock, id: signed.id })))
    throw new NotTheConfiguredRoute("guardian's call", described(cancellation), `the cancellation of ${signed.id}`)
  if (!isSameCall(execution, executeBatch({ ...signed, timelock })))
    throw new NotTheConfiguredRoute("relayer's call", described(execution), `the execution of ${signed.id}`)
}

/** A call in a line: an execution's bytes run to pages. */
function described({ to, value, data }: Call): string {
  return `${data.length > 74 ? `${data.slice(0, 74)}…` : data} to ${to} with value ${value}`
}

async function decodeCalls(round: SigningRound, config: MarketConfig, chain: ChainClient): Promise<DecodedCall[]> {
  const target = targetFor(config.target)
  const { value: contracts, block } = await runReadPlan(chain.client, target.contractsPlan())
  const { value: reserves } = await runReadPlan(chain.client, target.parametersPlan(), { block })
  const { targets, values, payloads } = decodeScheduleBatch(round.transaction)
  return targets.map((to, i) =>
    target.decode({
      call: { to, value: values[i] ?? '0', data: payloads[i] as Hex },
      contracts,
      before: target.valuesOf(reserves),
    }),
  )
}
