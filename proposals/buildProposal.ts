import type { Hex } from 'viem'
import { type ClaimCheck, claimOf } from '../core/claimCheck.js'
import { durationMs } from '../core/duration.js'
import type { ParameterChange } from '../core/parameters.js'
import { PlimsollError } from '../core/errors/plimsollError.js'
import { parse } from '../core/schemas/parse.js'
import type { PolicyRecommendation } from '../models/policy/policy.js'
import { policyOf } from '../models/policy/registry.js'
import type { Call, DecodedCall } from './call.js'
import { draftingOf } from './drafting.js'
import type { MarketConfig } from './marketConfig.js'
import { type Proposal, proposalSchema } from './proposal.js'
import { proposalId as computeProposalId } from './proposalId.js'
import { proposalTitle } from './proposalTitle.js'
import type { ReadBlock } from './read/readPlan.js'
import { routeFor } from './routes/registry.js'
import type { RouteState } from './routes/route.js'
import type { ChainState } from './targets/chainState.js'
import type { TargetContracts } from './targets/targetContracts.js'
import { targetFor, type UnboundTarget } from './targets/registry.js'

/** A recommendation moves nothing, so there is nothing to propose. */
class NothingToPropose extends PlimsollError {
  readonly code = 'NOTHING_TO_PROPOSE'
  readonly kind = 'run'

  constructor(market: string) {
    super({
      shortMessage: `The recommendation for ${market} changes no parameter.`,
      metaMessages: ['Draft a proposal only where the recommendation has changes.'],
    })
  }
}

/** The parts of a proposal are not about one market on one chain. */
class MismatchedProposalParts extends PlimsollError {
  readonly code = 'MISMATCHED_PROPOSAL_PARTS'
  readonly kind = 'failed'

  constructor(what: string, values: readonly (string | number)[]) {
    super({
      shortMessage: `The parts of the proposal differ in ${what}: ${values.join(', ')}.`,
      metaMessages: ['Draft it from the configuration, state and recommendation of one run.'],
    })
  }
}

/** What a proposal is made of: a recommendation with its evidence, and the chain at drafting. */
export interface ProposalInputs {
  readonly recommendation: PolicyRecommendation
  readonly recommendationClaim: ClaimCheck
  readonly evidence: ClaimCheck
  readonly config: MarketConfig
  readonly routeState: RouteState
  readonly contracts: TargetContracts
  readonly state: ChainState
  /** The schedule's instant, ISO 8601 in UTC. */
  readonly scheduledAt: string
  readonly genesisHash: Hex | string
  readonly draftedAt: ReadBlock
}

/**
 * Turn a recommendation into a proposal: calls, identity, bytes and hashes, all fixed before anybody is asked to sign.
 *
 * @param input.evidence - the evidence manifest's claim; its hash is part of the identity.
 * @param input.state - the market as the recommendation saw it: the "before" of the decoded calls.
 * @param input.routeState - the route at `draftedAt`.
 * @returns a proposal that its schema accepts; it expires the configured time to live after `draftedAt`, in chain time.
 * @throws {InvalidInputError} when route state, contracts or block are not what a drafting record holds.
 * @throws {NothingToPropose} when the recommendation changes nothing.
 * @throws {MismatchedProposalParts} when configuration, state and recommendation are not of one market and chain.
 * @throws {UnsupportedSafeVersion} when the Safe's signing rules are not known.
 */
export function buildProposal(input: ProposalInputs): Proposal {
  const { recommendation, config, contracts, state, draftedAt } = input
  const chainId = config.chain.id
  assertSame('market', [config.id, recommendation.market, state.market])
  assertSame('chain id', [chainId, recommendation.chainId, state.chainId])
  const changes = policyOf(recommendation.policy).changes(recommendation)
  if (changes.length === 0) throw new NothingToPropose(config.id)

  const target = targetFor(config.target)
  const route = routeFor(config.route)
  const { calls, decodedCalls } = changedCalls({ target, changes, contracts })
  const proposalId = computeProposalId({
    chainId,
    market: config.id,
    routeAddresses: route.addresses(),
    scheduledAt: input.scheduledAt,
    evidenceSha256: input.evidence.sha256,
    recommendation,
  })
  const proposal: Proposal = {
    version: 1,
    proposalId,
    market: config.id,
    chainId,
    genesisHash: input.genesisHash as Hex,
    title: proposalTitle(changes, target.titleOrder),
    scheduledAt: input.scheduledAt,
    draftedAt: { number: draftedAt.number.toString(), hash: draftedAt.hash, timestampSeconds: draftedAt.timestampSeconds },
    expiresAtSeconds: draftedAt.timestampSeconds + Math.floor(durationMs(config.proposal.timeToLive) / 1_000),
    isSynthetic: recommendation.isSynthetic,
    notice: config.notice,
    evidence: input.evidence,
    recommendation: input.recommendationClaim,
    drafting: claimOf(draftingOf(input)),
    target: target.kind,
    changes,
    calls,
    decodedCalls,
    route: route.bind({ state: input.routeState, chainId, calls, proposalId }),
  }
  return parse(proposalSchema, proposal, 'The drafted proposal')
}

function assertSame(what: string, values: readonly (string | number)[]): void {
  if (new Set(values).size > 1) throw new MismatchedProposalParts(what, values)
}

/**
 * Make the calls of a list of changes, and what they say to a reader.
 *
 * @throws {MissingTargetContract} when the target's contract is not given.
 */
export function changedCalls(input: {
  target: Pick<UnboundTarget, 'encode' | 'decode'>
  changes: readonly ParameterChange[]
  contracts: TargetContracts
}): {
  calls: Call[]
  decodedCalls: DecodedCall[]
} {
  const { target, changes, contracts } = input
  const before = changes.map(({ subject, address, parameter, from }) => ({ subject, address, parameter, value: from }))
  const calls = [...target.encode({ changes, contracts })]
  return { calls, decodedCalls: calls.map((call) => target.decode({ call, contracts, before })) }
}
