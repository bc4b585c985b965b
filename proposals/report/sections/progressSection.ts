import { escapeMarkdown } from '../escapeMarkdown.js'
import { isoTime } from '../isoTime.js'
import type { ReportSection } from '../reportInput.js'

/** Signatures and transactions so far; nothing in the report of a draft. */
export const progressSection: ReportSection = ({ view }) => {
  if (view === undefined) return []
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
