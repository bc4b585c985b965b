import type { BacktestResult } from './backtestResult.js'

/**
 * Put the points of the same policy at other tail probabilities on a backtest's frontier.
 *
 * @param result - the configured policy's backtest: everything but its frontier stays as it is.
 * @param others - backtests over the same history that differ in `tailProbability` alone.
 */
export function joinFrontiers(result: BacktestResult, others: readonly BacktestResult[]): BacktestResult {
  return {
    ...result,
    assets: result.assets.map((asset) => ({
      ...asset,
      policyFrontier: [result, ...others]
        .flatMap(({ assets }) => assets.filter((other) => other.asset === asset.asset))
        .flatMap(({ policyFrontier }) => policyFrontier)
        .sort((a, b) => a.tailProbability - b.tailProbability),
    })),
  }
}
