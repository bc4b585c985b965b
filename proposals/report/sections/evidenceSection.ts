import { escapeMarkdown, markdownTable } from '../markdown.js'
import type { EvidencePart } from '../reportModel.js'
import type { ReportSection } from '../reportSection.js'

/** Everything by its content hash, how to verify it, and every constant. */
export const evidenceSection: ReportSection = ({ proposal, recommendation, evidence }) => [
  '## Evidence',
  '',
  `The hash of the evidence manifest is \`${proposal.evidence.sha256}\`; the proposal id is made of it.`,
  '',
  ...markdownTable(
    ['Part', 'SHA-256', 'Bytes'],
    evidence.map((part) => [partName(part), `\`${part.sha256}\``, String(part.bytes)]),
  ),
  '',
  '## How to verify',
  '',
  '1. Hash the stored evidence with SHA-256 and compare it with the table above.',
  '2. Run the models on the configuration, market data and chain state of the table. They are pure and seeded, so they give the same recommendation, byte for byte.',
  '3. The proposal id is the keccak256 of the canonical JSON (RFC 8785) of {chainId, market, routeAddresses, scheduledAt, evidenceSha256, recommendation}. It is the salt of the timelock operation.',
  '4. Compute the hashes with the commands above, and compare them with the wallet before signing.',
  '5. After execution, read the parameters from the chain and compare them with the table of changes.',
  '',
  'Run `plimsoll proposal verify` for steps 1 to 3; it needs the stored evidence only.',
  '',
  '## Constants',
  '',
  ...markdownTable(
    ['Constant', 'Value'],
    Object.entries(recommendation.constants).map(([name, value]) => [escapeMarkdown(name), escapeMarkdown(String(value))]),
  ),
]

const PART_NAMES: Readonly<Record<EvidencePart['name'], string>> = {
  manifest: 'Manifest',
  recommendation: 'Recommendation',
  configuration: 'Configuration',
  snapshot: 'Market data after the quality stage',
  state: 'Chain state',
  drafting: 'Contracts and route at drafting',
  backtest: 'Backtest of the policy',
  bars: 'Bars',
  impliedVolatility: 'Implied volatility',
}

function partName({ name, series }: EvidencePart): string {
  if (series === null) return PART_NAMES[name]
  return `${PART_NAMES[name]} of ${escapeMarkdown(series.asset)} from ${escapeMarkdown(series.source)}`
}
