import type { Finding } from '../../../models/data/finding.js'
import { escapeMarkdown } from '../markdown.js'
import type { ReportSection } from '../reportSection.js'

/** Findings of one kind that are spelt out; the snapshot in the evidence holds all. */
const SHOWN_PER_KIND = 10

const KIND_NAMES: Readonly<Record<Finding['kind'], string>> = {
  badPrint: 'bad print',
  sourcesDisagree: 'sources disagree',
  inconsistentBar: 'inconsistent bar',
  uninformative: 'bar without information',
  gap: 'gap',
  stale: 'stale data',
  duplicate: 'duplicate bar',
  redenomination: 'change of unit',
  symbolReuse: 'symbol reuse',
  priceJump: 'jump of the price',
  delisted: 'delisted',
  singleSource: 'single source',
  tooShort: 'series too short',
  sourceFailed: 'source failed',
  excluded: 'excluded',
  impliedAfterAsOf: 'implied volatility from after the as-of instant',
  impliedDuplicate: 'implied volatility twice',
  impliedNotPositive: 'implied volatility not positive',
  impliedJump: 'leap of implied volatility',
  impliedImplausible: 'implausible implied volatility',
  impliedGap: 'gap in implied volatility',
  impliedUnused: 'implied volatility not used',
}

/** What was wrong with the market data, grouped by asset and kind, and what was done about it. */
export const findingsSection: ReportSection = ({ findings, evidence }) => {
  const snapshot = evidence.find(({ name }) => name === 'snapshot')
  const lines = findings.flatMap(({ asset, kind, findings: group }) => [
    '',
    `**${escapeMarkdown(`${asset}: ${KIND_NAMES[kind]}`)}** (${group.length})`,
    '',
    ...group.slice(0, SHOWN_PER_KIND).map(line),
    ...(group.length > SHOWN_PER_KIND
      ? [`- … and ${group.length - SHOWN_PER_KIND} more, in the snapshot \`${snapshot?.sha256}\``]
      : []),
  ])
  return ['## Market data findings', ...(lines.length > 0 ? lines : ['', 'None.'])]
}

function line({ message, at, source, action, severity }: Finding): string {
  const where = [at?.slice(0, 10), source === null ? undefined : escapeMarkdown(source)].filter((part) => part !== undefined)
  const done = action === 'none' ? '' : ` — **${action}**`
  const mark = severity === 'info' ? '' : `${severity}: `
  return `- ${mark}${where.length > 0 ? `${where.join(', ')}: ` : ''}${escapeMarkdown(message)}${done}`
}
