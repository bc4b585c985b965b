import { describe, expect, it } from '@jest/globals'
import { reportModel } from '../../../proposals/report/reportModel.js'
import { simulationSection } from '../../../proposals/report/sections/simulationSection.js'
import { healthSummary } from '../../../proposals/simulation/healthSummary.js'
import type { SimulationResult } from '../../../proposals/simulation/simulationResult.js'
import { claim } from '../support/claim.js'
import { accounts, context, manifest, proposal, recommendation } from '../support/fixture.js'

const simulated = context.simulation as SimulationResult
const render = (result: SimulationResult | null): string =>
  simulationSection(
    reportModel({
      proposal,
      recommendation,
      manifest,
      findings: [],
      checks: [],
      simulation: result === null ? null : { claim: claim(result), result },
    }),
  ).join('\n')

describe('simulationSection', () => {
  it('default', () => {
    const text = render(simulated)
    expect(text).toContain(`stored under \`${claim(simulated).sha256}\``)
    expect(text).toContain('went on from "signing": **it was executed.** Its owners\' approvals stood in place of signatures.')
    expect(text).toContain('| WETH | ltBps | 8300 | 8300 | 8100 |')
    expect(text).not.toContain('| USDC |')
    expect(text).toContain('- 1 borrowers; thinnest health factor 1.2720 without the change, 1.2410 with it.')
    expect(text).toContain('**0 accounts** with **0.00 USD**')
    expect(text).toContain(`| schedule | \`${accounts.safe}\` | ExecutionSuccess | yes |`)
    expect(text).not.toContain('🔴')
  })

  it('behavior: who is made liquidatable is named, and an event that nobody expects stands out', () => {
    const list = simulated.accounts.map((account) => ({ ...account, healthFactorAfter: '999000000000000000' }))
    const event = { step: 'execute', address: accounts.stranger, event: null, arguments: [], topics: [], data: '0x' } as const
    const events = [...simulated.events, { ...event, arguments: [], topics: [] }]
    const text = render({ ...simulated, accounts: list, health: healthSummary(list), events })
    expect(text).toContain(`| \`${accounts.borrower}\` | 10,000 USD | 1.2720 | 0.9990 |`)
    expect(text).toContain(`| execute | \`${accounts.stranger}\` | unknown, \`no topic\` | 🔴 **no** |`)
  })

  it('behavior: a health factor just below 1 is not printed as 1', () => {
    const list = simulated.accounts.map((account) => ({ ...account, healthFactorAfter: '999999999999999999' }))
    expect(render({ ...simulated, accounts: list, health: healthSummary(list) })).toContain('| 1.2720 | 0.9999 |')
  })

  it('behavior: a proposal that does not get through says where and why, its reason escaped', () => {
    const failure = { step: 'schedule', reason: 'TimelockInsufficientDelay(1, 2) <b>' }
    const text = render({ ...simulated, outcome: 'reverted', failure, comparedAtSeconds: null })
    expect(text).toContain('🔴 **it was not executed: the step "schedule": TimelockInsufficientDelay(1, 2) \\<b\\>.**')
    expect(text).not.toContain('### What moved')
  })

  it('behavior: no simulation is said', () => {
    expect(render(null)).toContain('**The proposal was not simulated.**')
  })
})
