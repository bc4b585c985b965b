import { isoTime } from '../../core/format.js'
import { routeOf } from '../routes/registry.js'
import { escapeMarkdown } from './markdown.js'
import type { ReportInput } from './reportInput.js'
import { type ReportModel, reportModel } from './reportModel.js'
import type { ReportSection } from './reportSection.js'
import { backtestSection } from './sections/backtestSection.js'
import { callsSection } from './sections/callsSection.js'
import { changesSection } from './sections/changesSection.js'
import { checksSection } from './sections/checksSection.js'
import { effectSection } from './sections/effectSection.js'
import { evidenceSection } from './sections/evidenceSection.js'
import { findingsSection } from './sections/findingsSection.js'
import { policySection } from './sections/policySection.js'
import { reasonsSection } from './sections/reasonsSection.js'
import { scenariosSection } from './sections/scenariosSection.js'
import { simulationSection } from './sections/simulationSection.js'

/** Signatures and transactions so far; nothing in the report of a draft. */
const progressSection: ReportSection = ({ view }) => {
  if (view === null) return []
  return [
    '## Signatures and transactions',
    '',
    `- ${view.signatures.length} signatures; threshold ${view.threshold ?? 'not read yet'}, ${view.missingSignatures} missing${view.openRound === null ? '' : ` to ${view.openRound}`}`,
    ...view.signatures.map(({ purpose, owner }) => `  - ${purpose}: \`${escapeMarkdown(owner)}\``),
    ...view.transactions.map(({ purpose, hash }) => `- ${escapeMarkdown(purpose)}: transaction \`${hash}\``),
    ...(view.readyAtSeconds === null ? [] : [`- Executable from ${isoTime(view.readyAtSeconds)} of chain time`]),
    `- Can it still be executed? **${view.canStillExecute ? 'yes' : 'no'}**`,
  ]
}

/** What a reader must know before anything else, then the proposal's facts. */
const noticeSection: ReportSection = ({ proposal, recommendation, view }) => {
  const { draftedAt, route } = proposal
  const failed = view?.ending ?? null
  return [
    `# ${escapeMarkdown(proposal.title)}`,
    '',
    ...(proposal.isSynthetic
      ? ['> **SYNTHETIC: this proposal is made from generated market data, not from a market.**', '']
      : []),
    ...(proposal.notice === null ? [] : [`> **Notice:** ${escapeMarkdown(proposal.notice)}`, '']),
    ...(failed === null ? [] : [`> **${escapeMarkdown(failed.outcome)}:** ${escapeMarkdown(failed.reason)}`, '']),
    ...(view?.canStillExecute === true && failed !== null ? ['> **🔴 It can still be executed on chain.**', ''] : []),
    `- Market: ${escapeMarkdown(proposal.market)}, chain ${proposal.chainId}`,
    `- Proposal id: \`${proposal.proposalId}\``,
    ...(view === null ? [] : [`- State: **${view.state}**`]),
    `- Market data as of ${recommendation.asOf}; chain read at block ${recommendation.block.number} (${isoTime(recommendation.block.timestampSeconds)})`,
    `- Drafted at block ${draftedAt.number} (${isoTime(draftedAt.timestampSeconds)}); expires ${isoTime(proposal.expiresAtSeconds)} of chain time`,
    `- Way: ${routeOf(route).present.way(route)}`,
  ]
}

/** What to compare before signing, in the words of the proposal's route. */
const signingSection: ReportSection = ({ proposal }) => routeOf(proposal.route).present.signing(proposal)

const SECTIONS: readonly ReportSection[] = [
  noticeSection,
  changesSection,
  policySection,
  progressSection,
  checksSection,
  simulationSection,
  scenariosSection,
  effectSection,
  reasonsSection,
  backtestSection,
  findingsSection,
  callsSection,
  signingSection,
  evidenceSection,
]

/**
 * Render the report that reviewers and signers read, in Markdown: the same input gives the same bytes.
 *
 * Texts from outside are escaped; figures have two decimals (percent) or whole dollars from 1,000 up.
 */
export function renderReport(input: ReportInput): string {
  return renderMarkdown(reportModel(input))
}

/** Render a report's data in Markdown, as `renderReport` does. */
export function renderMarkdown(report: ReportModel): string {
  const parts = SECTIONS.map((section) => section(report).join('\n').trim()).filter((part) => part !== '')
  return `${parts.join('\n\n').replaceAll(/\n{3,}/g, '\n\n')}\n`
}
