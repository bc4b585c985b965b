import type { AssetRecommendation } from '../../../models/policy/collateral/recommendation.js'
import { escapeMarkdown } from '../markdown.js'
import { formatParameter } from '../../../core/parameters.js'
import { COLLATERAL_PARAMETERS, type Parameter } from '../../../models/policy/collateral/parameter.js'
import type { ReportSection } from '../reportSection.js'

/** The reason of every number, asset by asset. */
export const reasonsSection: ReportSection = ({ recommendation }) => [
  '## Reasons',
  ...recommendation.assets.flatMap((asset) => [
    '',
    `### ${escapeMarkdown(asset.asset)}`,
    '',
    `- ${asked(asset, recommendation.scenarios.correlation.assets.includes(asset.asset))}`,
    ...asset.reasons.map(({ text }) => `- ${escapeMarkdown(text)}`),
  ]),
]

function asked({ target }: AssetRecommendation, isModelled: boolean): string {
  if (target === null) {
    const prices = isModelled ? 'moves' : 'stands still'
    return `The models ask for nothing: it keeps its parameters. Its price ${prices} in the scenarios and the replayed days.`
  }
  const wishes = Object.values(COLLATERAL_PARAMETERS).map(
    (spec) => `${spec.label} ${formatParameter(spec, target[spec.name as Parameter])}`,
  )
  return `The models ask for: ${wishes.join(', ')}.`
}
