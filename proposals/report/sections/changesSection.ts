import { formatBonus, formatBps } from '../../../core/format.js'
import type { AssetRecommendation, Recommendation } from '../../../models/policy/collateral/recommendation.js'
import { escapeMarkdown, markdownTable } from '../markdown.js'
import type { ReportSection } from '../reportInput.js'

/** Current → proposed for every asset of the market, those that keep everything included. */
export const changesSection: ReportSection = ({ recommendation }) => [
  '## Change',
  '',
  ...markdownTable(
    ['Asset', 'Loan-to-value', 'Liquidation threshold', 'Liquidation bonus', 'Direction'],
    recommendation.assets.map(({ asset, current, proposed, direction }) => [
      escapeMarkdown(asset),
      step(formatBps(current.ltvBps), formatBps(proposed.ltvBps)),
      step(formatBps(current.ltBps), formatBps(proposed.ltBps)),
      step(formatBonus(current.lbBps), formatBonus(proposed.lbBps)),
      direction,
    ]),
  ),
  '',
  ...notListed(recommendation),
  ...bands(recommendation.assets),
  '## What guardrails cut',
  '',
  ...cuts(recommendation.assets),
]

function notListed({ notListed: names = [] }: Recommendation): string[] {
  if (names.length === 0) return []
  return [
    `**The market lists no reserve named ${names.map(escapeMarkdown).join(', ')}, which the configuration names.** It was dropped or renamed; correct \`assets\` of the configuration.`,
    '',
  ]
}

/** What the models ask for and how sure the data are of it: the median and the 5 to 95 % band. */
function bands(assets: readonly AssetRecommendation[]): string[] {
  const rows = assets.flatMap(({ asset, target, band }) => {
    if (target === null || band === null) return []
    const cell = (value: string, low: string, middle: string, high: string) => `${value} (${low} / ${middle} / ${high})`
    const of = (format: (bps: number) => string, name: 'ltvBps' | 'ltBps' | 'lbBps') =>
      cell(format(target[name]), format(band[name].p05), format(band[name].p50), format(band[name].p95))
    return [[escapeMarkdown(asset), of(formatBps, 'ltvBps'), of(formatBps, 'ltBps'), of(formatBonus, 'lbBps')]]
  })
  if (rows.length === 0) return []
  return [
    '## What the models ask for, and how sure they are',
    '',
    ...markdownTable(['Asset', 'Loan-to-value', 'Liquidation threshold', 'Liquidation bonus'], rows),
    '',
    'In brackets the 5, 50 and 95 % quantiles over resampled histories and model parameters.',
    '',
  ]
}

function cuts(assets: readonly AssetRecommendation[]): string[] {
  const rows = assets.flatMap(({ asset, cuts: own }) =>
    own.map(({ guardrail, parameter, fromBps, toBps, text }) => {
      const format = parameter === 'lbBps' ? formatBonus : formatBps
      return [escapeMarkdown(asset), NAMES[parameter], `${format(fromBps)} → ${format(toBps)}`, guardrail, escapeMarkdown(text)]
    }),
  )
  return rows.length === 0
    ? ['Nothing: what the models ask for is what is proposed.']
    : markdownTable(['Asset', 'Parameter', 'Asked for → let through', 'Guardrail', 'Why'], rows)
}

const NAMES = { ltvBps: 'loan-to-value', ltBps: 'liquidation threshold', lbBps: 'liquidation bonus' } as const

function step(from: string, to: string): string {
  return from === to ? from : `${from} → **${to}**`
}
