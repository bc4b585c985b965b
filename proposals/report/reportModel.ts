import type { ClaimCheck } from '../../core/claimCheck.js'
import type { ParameterSpec } from '../../core/parameters.js'
import type { BacktestResult } from '../../models/backtest/backtestResult.js'
import type { Finding } from '../../models/data/finding.js'
import type { CheckResult } from '../checks/check.js'
import type { Proposal } from '../proposal.js'
import type { ProposalView } from '../proposalView.js'
import { compareEvents } from '../simulation/expectedEvent.js'
import { expectedOf } from '../simulation/expectedOf.js'
import { movedParameters } from '../simulation/parameterValue.js'
import type { SimulatedEvent, SimulatedParameter, SimulationResult } from '../simulation/simulationResult.js'
import { targetOf } from '../targets/registry.js'
import type { ReportInput } from './reportInput.js'

/**
 * A report as data: plain JSON, from which Markdown, a page or another program's view is made.
 *
 * Every figure carries its unit in its name, or is a parameter's raw value in the unit that `parameters` gives. Texts from outside are as they
 * came: whoever renders them escapes them.
 */
export interface ReportModel {
  readonly version: 1
  /** The record: calls, bytes, hashes and the way to execution, as the evidence holds them. */
  readonly proposal: Proposal
  /** Unit, label and tighter side of every parameter that the proposal's changes name. */
  readonly parameters: readonly ParameterSpec[]
  /** What the policy recommends, with the reason of every number. */
  readonly recommendation: ReportInput['recommendation']
  /** Where the proposal is now; null in the report of a draft. */
  readonly view: ProposalView | null
  readonly checks: CheckSummary
  /** Null where nothing was simulated. */
  readonly simulation: SimulationSummary | null
  /** Null where the configuration names no backtest. */
  readonly backtest: BacktestSummary | null
  /** Findings of the market data, one group for each asset and kind, in the order of their first finding. */
  readonly findings: readonly FindingGroup[]
  /** Everything that the report rests on, by its hash. */
  readonly evidence: readonly EvidencePart[]
}

/** What every check said. */
export interface CheckSummary {
  readonly errors: number
  readonly warnings: number
  readonly passes: number
  /** Errors first, then warnings, then what passes. */
  readonly results: readonly CheckResult[]
}

/** What the proposal's bytes did on a copy of the chain. */
export interface SimulationSummary {
  /** SHA-256 under which the whole result is stored. */
  readonly sha256: ClaimCheck['sha256']
  readonly result: Omit<SimulationResult, 'parameters' | 'events' | 'accounts'>
  /** Parameters that were compared. */
  readonly parameters: number
  /** Those of them that moved: raw values at the block, after the wait alone and after the change. */
  readonly moved: readonly SimulatedParameter[]
  /** `isExpected` is null where the proposal was not executed: its events are compared with nothing then. */
  readonly events: readonly (SimulatedEvent & { readonly isExpected: boolean | null })[]
}

/** The backtest that the configuration names. */
export interface BacktestSummary {
  readonly sha256: ClaimCheck['sha256']
  /** Null where the evidence does not hold it. */
  readonly result: BacktestResult | null
  /** Names of the constants that the recommendation has otherwise. */
  readonly otherConstants: readonly string[]
}

/** Findings of one kind about one asset. */
export interface FindingGroup {
  readonly asset: string
  readonly kind: Finding['kind']
  readonly findings: readonly Finding[]
}

/** One part of the evidence. */
export interface EvidencePart {
  readonly name:
    | 'manifest'
    | 'recommendation'
    | 'configuration'
    | 'snapshot'
    | 'state'
    | 'drafting'
    | 'backtest'
    | 'bars'
    | 'impliedVolatility'
  /** Whose series it is; null for what is of the whole market. */
  readonly series: { readonly asset: string; readonly source: string } | null
  readonly sha256: ClaimCheck['sha256']
  readonly bytes: number
}

/**
 * Put together what a report shows: the same input gives the same data. Pure.
 *
 * @throws {UnknownTarget} when the proposal names a target that there is not
 */
export function reportModel(input: ReportInput): ReportModel {
  const { proposal, recommendation, view = null } = input
  const named = new Set(proposal.changes.map(({ parameter }) => parameter))
  return {
    version: 1,
    proposal,
    parameters: targetOf(proposal.target).parameters.filter(({ name }) => named.has(name)),
    recommendation,
    view,
    checks: checkSummary(input.checks),
    simulation: simulationSummary(input),
    backtest: backtestSummary(input),
    findings: findingGroups(input.findings),
    evidence: evidenceParts(input),
  }
}

function checkSummary(checks: readonly CheckResult[]): CheckSummary {
  const of = (severity: CheckResult['severity']) => checks.filter((result) => result.severity === severity)
  const [errors, warnings, passes] = [of('error'), of('warning'), of('info')]
  return {
    errors: errors.length,
    warnings: warnings.length,
    passes: passes.length,
    results: [...errors, ...warnings, ...passes],
  }
}

function simulationSummary({ proposal, simulation }: ReportInput): SimulationSummary | null {
  if (simulation === undefined || simulation === null) return null
  const { parameters, events, accounts: _accounts, ...result } = simulation.result
  const unexpected =
    result.outcome === 'executed' ? compareEvents(events, expectedOf(proposal, simulation.result)).unexpected : null
  return {
    sha256: simulation.claim.sha256,
    result,
    parameters: parameters.length,
    moved: movedParameters(parameters),
    events: events.map((event) => ({ ...event, isExpected: unexpected === null ? null : !unexpected.includes(event) })),
  }
}

function backtestSummary({ manifest, recommendation, backtest = null }: ReportInput): BacktestSummary | null {
  if (manifest.backtest === undefined) return null
  const differing = Object.entries(backtest?.constants ?? {}).filter(([name, value]) => recommendation.constants[name] !== value)
  return { sha256: manifest.backtest.sha256, result: backtest, otherConstants: differing.map(([name]) => name) }
}

function findingGroups(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, { asset: string; kind: Finding['kind']; findings: Finding[] }>()
  for (const finding of findings) {
    const { asset, kind } = finding
    const key = `${asset}: ${kind}`
    const group = groups.get(key) ?? { asset, kind, findings: [] }
    group.findings.push(finding)
    groups.set(key, group)
  }
  return [...groups.values()]
}

function evidenceParts({ proposal, manifest }: ReportInput): EvidencePart[] {
  const whole = (name: EvidencePart['name'], { sha256, bytes }: ClaimCheck) => ({ name, series: null, sha256, bytes })
  return [
    whole('manifest', proposal.evidence),
    whole('recommendation', proposal.recommendation),
    whole('configuration', manifest.configuration),
    whole('snapshot', manifest.snapshot),
    whole('state', manifest.state),
    whole('drafting', proposal.drafting),
    ...(manifest.backtest === undefined ? [] : [whole('backtest', manifest.backtest)]),
    ...manifest.series.map(({ asset, source, bars }) => ({ ...whole('bars', bars), series: { asset, source } })),
    ...(manifest.implied ?? []).map(({ asset, source, values }) => ({
      ...whole('impliedVolatility', values),
      series: { asset, source },
    })),
  ]
}
