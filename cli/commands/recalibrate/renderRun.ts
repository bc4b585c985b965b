import type { MarketConfig } from '../../../proposals/marketConfig.js'
import { targetFor } from '../../../proposals/targets/registry.js'
import { formatProbability, formatUsd } from '../../../core/format.js'
import { collateralRecommendation, type Recommendation } from '../../../models/policy/collateral/recommendation.js'
import type { PolicyRecommendation } from '../../../models/policy/policy.js'
import { policyOf } from '../../../models/policy/registry.js'
import { changesTable } from '../../../proposals/report/changesTable.js'
import { insuranceSentence } from '../../../proposals/report/insuranceSentence.js'
import { RECALIBRATION_OUTCOMES } from '../../../workflows/recalibration/decideRecalibration.js'
import type { RecalibrationResult } from '../../../workflows/recalibration/recalibrationWorkflow.js'
import { printable } from '../../output/printable.js'
import type { Session } from '../../session.js'

/** What a run stored, as far as the command line shows it. */
export interface RunEvidence {
  readonly recommendation: PolicyRecommendation
  readonly findingsByKind: Readonly<Record<string, number>>
}

/** Show a finished run: table, reasons, cuts, findings, and what became of it. */
export function renderRun(
  session: Session,
  { target }: Pick<MarketConfig, 'target'>,
  rawResult: RecalibrationResult,
  rawEvidence: RunEvidence | null,
): string {
  const { colors } = session
  const result = printable(rawResult)
  const evidence = printable(rawEvidence)
  const table = changesTable(result.changes, targetFor(target).parameters)
  const sections = [
    [
      colors.bold(`As of ${result.asOf}`) +
        (evidence?.recommendation.isSynthetic === true ? colors.yellow('  SYNTHETIC market data') : ''),
      ...(table.length === 0 ? ['Nothing moves.'] : table),
    ],
    evidence === null
      ? ['The evidence is not on this machine: reasons are in the report.']
      : policyLines(session, evidence.recommendation),
    dataLines(result, evidence),
    [RECALIBRATION_OUTCOMES[result.outcome], ...proposalLines(result)],
  ]
  return sections.map((lines) => lines.join('\n')).join('\n\n')
}

function policyLines(session: Session, recommendation: PolicyRecommendation): string[] {
  const collateral = collateralRecommendation(recommendation)
  if (collateral !== null) return reasonLines(session, collateral)
  const parts = policyOf(recommendation.policy).report(recommendation)
  return parts.flatMap(({ heading, lines }) => [session.colors.bold(heading), ...lines.map((line) => `  ${line}`)])
}

function reasonLines(
  { colors }: Session,
  { assets, madeLiquidatable, scenarios, replays, insuranceFund }: Recommendation,
): string[] {
  const byAsset = assets.flatMap(({ asset, direction, reasons, cuts }) => [
    `${colors.bold(asset)} (${direction})`,
    ...reasons.map(({ text }) => `  ${text}`),
    ...cuts.map(({ text }) => `  ${colors.yellow('cut:')} ${text}`),
  ])
  const percent = formatProbability(scenarios.probability)
  const { badDebt, liquidatedUsdCurrent, liquidatedUsdProposed } = scenarios
  const losses =
    badDebt === null || liquidatedUsdCurrent === null || liquidatedUsdProposed === null
      ? ['Debt to be liquidated and bad debt in joint scenarios are not computed: no asset is modelled, so no price moves.']
      : [
          `Debt that can be liquidated at the ${percent} quantile of ${scenarios.count} joint scenarios: ${formatUsd(liquidatedUsdCurrent)} now, ${formatUsd(liquidatedUsdProposed)} as proposed.`,
          `Bad debt at the same quantile: ${formatUsd(badDebt.current.quantileUsd)} now, ${formatUsd(badDebt.proposed.quantileUsd)} as proposed. In the worst scenario: ${formatUsd(badDebt.current.worstUsd)} now, ${formatUsd(badDebt.proposed.worstUsd)} as proposed.`,
        ]
  const without = (scenarios.unmodelled ?? []).map(({ asset }) => asset)
  const fund =
    'notComputed' in insuranceFund
      ? insuranceSentence(insuranceFund)
      : insuranceSentence(insuranceFund.proposed, insuranceFund.current, without)
  const [worst] = replays.worstDays
  return [
    ...byAsset,
    `Made liquidatable by the change itself: ${formatUsd(madeLiquidatable.usd)} in ${madeLiquidatable.accounts.length} accounts (limit ${formatUsd(madeLiquidatable.limitUsd)})${madeLiquidatable.closableUsd === undefined ? '' : `; liquidators may close ${formatUsd(madeLiquidatable.closableUsd)} more at once than before`}.`,
    ...losses,
    ...(worst === undefined
      ? []
      : [
          `If ${worst.day}, the worst of ${replays.days} days, happened again: ${formatUsd(worst.current.liquidatedUsd)} could be liquidated now, ${formatUsd(worst.proposed.liquidatedUsd)} as proposed. Bad debt: ${formatUsd(worst.current.badDebtUsd)} now, ${formatUsd(worst.proposed.badDebtUsd)} as proposed.`,
        ]),
    fund.replaceAll('**', ''),
  ]
}

function dataLines(result: RecalibrationResult, evidence: RunEvidence | null): string[] {
  const kinds = Object.entries(evidence?.findingsByKind ?? {}).map(([kind, count]) => `${count} ${kind}`)
  return [
    `Market data: ${result.findings} findings${kinds.length === 0 ? '' : ` (${kinds.join(', ')})`}.`,
    ...result.excludedAssets.map((asset) => `${asset} was excluded from this run.`),
    ...result.failedSources.map(
      ({ asset, source, message }) => `${asset}: the source ${source} failed: ${message.split('\n')[0]}`,
    ),
  ]
}

function proposalLines({ proposalWorkflowId, outcome }: RecalibrationResult): string[] {
  if (proposalWorkflowId === null) return []
  const id = proposalWorkflowId.replace(/^proposal\//, '')
  const label = outcome === 'proposalPending' ? 'Blocked by open proposal' : 'Proposal'
  return [`${label}: ${id}`, `  plimsoll proposal show ${id.slice(0, 10)}`]
}
