import { PlimsollError } from '../core/errors/plimsollError.js'
import { changedCalls } from './buildProposal.js'
import { settingObjections } from './checks/decodedCalls.js'
import type { MarketConfig } from './marketConfig.js'
import { NotTheConfiguredRoute } from './routes/errors.js'
import type { Proposal } from './proposal.js'
import { proposalTitle } from './proposalTitle.js'
import { routeOf } from './routes/registry.js'
import { sameHex } from '../core/hex.js'
import type { TargetContracts } from './targets/targetContracts.js'
import { targetFor } from './targets/registry.js'
import { compareValues } from './verify/compareProposals.js'

/** What a proposal shows is not what its bytes say. */
export class ProposalMisstated extends PlimsollError {
  readonly code = 'PROPOSAL_MISSTATED'
  readonly kind = 'failed'

  constructor(proposalId: string, why: string) {
    super({
      shortMessage: `The proposal ${proposalId} is not what it shows: ${why}`,
      metaMessages: ['Do not sign. Whoever keeps it (the Temporal server, a worker) altered it, or is of another version.'],
    })
  }
}

/**
 * Hold a proposal to the reader's own configuration and to its own bytes, trusting nothing that whoever keeps it computed: every hash, id,
 * decoded call, changed parameter and the title are made again from the bytes that would be signed. Asks nobody.
 *
 * @param input.contracts - the target's contracts as the chain has them; without, the one that the calls name is taken for it
 * @throws {NotTheConfiguredRoute} when market, chain, the route's contracts or an asset's address are not the configured ones
 * @throws {ProposalMisstated} when a hash, an id, a call or a value that it shows does not follow from the bytes
 * @throws {NotATimelockCall} {NotATargetCall} {UnsupportedSafeVersion} when the bytes do something else than carrying out calls of the target
 */
export function assertOwnProposal(input: { proposal: Proposal; config: MarketConfig; contracts?: TargetContracts }): void {
  const { proposal, config } = input
  const { proposalId, market, chainId, route, calls, changes, decodedCalls } = proposal
  const misstated = (why: string) => new ProposalMisstated(proposalId, why)

  if (market !== config.id) throw new NotTheConfiguredRoute('market', market, config.id)
  if (chainId !== config.chain.id) throw new NotTheConfiguredRoute('chain id', chainId, config.chain.id)
  if (route.kind !== config.route.kind) throw new NotTheConfiguredRoute('kind of route', route.kind, config.route.kind)
  const { assertConfigured, bindingObjections } = routeOf(route)
  assertConfigured({ proposal, config: config.route })
  const [objection] = bindingObjections(proposal)
  if (objection !== undefined) throw misstated(objection.message)

  for (const { subject: asset, address } of changes) {
    const own = config.assets.find(({ symbol }) => symbol === asset)
    if (own === undefined || !sameHex(own.address, address))
      throw new NotTheConfiguredRoute(`asset ${asset}`, address, own?.address ?? 'no such asset')
  }
  const target = targetFor(config.target)
  if (proposal.target !== target.kind) throw new NotTheConfiguredRoute('target', proposal.target, target.kind)
  const contracts = input.contracts ?? target.claimedContracts(calls)
  const shown = changedCalls({ target, changes, contracts })
  const differences = [
    ...compareValues(calls, shown.calls, 'calls'),
    ...compareValues(decodedCalls, shown.decodedCalls, 'decodedCalls'),
    ...compareValues(proposal.title, proposalTitle(changes, target.titleOrder), 'title'),
  ]
  const [unset] = settingObjections(changes, shown.decodedCalls)
  if (unset !== undefined) throw misstated(unset.message)
  const [first] = differences
  if (first !== undefined) throw misstated(`${first.path} is ${first.stored}, and its bytes make it ${first.computed}.`)
}
