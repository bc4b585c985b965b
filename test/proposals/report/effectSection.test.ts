import { describe, expect, it } from '@jest/globals'
import { formatHealthFactor } from '../../../proposals/report/formatHealthFactor.js'
import { effectSection } from '../../../proposals/report/sections/effectSection.js'
import { accounts, manifest, proposal, recommendation } from '../support/fixture.js'

describe('effectSection', () => {
  it('default: an account that the change makes liquidatable is not shown with a health factor of 1', () => {
    const made = { account: accounts.borrower, debtUsd: 10_000, healthFactorBefore: 1.00006, healthFactorAfter: 0.99997 }
    const madeLiquidatable = { limitUsd: 20_000, usd: 10_000, accounts: [made] }
    const input = { proposal, recommendation: { ...recommendation, madeLiquidatable }, manifest, findings: [], checks: [] }
    expect(effectSection(input)).toContain(`| \`${accounts.borrower}\` | 10,000 USD | 1.0000 | 0.9999 |`)
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
