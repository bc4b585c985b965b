import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { proposalReport } from '../../client/index.js'
import { proposalViewSchema } from '../../proposals/proposalView.js'
import { renderMarkdown } from '../../proposals/report/renderReport.js'
import { storedProposal, type StoredProposal } from './verify/support/storedProposal.js'

let stored: StoredProposal
beforeAll(async () => {
  stored = await storedProposal()
})
afterAll(() => rm(stored.folder, { recursive: true }))

const viewOf = ({ proposal, report }: StoredProposal) =>
  proposalViewSchema.parse({
    proposalId: proposal.proposalId,
    market: proposal.market,
    title: proposal.title,
    notice: proposal.notice,
    state: 'awaitingSignatures',
    changedAt: '2022-06-12T00:00:00Z',
    openRound: 'schedule',
    threshold: 2,
    signatures: [],
    lostSignatures: [],
    missingSignatures: 2,
    transactions: [],
    checks: report.checks,
    ending: null,
    fault: null,
    canStillExecute: true,
    expiresAtSeconds: proposal.expiresAtSeconds,
    readyAtSeconds: null,
    report: report.claim,
    simulation: report.simulation,
    service: null,
  })

describe('proposalReport', () => {
  it('default: data of which the stored report is made, and where the proposal is now', async () => {
    const { evidence, proposal, report } = stored
    const view = viewOf(stored)
    const model = await proposalReport({ evidence, proposal, view })
    expect(model.view).toEqual(view)
    expect(renderMarkdown({ ...model, view: null })).toBe(await evidence.getText(report.claim))
    expect(renderMarkdown(model)).toContain('- 0 signatures; threshold 2, 2 missing to schedule')
  })

  it('behavior: before there is a simulation it is null', async () => {
    const { evidence, proposal } = stored
    const model = await proposalReport({ evidence, proposal, view: { ...viewOf(stored), simulation: null } })
    expect(model.simulation).toBeNull()
  })

  it('error: SimulationOfAnother when the simulation is of other bytes', async () => {
    const { evidence, proposal } = stored
    const view = viewOf(stored)
    const rounds = proposal.route.rounds.map((round) => ({
      ...round,
      transaction: { ...round.transaction, data: '0x1234' as const },
    }))
    const other = { ...proposal, route: { ...proposal.route, rounds } }
    await expect(proposalReport({ evidence, proposal: other, view })).rejects.toMatchObject({
      code: 'SIMULATION_OF_ANOTHER',
      message: expect.stringContaining('Do not sign.'),
    })
  })

  it('error: EvidenceMissing when a part is not there', async () => {
    const { evidence, proposal, parts } = stored
    const lost = {
      ...proposal,
      recommendation: { ...proposal.recommendation, sha256: `0x${'ab'.repeat(32)}` as const, uri: `evidence:${'ab'.repeat(32)}` },
    }
    expect(parts.recommendation).toEqual(proposal.recommendation)
    await expect(proposalReport({ evidence, proposal: lost, view: viewOf(stored) })).rejects.toMatchObject({
      code: 'EVIDENCE_MISSING',
    })
  })
})
