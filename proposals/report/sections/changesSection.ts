import { formatParameter, type ParameterSpec } from '../../../core/parameters.js'
import { COLLATERAL_PARAMETERS, type Parameter } from '../../../models/policy/collateral/parameter.js'
import type { AssetRecommendation, Recommendation } from '../../../models/policy/collateral/recommendation.js'
import { escapeMarkdown, markdownTable } from '../markdown.js'
import type { ReportSection } from '../reportSection.js'

/** Current → proposed for every asset of the market, those that keep everything included. */
export const changesSection: ReportSection = ({ recommendation }) => [
  '## Change',
  '',
  ...markdownTable(
    [...HEADERS, 'Direction'],
    recommendation.assets.map(({ asset, current, proposed, direction }) => [
      escapeMarkdown(asset),
      ...SPECS.map((spec) => step(show(spec, current), show(spec, proposed))),
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
    const cell = (spec: ParameterSpec) => {
      const { p05, p50, p95 } = band[spec.name as Parameter]
      const [low, middle, high] = [p05, p50, p95].map((bps) => formatParameter(spec, bps))
      return `${show(spec, target)} (${low} / ${middle} / ${high})`
    }
    return [[escapeMarkdown(asset), ...SPECS.map(cell)]]
  })
  if (rows.length === 0) return []
  return [
    '## What the models ask for, and how sure they are',
    '',
    ...markdownTable(HEADERS, rows),
    '',
    'In brackets the 5, 50 and 95 % quantiles over resampled histories and model parameters.',
    '',
  ]
}

function cuts(assets: readonly AssetRecommendation[]): string[] {
  const rows = assets.flatMap(({ asset, cuts: own }) =>
    own.map(({ guardrail, parameter, fromBps, toBps, text }) => {
      const spec = COLLATERAL_PARAMETERS[parameter]
      const held = `${formatParameter(spec, fromBps)} → ${formatParameter(spec, toBps)}`
      return [escapeMarkdown(asset), spec.label, held, guardrail, escapeMarkdown(text)]
    }),
  )
  return rows.length === 0
    ? ['Nothing: what the models ask for is what is proposed.']
    : markdownTable(['Asset', 'Parameter', 'Asked for → let through', 'Guardrail', 'Why'], rows)
}

const SPECS = Object.values(COLLATERAL_PARAMETERS)
const HEADERS = ['Asset', ...SPECS.map(({ label }) => `${label.charAt(0).toUpperCase()}${label.slice(1)}`)]

function show(spec: ParameterSpec, values: Readonly<Record<Parameter, number>>): string {
  return formatParameter(spec, values[spec.name as Parameter])
}

function step(from: string, to: string): string {
  return from === to ? from : `${from} → **${to}**`
}
