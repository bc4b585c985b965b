import type { Address } from 'viem'
import type { InsuranceFund } from '../../../models/book/insuranceFund.js'
import type { AaveV3State } from '../../../proposals/targets/aaveV3/aaveV3State.js'
import {
  type AssetRecommendation,
  type Recommendation,
  recommendationSchema,
} from '../../../models/policy/collateral/recommendation.js'
import type { CollateralParameters } from '../../../models/policy/collateral/parameter.js'

/** Make a recommendation by hand that is about a state: the named assets move, the others keep what they have. */
export function recommendationFor(
  state: AaveV3State,
  moves: Readonly<Record<string, CollateralParameters>>,
  asOf = '2022-06-12T00:00:00Z',
): Recommendation {
  const assets = state.reserves.map(({ asset, address, parameters: current }): AssetRecommendation => {
    const proposed = moves[asset] ?? current
    const isMoved = moves[asset] !== undefined
    return {
      asset,
      address,
      current,
      target: proposed,
      band: null,
      proposed,
      direction: isMoved ? 'tighten' : 'keep',
      looseningGate: { isOpen: false, because: 'the fast forecast is above the slow one' },
      reasons: [
        {
          code: 'liquidationThreshold',
          text: `The tail loss of ${asset} sets the threshold.`,
          figures: { ltBps: proposed.ltBps },
        },
        { code: 'looseningGate', text: 'Loosening is shut: the fast forecast is above the slow one.', figures: { isOpen: 0 } },
      ],
      cuts: isMoved
        ? [
            {
              guardrail: 'stepLimit',
              parameter: 'ltBps',
              fromBps: proposed.ltBps - 300,
              toBps: proposed.ltBps,
              text: 'One step is 200 bps.',
            },
          ]
        : [],
    }
  })
  return recommendationSchema.parse({
    version: 1,
    policy: 'collateral',
    market: state.market,
    chainId: state.chainId,
    asOf,
    block: state.block,
    isSynthetic: false,
    assets,
    madeLiquidatable: { limitUsd: 0, usd: 0, accounts: [] },
    alreadyLiquidatable: { usd: 0, accounts: 0 },
    scenarios: {
      probability: 0.99,
      horizonHours: 24,
      count: 1000,
      seed: 1,
      liquidatedUsdCurrent: 12_345_678.9,
      liquidatedUsdProposed: 10_000_000,
      badDebt: {
        current: { meanUsd: 1_234.5, quantileUsd: 20_000, expectedShortfallUsd: 50_000, worstUsd: 400_000 },
        proposed: { meanUsd: 900, quantileUsd: 15_000, expectedShortfallUsd: 45_000, worstUsd: 350_000 },
      },
      correlation: {
        assets: assets.slice(0, 2).map(({ asset }) => asset),
        matrix: [
          [1, 0.83],
          [0.83, 1],
        ],
      },
    },
    replays: {
      assets: assets.slice(0, 2).map(({ asset }) => asset),
      days: 1_200,
      firstDay: '2019-02-28',
      lastDay: '2022-06-11',
      worstBadDebtUsd: { current: 700_000, proposed: 600_000 },
      worstDays: [
        {
          day: '2020-03-12',
          logReturns: [-0.57, -0.5],
          current: { liquidatedUsd: 40_000_000, badDebtUsd: 700_000 },
          proposed: { liquidatedUsd: 41_000_000, badDebtUsd: 600_000 },
        },
      ],
    },
    insuranceFund: { current: fund(700_000), proposed: fund(600_000) },
    constants: { 'models.slippage': 0.02, 'guardrails.tighten.maxStepBps': 200 },
  })
}

function fund(worstReplayUsd: number): InsuranceFund {
  const accounts = [
    { account: accountOf(1), debtUsd: 9_000_000, stressedLossUsd: 80_000 },
    { account: accountOf(2), debtUsd: 8_000_000, stressedLossUsd: 20_000 },
  ]
  return {
    usd: 1.1 * worstReplayUsd,
    factor: 1.1,
    probability: 0.999,
    bindingPart: 'worstReplay',
    expectedShortfallUsd: 300_000,
    expectedShortfallErrorUsd: 60_000,
    largestAccountsUsd: 100_000,
    accounts,
    worstReplayUsd,
  }
}

function accountOf(n: number): Address {
  return `0x${n.toString(16).padStart(40, '0')}`
}
