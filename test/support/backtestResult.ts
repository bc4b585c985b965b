import { bps } from '../../core/units/bps.js'
import { parse } from '../../core/schemas/parse.js'
import { type BacktestResult, backtestResultSchema } from '../../models/backtest/backtestResult.js'

/** Make a small backtest of one asset: numbers for reports, of no real history. */
export function backtestResult(change: Partial<BacktestResult> = {}): BacktestResult {
  const band = { p05: 0.4, p50: 0.7, p95: 1.1 }
  const result = {
    version: 1,
    market: 'aave-v3-local',
    from: '2021-06-01T00:00:00Z',
    to: '2022-12-31T00:00:00Z',
    isSynthetic: false,
    every: '1d',
    executionDelay: '2d',
    terms: { lifeHours: 720, delayHours: 24, slippage: 0.02 },
    assets: [
      {
        asset: 'WETH',
        barHours: 1,
        cohorts: 100,
        meanLtBps: 7_050,
        meanLtvBps: 6_750,
        meanLbBps: 10_500,
        badDebtBps: 0.7,
        badDebtBand: band,
        staticBadDebtBps: 1,
        ratio: 0.7,
        ratioBand: band,
        frontier: [{ ltBps: 7_000, ltvBps: 6_700, badDebtBps: 0.9, badDebtBand: band }],
        policyFrontier: [{ tailProbability: 0.999, meanLtvBps: 6_750, badDebtBps: 0.7, badDebtBand: band, staticBadDebtBps: 1 }],
        staticLtvOfSameBadDebtBps: null,
        coverage: [],
        procyclicality: { peakToTrough: 1.4, largestFiveDayIncrease: 0.04 },
        changes: { tightened: 1, loosened: 2 },
        path: [
          {
            at: '2021-06-01T00:00:00Z',
            parameters: { ltvBps: bps(6_700), ltBps: bps(7_000), lbBps: bps(10_500) },
            targetLtBps: null,
            close: 2_600,
          },
        ],
      },
    ],
    constants: {},
    ...change,
  }
  return parse(backtestResultSchema, result, 'Backtest')
}
