import { formatParameter, subjectsOf } from '../../../core/parameters.js'
import { policyOf } from '../../../models/policy/registry.js'
import { targetOf } from '../../targets/registry.js'
import { escapeMarkdown, markdownTable } from '../markdown.js'
import type { ReportModel } from '../reportModel.js'
import type { ReportSection } from '../reportSection.js'

/** What a policy tells of its recommendation, after the table of changes; nothing where it has sections of its own. */
export const policySection: ReportSection = ({ proposal, recommendation }) => {
  const parts = policyOf(recommendation.policy).report(recommendation)
  if (parts.length === 0) return []
  return [
    '## Change',
    '',
    ...changes(proposal),
    ...parts.flatMap(({ heading, lines, table }) => [
      '',
      `## ${escapeMarkdown(heading)}`,
      '',
      ...lines.map((line) => `- ${escapeMarkdown(line)}`),
      ...(table === undefined
        ? []
        : [
            '',
            ...markdownTable(
              table.columns.map(escapeMarkdown),
              table.rows.map((row) => row.map(escapeMarkdown)),
            ),
          ]),
    ]),
  ]
}

function changes({ changes: rows, target }: ReportModel['proposal']): string[] {
  const specs = targetOf(target).parameters.filter(({ name }) => rows.some(({ parameter }) => parameter === name))
  const labels = specs.map(({ label }) => `${label.charAt(0).toUpperCase()}${label.slice(1)}`)
  return markdownTable(
    ['Asset', ...labels.map(escapeMarkdown)],
    subjectsOf(rows).map(({ subject, address }) => [
      escapeMarkdown(subject),
      ...specs.map((spec) => {
        const change = rows.find((one) => one.address === address && one.parameter === spec.name)
        if (change === undefined) return 'unchanged'
        const [from, to] = [formatParameter(spec, change.from), formatParameter(spec, change.to)]
        return from === to ? from : `${from} → **${to}**`
      }),
    ]),
  )
}
