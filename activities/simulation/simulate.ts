import type { Address } from 'viem'
import type { Book } from '../../models/book/book.js'
import type { MarketConfig } from '../../proposals/marketConfig.js'
import type { Proposal } from '../../proposals/proposal.js'
import type { ReadBlock } from '../../proposals/read/readPlan.js'
import { routeFor, routeOf } from '../../proposals/routes/registry.js'
import { healthSummary } from '../../proposals/simulation/healthSummary.js'
import { calldataDigest } from '../../proposals/safe/safeTypedData.js'
import type { SimulationResult } from '../../proposals/simulation/simulationResult.js'
import type { ChainState } from '../../proposals/targets/chainState.js'
import { targetFor } from '../../proposals/targets/registry.js'
import type { ChainClient } from '../chain/chainClient.js'
import { latestBlock, runReadPlan } from '../chain/runReadPlan.js'
import { compareForks } from './compareForks.js'
import { walkRoute } from './walkRoute.js'
import { withForks } from './withForks.js'

/** What a simulation needs. */
export interface SimulateInput {
  readonly chain: ChainClient
  readonly config: MarketConfig
  readonly proposal: Proposal
  /** Read the market with every borrower's position at a block. */
  readonly readState: (at: { readonly block: ReadBlock; readonly onProgress: () => void }) => Promise<ChainState>
  /** Who sends: the relayer, impersonated. */
  readonly sender: Address
  /** Ends the simulation and its forks. */
  readonly signal: AbortSignal
}

/**
 * Carry a proposal out on a copy of its chain, from the stage where it is, and compare with a copy that only waits as long.
 *
 * Reads the live chain at one block and sends nothing there.
 *
 * @throws {AnvilUnavailable} {SimulationUnavailable} when it could not be carried out; a proposal that reverts is a result, not an error.
 */
export async function simulate(input: SimulateInput): Promise<SimulationResult> {
  const { chain, config, proposal, sender, signal } = input
  const onProgress = (): void => signal.throwIfAborted()
  const [target, route] = [targetFor(config.target), routeOf(proposal.route)]
  const at = { block: await latestBlock(chain.client), onProgress }
  const fromBlock = BigInt(proposal.draftedAt.number)
  const { value: status } = await runReadPlan(chain.client, route.statusPlan({ binding: proposal.route, fromBlock }), at)
  const begun: SimulationResult = {
    version: 1,
    proposalId: proposal.proposalId,
    market: proposal.market,
    chainId: proposal.chainId,
    block: { number: at.block.number.toString(), hash: at.block.hash, timestampSeconds: at.block.timestampSeconds },
    phase: status.phase,
    outcome: 'notExecutable',
    failure: { step: 'none', reason: `the proposal is ${status.phase} on chain` },
    bytes: {
      safeTxHashes: proposal.route.rounds.map(({ hashes }) => hashes.safeTxHash),
      executionDigest: calldataDigest(route.simulation.boundCall(proposal.route).data),
    },
    transactions: [],
    events: [],
    comparedAtSeconds: null,
    parameters: [],
    accounts: [],
    health: target.simulation.accountPlan === null ? null : healthSummary([]),
  }
  if (status.outcome !== null) return begun

  // Read while the forks start.
  const live = Promise.all([
    input.readState(at),
    runReadPlan(chain.client, routeFor(config.route).statePlan(), at),
    runReadPlan(chain.client, target.contractsPlan(), at),
  ])
  live.catch(() => {})
  return withForks({ chain, blockNumber: at.block.number, signal }, async (forks) => {
    const [state, { value: routeState }, { value: contracts }] = await live
    const book = target.bookOf(state)
    const compared = compareForks(forks, { simulation: target.simulation, contracts, state, book, onProgress })
    const before = await compared.parametersBefore()
    const walk = await walkRoute(forks, {
      stages: route.simulation.stages({ binding: proposal.route, status, state: routeState, sender }),
      startSeconds: at.block.timestampSeconds,
      events: [...route.simulation.events, ...target.simulation.events],
      errors: [...route.simulation.errors, ...target.simulation.errors],
    })
    onProgress()
    const { transactions, events, failure } = walk
    if (failure !== null) return { ...begun, outcome: 'reverted', failure, transactions, events }
    const accounts = await compared.accounts(usdDecimals(book))
    return {
      ...begun,
      outcome: 'executed',
      failure: null,
      transactions,
      events,
      comparedAtSeconds: walk.endSeconds,
      parameters: await compared.parameters(before),
      accounts: accounts ?? [],
      health: accounts === null ? null : healthSummary(accounts),
    }
  })
}

/** Decimals of the oracle's unit: the same for every asset of a market. */
function usdDecimals({ assets }: Book): number {
  return assets[0]?.priceDecimals ?? 8
}
