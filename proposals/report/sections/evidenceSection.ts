import type { ClaimCheck } from '../../../core/claimCheck.js'
import { escapeMarkdown, markdownTable } from '../markdown.js'
import type { ReportInput, ReportSection } from '../reportInput.js'

/** Everything by its content hash, how to verify it, and every constant. */
export const evidenceSection: ReportSection = ({ proposal, recommendation, manifest }) => [
  '## Evidence',
  '',
  `The hash of the evidence manifest is \`${proposal.evidence.sha256}\`; the proposal id is made of it.`,
  '',
  ...markdownTable(
    ['Part', 'SHA-256', 'Bytes'],
    parts(proposal, manifest).map(([name, { sha256, bytes }]) => [name, `\`${sha256}\``, String(bytes)]),
  ),
  '',
  '## How to verify',
  '',
  '1. Hash the stored evidence with SHA-256 and compare it with the table above.',
  '2. Run the models on the configuration, market data and chain state of the table: they are pure and seeded and give the same recommendation, byte for byte.',
  '3. The proposal id is the keccak256 of the canonical JSON (RFC 8785) of {chainId, market, routeAddresses, scheduledAt, evidenceSha256, recommendation}, and the salt of the timelock operation.',
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

function parts(proposal: ReportInput['proposal'], manifest: ReportInput['manifest']): (readonly [string, ClaimCheck])[] {
  return [
    ['Manifest', proposal.evidence],
    ['Recommendation', proposal.recommendation],
    ['Configuration', manifest.configuration],
    ['Market data after the quality stage', manifest.snapshot],
    ['Chain state', manifest.state],
    ['Contracts and route at drafting', proposal.drafting],
    ...(manifest.backtest === undefined ? [] : [['Backtest of the policy', manifest.backtest] as const]),
    ...manifest.series.map(
      ({ asset, source, bars }) => [`Bars of ${escapeMarkdown(asset)} from ${escapeMarkdown(source)}`, bars] as const,
    ),
    ...(manifest.implied ?? []).map(
      ({ asset, source, values }) =>
        [`Implied volatility of ${escapeMarkdown(asset)} from ${escapeMarkdown(source)}`, values] as const,
    ),
  ]
}
