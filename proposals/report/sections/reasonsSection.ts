import type { AssetRecommendation } from '../../../models/policy/recommendation.js'
import { escapeMarkdown } from '../escapeMarkdown.js'
import { formatBonus, formatBps } from '../formatBps.js'
import type { ReportSection } from '../reportInput.js'

/** The reason of every number, asset by asset. */
export const reasonsSection: ReportSection = ({ recommendation }) => [
  '## Reasons',
  ...recommendation.assets.flatMap((asset) => [
    '',
    `### ${escapeMarkdown(asset.asset)}`,
    '',
    `- ${asked(asset)}`,
    ...asset.reasons.map(({ text }) => `- ${escapeMarkdown(text)}`),
  ]),
]

function asked({ target }: AssetRecommendation): string {
  if (target === null) return 'The models ask for nothing: it takes no part in this run.'
  return `The models ask for a loan-to-value of ${formatBps(target.ltvBps)}, a liquidation threshold of ${formatBps(target.ltBps)} and a liquidation bonus of ${formatBonus(target.lbBps)}.`
}
