import { chainClient } from '../activities/chain/chainClient.js'
import { latestBlock, runReadPlan } from '../activities/chain/runReadPlan.js'
import { simulate } from '../activities/simulation/simulate.js'
import { claimOf } from '../core/claimCheck.js'
import { bps } from '../core/units/bps.js'
import { insuranceFund } from '../models/book/insuranceFund.js'
import { type AaveV3State, aaveV3StateSchema } from '../proposals/targets/aaveV3/aaveV3State.js'
import { type Recommendation, recommendationSchema } from '../models/policy/collateral/recommendation.js'
import { buildProposal } from '../proposals/buildProposal.js'
import { routeFor } from '../proposals/routes/registry.js'
import { targetFor } from '../proposals/targets/registry.js'
import { below, type Measure } from './measure.js'
import { median } from './median.js'
import { startSimulationMarket } from './support/simulationMarket.js'

const RUNS = 3
const BORROWERS = 1_000
const CHANGES = 20
const STEP_BPS = 50
const NO_LOSSES = { meanUsd: 0, quantileUsd: 0, expectedShortfallUsd: 0, worstUsd: 0 }
const NO_FUND = insuranceFund({
  badDebtUsd: Float64Array.of(0),
  accounts: [],
  worstReplayUsd: 0,
  probability: 0.999,
  factor: 1,
})

/** Time the simulation of a batch of 20 changes with 1,000 borrowers: both forks, every parameter and every health factor in both. */
export async function measure(): Promise<Measure[]> {
  const market = await startSimulationMarket(BORROWERS)
  try {
    const { config } = market
    const chain = chainClient({ chainId: config.chain.id, rpcUrl: market.rpcUrl })
    const [target, route] = [targetFor(config.target), routeFor(config.route)]
    const plan = target.statePlan({ market: config.id, chainId: config.chain.id })
    const draftedAt = await latestBlock(chain.client)
    const at = { block: draftedAt }
    const { value: state } = await runReadPlan(chain.client, plan, at)
    const recommendation = tightened(aaveV3StateSchema.parse(state))
    const proposal = buildProposal({
      recommendation,
      recommendationClaim: claimOf(recommendation),
      evidence: claimOf(state),
      config,
      routeState: (await runReadPlan(chain.client, route.statePlan(), at)).value,
      contracts: (await runReadPlan(chain.client, target.contractsPlan(), at)).value,
      state,
      scheduledAt: recommendation.asOf,
      genesisHash: market.genesisHash,
      draftedAt,
    })
    const samples: number[] = []
    for (let i = 0; i < RUNS; i++) {
      const startMs = performance.now()
      const result = await simulate({
        chain,
        config,
        proposal,
        readState: async (block) => (await runReadPlan(chain.client, plan, block)).value,
        sender: market.relayer,
        signal: new AbortController().signal,
      })
      samples.push((performance.now() - startMs) / 1_000)
      if (result.outcome !== 'executed' || result.accounts.length !== BORROWERS)
        throw new Error(`The simulation is ${result.outcome} with ${result.accounts.length} borrowers: ${result.failure?.reason}`)
    }
    const name = `simulating a batch of ${CHANGES} changes with ${BORROWERS.toLocaleString('en')} borrowers (median of ${RUNS})`
    return [below({ name, unit: 's', value: median(samples), goal: 10 })]
  } finally {
    await market.stop()
  }
}

/** Tighten the first 20 volatile assets by one step, by hand: what the models think of them does not matter here. */
function tightened(state: AaveV3State): Recommendation {
  const moving = new Set(state.reserves.filter(({ asset }) => asset !== 'USDC').slice(0, CHANGES))
  return recommendationSchema.parse({
    version: 1,
    policy: 'collateral',
    market: state.market,
    chainId: state.chainId,
    asOf: new Date(state.block.timestampSeconds * 1_000).toISOString(),
    block: state.block,
    isSynthetic: true,
    assets: state.reserves.map((reserve) => {
      const { asset, address, parameters: current } = reserve
      const { ltvBps, ltBps, lbBps } = current
      const proposed = moving.has(reserve) ? { ltvBps: bps(ltvBps - STEP_BPS), ltBps: bps(ltBps - STEP_BPS), lbBps } : current
      const direction = moving.has(reserve) ? 'tighten' : 'keep'
      return { asset, address, current, target: proposed, band: null, proposed, direction, reasons: [], cuts: [] }
    }),
    madeLiquidatable: { limitUsd: 0, usd: 0, accounts: [] },
    alreadyLiquidatable: { usd: 0, accounts: 0 },
    scenarios: {
      probability: 0.99,
      horizonHours: 24,
      count: 0,
      seed: 0,
      liquidatedUsdCurrent: 0,
      liquidatedUsdProposed: 0,
      badDebt: { current: NO_LOSSES, proposed: NO_LOSSES },
      correlation: { assets: [], matrix: [] },
    },
    replays: {
      assets: [],
      days: 0,
      firstDay: null,
      lastDay: null,
      worstBadDebtUsd: { current: 0, proposed: 0 },
      worstDays: [],
    },
    insuranceFund: { current: NO_FUND, proposed: NO_FUND },
    constants: {},
  })
}
