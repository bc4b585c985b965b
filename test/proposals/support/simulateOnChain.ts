import { chainClient } from '../../../activities/chain/chainClient.js'
import { runReadPlan } from '../../../activities/chain/runReadPlan.js'
import { simulate } from '../../../activities/simulation/simulate.js'
import type { Proposal } from '../../../proposals/proposal.js'
import { type SimulationResult, simulationResultSchema } from '../../../proposals/simulation/simulationResult.js'
import { targetFor } from '../../../proposals/targets/registry.js'
import type { marketOnChain } from './marketOnChain.js'

/** Simulate a proposal on forks of a real market's chain, as the relayer. */
export async function simulateOnChain(
  { chain, config, account }: Pick<Awaited<ReturnType<typeof marketOnChain>>, 'chain' | 'config' | 'account'>,
  proposal: Proposal,
  signal: AbortSignal = new AbortController().signal,
): Promise<SimulationResult> {
  const live = chainClient({ chainId: chain.chainId, rpcUrl: chain.rpcUrl })
  const plan = targetFor(config.target).statePlan({ market: config.id, chainId: chain.chainId })
  const result = await simulate({
    chain: live,
    config,
    proposal,
    readState: async (at) => (await runReadPlan(live.client, plan, at)).value,
    sender: account(4).address,
    signal,
  })
  return simulationResultSchema.parse(result)
}
