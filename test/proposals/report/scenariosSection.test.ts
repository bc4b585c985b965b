import { describe, expect, it } from '@jest/globals'
import { formatMove, formatProbability } from '../../../core/format.js'
import { NOTHING_MOVES } from '../../../models/book/insuranceFund.js'
import type { Recommendation } from '../../../models/policy/collateral/recommendation.js'
import { insuranceSentence } from '../../../proposals/report/insuranceSentence.js'
import type { ReportInput } from '../../../proposals/report/reportInput.js'
import { reportModel } from '../../../proposals/report/reportModel.js'
import { scenariosSection } from '../../../proposals/report/sections/scenariosSection.js'
import { AAVE_V3_LIQUIDATION_RULE } from '../../../proposals/targets/aaveV3/aaveV3Rules.js'
import { manifest, proposal, recommendation } from '../support/fixture.js'

const input: ReportInput = { proposal, recommendation, manifest, findings: [], checks: [] }
const render = (change: Partial<Recommendation> = {}) =>
  scenariosSection(reportModel({ ...input, recommendation: { ...recommendation, ...change } })).join('\n')
if ('notComputed' in recommendation.insuranceFund) throw new Error('the fixture has no insurance fund')
const { current } = recommendation.insuranceFund

describe('scenariosSection', () => {
  it('default', () => {
    const text = render()
    expect(text).toContain(
      'Debt that liquidators may close after 24 h: 12,345,679 USD under the current parameters, **10,000,000 USD** under the proposed ones. It is that of accounts whose health factor is then below 1, at the 99.00 % quantile of 1000 joint price scenarios (seed 1).',
    )
    expect(text).not.toMatch(/liquidated within/i)
    expect(text).toContain('Of an account below 1 the whole debt is counted. A lower threshold')
    expect(text).toContain('| Debt that may be closed | Bad debt |')
    for (const row of [
      '| mean | 1,235 USD | **900.00 USD** |',
      '| 99.00 % quantile | 20,000 USD | **15,000 USD** |',
      '| mean of the worst 1.00 % | 50,000 USD | **45,000 USD** |',
      '| worst scenario | 400,000 USD | **350,000 USD** |',
    ]) {
      expect(text).toContain(row)
    }
    expect(text).toContain('A lower threshold lets liquidators act earlier, which is not counted here')
    expect(text).toContain('each of 1200 days, 2019-02-28 to 2022-06-11')
    expect(text).toContain(
      '| 2020-03-12 | -43.4 % | -39.3 % | 40,000,000 USD → **41,000,000 USD** | 700,000 USD → **600,000 USD** |',
    )
    expect(text).toContain(
      'An insurance fund of **660,000 USD** (770,000 USD under the current parameters) covers 1.1 times the largest of three losses. The largest is the worst replayed day: 600,000 USD. The mean bad debt of the worst 0.10 % of the scenarios: 300,000 USD (standard error 60,000 USD). The stressed losses of the 2 largest accounts: 100,000 USD.',
    )
    expect(text).toContain('| `0x0000000000000000000000000000000000000001` | 9,000,000 USD | 80,000 USD |')
  })

  it("behavior: the venue's rule is told with its own figures", () => {
    const text = render({ liquidation: { ...AAVE_V3_LIQUIDATION_RULE, fullCloseBelowUsd: 2_500 } })
    expect(text).toContain(
      "counted that the venue lets liquidators close at once. That is 50 % of it. It is all of it while the health factor is at most 0.9500, or a call's collateral or debt is below 2,500 USD. A call must take the whole debt or the whole collateral of one reserve, or leave at least 1,000 USD of both.",
    )
    expect(text).not.toContain('whole debt is counted')
  })

  it('behavior: reserves whose price stands still are named above the figures, with their USD', () => {
    const because = 'more than 5 of its last 30 bars are findings'
    const unmodelled = [{ asset: 'LINK', because, collateralUsd: 1_250_000, debtUsd: 12.5 }]
    const text = render({ scenarios: { ...recommendation.scenarios, unmodelled } })
    const row = `| LINK | 1,250,000 USD | 12.50 USD | ${because} |`
    expect(text).toContain(row)
    expect(text.indexOf(row)).toBeLessThan(text.indexOf('joint price scenarios'))
    const { scenarios } = recommendation
    for (const none of [scenarios, { ...scenarios, unmodelled: [] }])
      expect(render({ scenarios: none })).not.toContain('No model')
  })

  it('behavior: what rests on no modelled asset is not computed, and no figure of it is shown', () => {
    const scenarios = { ...recommendation.scenarios, liquidatedUsdCurrent: null, liquidatedUsdProposed: null, badDebt: null }
    const text = render({ scenarios, insuranceFund: NOTHING_MOVES })
    expect(text).toContain('Debt to be liquidated and bad debt are not computed: no asset is modelled, so no price moves.')
    expect(text).toContain('The insurance fund is not computed: no asset is modelled, so no price moves.')
    expect(text).not.toMatch(/covers|standard error|quantile|Largest account/)
  })

  it('behavior: a replayed day lasts 24 h, whatever the horizon of the scenarios', () => {
    expect(render({ scenarios: { ...recommendation.scenarios, horizonHours: 6 } })).toContain(
      'The scenarios and the stress of the largest accounts last 6 h; a replayed day always lasts 24 h.',
    )
  })

  it('behavior: days that liquidate nothing, and no days at all', () => {
    const { replays } = recommendation
    expect(render({ replays: { ...replays, worstDays: [] } })).toContain('None of them would liquidate anything')
    const none = {
      assets: [],
      days: 0,
      firstDay: null,
      lastDay: null,
      worstBadDebtUsd: { current: 0, proposed: 0 },
      worstDays: [],
    }
    expect(render({ replays: none })).toContain('No asset is modelled, so no day can be replayed.')
  })
})

describe('insuranceSentence', () => {
  it.each([
    [
      'expectedShortfall',
      'The largest is the mean bad debt of the worst 0.10 % of the scenarios: 300,000 USD (standard error 60,000 USD). The stressed',
    ],
    ['largestAccounts', 'The largest is the stressed losses of the 2 largest accounts: 100,000 USD. The mean'],
  ] as const)('behavior: names the part that binds: %s', (bindingPart, text) => {
    expect(insuranceSentence({ ...current, bindingPart })).toContain(text)
  })

  it('behavior: no bad debt, no fund', () => {
    const none = { ...current, usd: 0, bindingPart: null }
    expect(insuranceSentence(none)).toBe(
      'For what is modelled no insurance fund is needed: no scenario and no replayed day leaves bad debt.',
    )
    expect(insuranceSentence(none, current)).toContain('(770,000 USD under the current parameters)')
    expect(insuranceSentence(none, current, ['LINK'])).toMatch(
      /It leaves out what the prices of LINK may do: no model moves them\.$/,
    )
  })
})

describe('formats', () => {
  it('default', () => {
    expect([0.999, 0.01, 1 - 0.999].map(formatProbability)).toEqual(['99.90 %', '1.00 %', '0.10 %'])
    expect([Math.log(0.6), Math.log(1.25), 0, -1e-9, -20, -Infinity].map(formatMove)).toEqual([
      '-40.0 %',
      '+25.0 %',
      '0.0 %',
      '0.0 %',
      '-100.0 %',
      '-100.0 %',
    ])
  })
})
