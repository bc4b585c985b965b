import { describe, expect, it } from '@jest/globals'
import { canonicalJson } from '../../../core/canonicalJson.js'
import { runChecks } from '../../../proposals/checks/runChecks.js'
import { renderMarkdown, renderReport } from '../../../proposals/report/renderReport.js'
import type { ReportInput } from '../../../proposals/report/reportInput.js'
import { type ReportModel, reportModel } from '../../../proposals/report/reportModel.js'
import type { SimulationResult } from '../../../proposals/simulation/simulationResult.js'
import { backtestResult } from '../../support/backtestResult.js'
import { claim } from '../support/claim.js'
import { accounts, context, manifest, proposal, recommendation } from '../support/fixture.js'

const finding = (asset: string, kind: 'badPrint' | 'gap') => ({
  kind,
  severity: 'warning' as const,
  asset,
  source: 'one',
  at: '2020-03-12T00:00:00Z',
  field: null,
  observed: null,
  reference: null,
  action: 'replaced' as const,
  message: 'It is under half of the body.',
})
const simulated = context.simulation as SimulationResult
const stray = { step: 'execute', address: accounts.stranger, event: null, arguments: [], topics: [], data: '0x' } as const
const result: SimulationResult = { ...simulated, events: [...simulated.events, { ...stray, arguments: [], topics: [] }] }
const input: ReportInput = {
  proposal,
  recommendation,
  manifest: { ...manifest, backtest: claim(backtestResult()) },
  findings: [finding('LINK', 'badPrint'), finding('AAVE', 'gap'), finding('LINK', 'badPrint')],
  checks: runChecks(context),
  simulation: { claim: claim(result), result },
  backtest: backtestResult({ constants: { 'models.tailProbability': 0.5 } }),
}
const inputs: [string, ReportInput][] = [
  ['a whole report', input],
  ['a draft alone', { proposal, recommendation, manifest, findings: [], checks: [] }],
  ['a backtest that is lost', { ...input, backtest: null }],
]
/** What a reader of the data gets over a wire. */
const sent = (model: ReportModel) => JSON.parse(JSON.stringify(model)) as ReportModel

describe('reportModel', () => {
  it.each(inputs)('default: %s is plain data, and the Markdown is made of it alone', (_, given) => {
    const model = sent(reportModel(given))
    // Canonical JSON refuses what JSON drops or changes in silence: bigint, NaN, infinity.
    expect(JSON.parse(canonicalJson(reportModel(given)))).toEqual(model)
    expect(model).toEqual(reportModel(given))
    expect(renderMarkdown(model)).toBe(renderReport(given))
  })

  it('behavior: every raw value has its unit', () => {
    const { parameters, proposal: shown } = reportModel(input)
    expect(parameters.map(({ name, unit, tighter }) => [name, unit, tighter])).toEqual([
      ['ltvBps', 'bps', 'lower'],
      ['ltBps', 'bps', 'lower'],
      ['lbBps', 'bps', 'higher'],
    ])
    expect(new Set(shown.changes.map(({ parameter }) => parameter))).toEqual(new Set(parameters.map(({ name }) => name)))
  })

  it('behavior: checks are counted and ordered, findings grouped, parts of the evidence named', () => {
    const [first, ...others] = input.checks
    const checks = [...others, { ...(first as (typeof others)[number]), severity: 'error' as const }]
    const model = reportModel({ ...input, checks })
    expect(model.checks).toMatchObject({ errors: 1, warnings: 0, passes: others.length })
    expect(model.checks.results[0]).toBe(checks.at(-1))
    expect(model.findings.map(({ asset, kind, findings }) => [asset, kind, findings.length])).toEqual([
      ['LINK', 'badPrint', 2],
      ['AAVE', 'gap', 1],
    ])
    expect(model.evidence.find(({ name }) => name === 'snapshot')?.sha256).toBe(manifest.snapshot.sha256)
    expect(model.evidence.filter(({ name }) => name === 'bars').map(({ series }) => series)).toEqual(
      manifest.series.map(({ asset, source }) => ({ asset, source })),
    )
  })

  it('behavior: what moved in the simulation, and which event nobody expects', () => {
    const { simulation } = reportModel(input)
    expect(simulation?.moved).toContainEqual(expect.objectContaining({ parameter: 'ltBps', before: '8300', after: '8100' }))
    expect(simulation?.events.filter(({ isExpected }) => isExpected !== true)).toEqual([{ ...stray, isExpected: false }])
    const failed = { ...result, outcome: 'reverted' as const, failure: { step: 'schedule', reason: 'no role' } }
    const stopped = reportModel({ ...input, simulation: { claim: claim(failed), result: failed } })
    expect(stopped.simulation?.events.every(({ isExpected }) => isExpected === null)).toBe(true)
  })

  it('behavior: what is not there is null, and a backtest of other constants names them', () => {
    const draft = reportModel({ proposal, recommendation, manifest, findings: [], checks: [] })
    expect([draft.view, draft.simulation, draft.backtest]).toEqual([null, null, null])
    expect(reportModel(input).backtest?.otherConstants).toEqual(['models.tailProbability'])
    expect(reportModel({ ...input, backtest: null }).backtest).toMatchObject({ result: null, otherConstants: [] })
  })
})
