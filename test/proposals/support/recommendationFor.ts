import type { CollateralParameters, MarketState } from '../../../models/market/marketState.js'
import { type AssetRecommendation, type Recommendation, recommendationSchema } from '../../../models/policy/recommendation.js'

/** Make a recommendation by hand that is about a state: the named assets move, the others keep what they have. */
export function recommendationFor(
  state: MarketState,
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
      correlation: {
        assets: assets.slice(0, 2).map(({ asset }) => asset),
        matrix: [
          [1, 0.83],
          [0.83, 1],
        ],
      },
    },
    constants: { 'models.slippage': 0.02, 'guardrails.tighten.maxStepBps': 200 },
  })
}
