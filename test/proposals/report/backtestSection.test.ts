import { describe, expect, it } from '@jest/globals'
import type { BacktestResult } from '../../../models/backtest/backtestResult.js'
import { renderReport } from '../../../proposals/report/renderReport.js'
import { reportModel } from '../../../proposals/report/reportModel.js'
import { backtestSection } from '../../../proposals/report/sections/backtestSection.js'
import { backtestResult } from '../../support/backtestResult.js'
import { claim } from '../support/claim.js'
import { manifest, proposal, recommendation } from '../support/fixture.js'

const input = { proposal, recommendation, manifest, findings: [], checks: [] }
const named = (backtest: BacktestResult | null) => ({
  ...input,
  manifest: { ...manifest, backtest: claim(backtestResult()) },
  backtest,
})
const shown = (backtest: BacktestResult | null) => reportModel(named(backtest))

describe('backtestSection', () => {
  it('default: the policy against the static threshold, and where it is stored', () => {
    const text = backtestSection(shown(backtestResult())).join('\n')
    expect(text).toContain('from 2021-06-01 to 2022-12-31, one recalibration every 1d, executed 2d later')
    expect(text).toContain('| WETH | 67.50 % | 0.70 | 1.00 | 0.70 (0.40 to 1.10) |')
    expect(text).not.toContain('🔴')
    const report = renderReport(named(backtestResult()))
    expect(report.match(new RegExp(claim(backtestResult()).sha256, 'g'))).toHaveLength(2)
  })

  it('behavior: without a named backtest a report says nothing of one', () => {
    expect(backtestSection(reportModel(input))).toEqual([])
    expect(renderReport(input)).not.toContain('Backtest')
  })

  it('behavior: one that is gone, of other constants, or synthetic stands out', () => {
    expect(backtestSection(shown(null)).join('\n')).toContain('is not in the evidence')
    const [name, value] = Object.entries(recommendation.constants)[0] ?? ['models.seed', 1]
    const same = backtestResult({ constants: { [name]: value } })
    expect(backtestSection(shown(same)).join('\n')).not.toContain('other constants')
    const other = backtestResult({ constants: { 'models.tailProbability': 0.5 }, isSynthetic: true })
    const text = backtestSection(shown(other)).join('\n')
    expect(text).toContain('other constants:** models.tailProbability.')
    expect(text).toContain('synthetic')
  })
})
