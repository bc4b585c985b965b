import { escapeMarkdown } from '../markdown.js'
import type { ReportSection } from '../reportSection.js'

/** Every call as decoded, and its raw bytes. */
export const callsSection: ReportSection = ({ proposal }) => [
  '## Calls',
  ...proposal.decodedCalls.flatMap(({ to, contract, signature, arguments: values, summary }, i) => [
    '',
    `### ${i + 1}. ${escapeMarkdown(summary)}`,
    '',
    `- To: \`${to}\` (${escapeMarkdown(contract)}), value ${proposal.calls[i]?.value ?? '0'}`,
    `- Function: \`${signature}\``,
    ...values.map(({ name, type, value }) => `  - \`${name}\` (${type}): \`${value}\``),
    '',
    '```text',
    proposal.calls[i]?.data ?? '',
    '```',
  ]),
]
