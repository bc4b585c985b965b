import { latestBlock } from '../../../activities/chain/runReadPlan.js'
import { buildProposal } from '../../../proposals/buildProposal.js'
import { safeTimelockStateSchema } from '../../../proposals/routes/safeTimelock/safeTimelockState.js'
import { routeFor } from '../../../proposals/routes/registry.js'
import { targetFor } from '../../../proposals/targets/registry.js'
import { claim } from './claim.js'
import type { marketOnChain } from './marketOnChain.js'
import { onSafeTimelock, type SafeTimelockContext, safeTimelockOf } from './onSafeTimelock.js'
import { parameters } from './parameters.js'
import { recommendationFor } from './recommendationFor.js'
import { snapshotFor } from './snapshotFor.js'
import { readsAave } from './aaveState.js'

/** Draft a proposal on a real market that tightens WETH and LINK by 50 bps, and read everything that the checks ask for. */
export async function draftOnChain(
  { client, config, read, deployment }: Awaited<ReturnType<typeof marketOnChain>>,
  tightenBps = 50,
) {
  const [target, route] = [targetFor(config.target), routeFor(config.route)]
  const block = await latestBlock(client as never)
  const state = await read(readsAave(target.statePlan({ market: config.id, chainId: config.chain.id })))
  const contracts = await read(target.contractsPlan())
  const routeState = await read(route.statePlan())
  const moved = (asset: string) => {
    const { ltvBps, ltBps, lbBps } = state.reserves.find((reserve) => reserve.asset === asset)!.parameters
    return parameters(ltvBps - tightenBps, ltBps - tightenBps, lbBps)
  }
  const recommendation = recommendationFor(state, { WETH: moved('WETH'), LINK: moved('LINK') })
  const snapshot = snapshotFor(state)
  const built = buildProposal({
    recommendation,
    recommendationClaim: claim(recommendation),
    evidence: claim(snapshot),
    config,
    routeState,
    contracts,
    state,
    scheduledAt: '2022-06-12T00:00:00Z',
    genesisHash: deployment.genesisHash,
    draftedAt: block,
  })
  const proposal = onSafeTimelock(built)
  const context: SafeTimelockContext = {
    proposal,
    recommendation,
    snapshot,
    guardrails: config.guardrails,
    adjustableAssets: ['WETH', 'WBTC', 'LINK', 'AAVE'],
    routeConfig: safeTimelockOf(config),
    simulation: null,
    liveProposals: [proposal.proposalId],
    live: {
      block,
      market: state,
      route: safeTimelockStateSchema.parse(routeState),
      authorities: await read(target.authorityPlan()),
      contracts,
      hashes: await read(route.hashPlan(proposal.route)),
    },
  }
  return { proposal, context, state, route }
}
