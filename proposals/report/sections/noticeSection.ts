import { escapeMarkdown } from '../escapeMarkdown.js'
import { isoTime } from '../isoTime.js'
import type { ReportSection } from '../reportInput.js'

/** What a reader must know before anything else, then the proposal's facts. */
export const noticeSection: ReportSection = ({ proposal, recommendation, view }) => {
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
    ...(view === undefined ? [] : [`- State: **${view.state}**`]),
    `- Market data as of ${recommendation.asOf}; chain read at block ${recommendation.block.number} (${isoTime(recommendation.block.timestampSeconds)})`,
    `- Drafted at block ${draftedAt.number} (${isoTime(draftedAt.timestampSeconds)}); expires ${isoTime(proposal.expiresAtSeconds)} of chain time`,
    `- Way: Safe \`${route.safe}\` → timelock \`${route.timelock}\` (${duration(route.operation.delaySeconds)}) → execution`,
  ]
}

function duration(seconds: number): string {
  return seconds % 3_600 === 0 ? `${seconds / 3_600} h delay` : `${seconds} s delay`
}
