import { describe, expect, it } from '@jest/globals'
import { renderStress } from '../../../../cli/commands/market/renderStress.js'
import { createDiscretion } from '../../../../cli/output/discretion.js'
import { NOTHING_MOVES } from '../../../../models/book/insuranceFund.js'
import { createSession } from '../../../../cli/session.js'
import type { MarketStress } from '../../../../client/stressMarket.js'
import { AAVE_V3_LIQUIDATION_RULE } from '../../../../proposals/targets/aaveV3/aaveV3Rules.js'
import { config } from '../../../proposals/support/fixture.js'
import { fakeTerminal } from '../../fakeTerminal.js'

const summary = (scale: number) => ({
  meanUsd: scale,
  quantileUsd: 10 * scale,
  expectedShortfallUsd: 20 * scale,
  worstUsd: 30 * scale,
})
const stress: MarketStress = {
  block: { number: 100n, hash: `0x${'ab'.repeat(32)}`, timestampSeconds: 1_655_000_000 },
  asOf: '2022-06-12T00:00:00Z',
  isSynthetic: false,
  borrowers: 80,
  debtUsd: 9_000_000,
  now: { liquidatedUsd: 690, badDebtUsd: 0 },
  modelled: [{ asset: 'WETH', dailyVolatility: 0.045 }],
  unmodelled: [{ asset: 'LINK', because: 'more than 5 of its last 30 bars are findings' }],
  failedSources: [{ asset: 'LINK', source: 'index', message: 'no answer' }],
  paths: {
    count: 10_000,
    steps: 24,
    horizonHours: 24,
    seed: 1,
    probability: 0.99,
    liquidated: summary(2_000),
    liquidatedOnTheWay: summary(3_000),
    badDebt: summary(1_000),
  },
  replays: {
    assets: ['WETH'],
    days: 1_200,
    firstDay: '2019-02-28',
    lastDay: '2022-06-11',
    worstDays: [{ day: '2020-03-12', logReturns: [Math.log(0.57)], liquidatedUsd: 5_000_000, badDebtUsd: 40_000 }],
  },
  shocks: [
    {
      moves: [
        { asset: 'WETH', percent: -40 },
        { asset: 'USDC', percent: 1.5 },
      ],
      liquidatedUsd: 4_000_000,
      badDebtUsd: 0,
    },
  ],
  insuranceFund: {
    usd: 44_000,
    factor: 1.1,
    probability: 0.999,
    bindingPart: 'worstReplay',
    expectedShortfallUsd: 30_000,
    expectedShortfallErrorUsd: 6_000,
    largestAccountsUsd: 20_000,
    accounts: [],
    worstReplayUsd: 40_000,
  },
}
const environment = () => undefined
const session = createSession(
  { terminal: fakeTerminal().terminal, environment, discretion: createDiscretion([], environment), version: '1.2.3' },
  {},
)
const render = (change: Partial<MarketStress> = {}) => renderStress(session, config, { ...stress, ...change })

describe('renderStress', () => {
  it('default', () => {
    const text = render()
    expect(text).toContain(
      '80 borrowers owe 9,000,000 USD; liquidators may close 690.00 USD of it at once as things stand, with 0.00 USD of bad debt.',
    )
    expect(text).toContain('Of an account below 1 the whole debt is counted.')
    expect(render({ liquidation: AAVE_V3_LIQUIDATION_RULE })).toContain('lets liquidators close at once. That is 50 % of it.')
    expect(text).toContain('LINK keeps its price: more than 5 of its last 30 bars are findings.')
    expect(text).toContain('LINK: the source index failed: no answer')
    expect(text).toContain("10000 paths over 24 h in 24 steps (seed 1); a day's standard deviation: WETH 4.50 %.")
    expect(text).toMatch(/99\.00 % quantile\s+30,000 USD\s+20,000 USD\s+10,000 USD/)
    expect(text).toMatch(/mean of the worst 1\.00 %\s+60,000 USD\s+40,000 USD\s+20,000 USD/)
    expect(text).toMatch(/2020-03-12\s+-43\.0 %\s+5,000,000 USD\s+40,000 USD/)
    expect(text).toMatch(/WETH -40 %, USDC \+1\.5 %\s+4,000,000 USD\s+0\.00 USD/)
    expect(text).toContain(
      'An insurance fund of 44,000 USD covers 1.1 times the largest of three losses. The largest is the worst replayed day: 40,000 USD.',
    )
    expect(text).toContain('A recalibration names the same fund for the current parameters.')
    expect(text).not.toContain('SYNTHETIC')
  })

  it('behavior: synthetic data, no modelled asset, no shock, nothing that a day would liquidate', () => {
    const text = render({
      isSynthetic: true,
      modelled: [],
      shocks: [],
      replays: { assets: [], days: 0, firstDay: null, lastDay: null, worstDays: [] },
    })
    expect(text).toContain('SYNTHETIC market data')
    expect(text).toContain('No asset is modelled: every price keeps still.')
    expect(text).toContain('No asset is modelled, so no day can be replayed.')
    expect(text).not.toContain('Given shocks')
    const nothing = render({ modelled: [], paths: null, insuranceFund: NOTHING_MOVES })
    expect(nothing).toContain('The insurance fund is not computed: no asset is modelled, so no price moves.')
    expect(nothing).not.toMatch(/standard error|covers/)
    expect(render()).toContain('It leaves out what the prices of LINK may do: no model moves them.')
    expect(render({ replays: { ...stress.replays, worstDays: [] } })).toContain('None would liquidate anything.')
  })
})
