import { describe, expect, it } from '@jest/globals'
import { formatHealthFactor } from '../../../core/format.js'
import { reportModel } from '../../../proposals/report/reportModel.js'
import { effectSection } from '../../../proposals/report/sections/effectSection.js'
import { accounts, manifest, proposal, recommendation } from '../support/fixture.js'

describe('effectSection', () => {
  it('default: an account that the change makes liquidatable is not shown with a health factor of 1', () => {
    const made = { account: accounts.borrower, debtUsd: 10_000, healthFactorBefore: 1.00006, healthFactorAfter: 0.99997 }
    const madeLiquidatable = { limitUsd: 20_000, usd: 10_000, accounts: [made] }
    const changed = { ...recommendation, madeLiquidatable }
    const input = reportModel({ proposal, recommendation: changed, manifest, findings: [], checks: [] })
    expect(effectSection(input)).toContain(`| \`${accounts.borrower}\` | 10,000 USD | 1.0000 | 0.9999 |`)
    expect(effectSection(input).join('\n')).not.toContain('close')
  })

  it("behavior: where the venue's rule is known, what liquidators may close at once", () => {
    const ruled = {
      ...recommendation,
      madeLiquidatable: { limitUsd: 20_000, usd: 10_000, closableUsd: 5_000, accounts: [] },
      alreadyLiquidatable: { usd: 3_000, accounts: 2, closableUsd: 1_900 },
    }
    const text = effectSection(reportModel({ proposal, recommendation: ruled, manifest, findings: [], checks: [] }))
    expect(text).toContain(
      "- By the venue's rule it lets liquidators close **5,000 USD** at once that they could not close before.",
    )
    expect(text).toContain(
      "- 2 accounts with 3,000 USD of debt are liquidatable without any change, at the oracle's prices; liquidators may close 1,900 USD of it at once.",
    )
  })
})

describe('formatHealthFactor', () => {
  it('default: four decimals, rounded down', () => {
    expect([0.99999999, 1, 1.00019, 0.57, 0, 12.3456, 123_456.78].map(formatHealthFactor)).toEqual([
      '0.9999',
      '1.0000',
      '1.0001',
      '0.5700',
      '0.0000',
      '12.3456',
      '123456.7800',
    ])
  })
})
