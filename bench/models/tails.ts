import { table } from '../../cli/output/table.js'
import { largestIncrease, peakToTrough } from '../../models/procyclicality/measures.js'
import type { TailEstimatorName } from '../../models/tail/tailEstimators.js'
import { atLeast, atMost, type Measure, unjudged } from '../measure.js'
import { CHOICES_END_MS, JUDGED } from './marketData.js'
import { assetTails, type AssetTails, LEVELS } from './tails/assetTails.js'
import { scoreTail } from './tails/scoreTail.js'
import { LOSSES, summariseTails, type TailSummary } from './tails/summariseTails.js'

const [SHORTFALL_LEVEL, MARGIN_LEVEL] = LEVELS
const DEFAULT: TailEstimatorName = 'blended'
/** What the policy's margins and thresholds are made of: these are held against the goals. */
const IN_USE: readonly string[] = ['filteredHistorical', DEFAULT] satisfies TailEstimatorName[]
const SIGNIFICANCE = 0.05
const PEAK_TO_TROUGH = 3.8
const FIVE_DAYS = 35

const PERIODS = [
  { period: 'before 2023 (choices)', isKept: (ms: number) => ms < CHOICES_END_MS },
  { period: 'from 2023', isKept: (ms: number) => ms >= CHOICES_END_MS },
  { period: 'all days', isKept: () => true },
] as const

const ABOUT = [
  'One-day forecasts from all history so far, residuals of EWMA 0.99, each estimator refitted every day (GJR-t every 21 days).',
  'Violations in percent: BTC, ETH, LINK. Holm: lowest adjusted p of Kupiec and Christoffersen at 97.5 % and 99 %, and of Kupiec at',
  `99.9 %, where fewer than two violations are expected an asset. Losses: the mean less that of ${DEFAULT}, averaged over the assets of a`,
  'day; * where Diebold-Mariano has p < 0.05, in brackets p of the model confidence set. The quantile loss is of the value at risk',
  'alone, in bps: thresholds read nothing else. Z2: lowest Holm-adjusted p of the 97.5 % shortfall. Peak to trough and the largest rise',
  'in five days at 99 %, the worst asset.',
]

/** Walk every tail estimator over BTC, ETH and LINK and test coverage, losses, shortfall and procyclicality. */
export async function measure(): Promise<readonly Measure[]> {
  const assets = JUDGED.map(assetTails)
  for (const line of ABOUT) console.error(`  ${line}`)
  const names = Object.keys(assets[0]?.walks ?? {})
  const pooled = PERIODS.flatMap(({ period, isKept }) => {
    const summaries = summariseTails(assets, DEFAULT, isKept)
    console.error(`\n  ${period}\n${rendered(summaries).replaceAll(/^/gm, '  ')}`)
    return summaries.flatMap((summary) => pooledRows(summary, period))
  })
  return [...names.flatMap((name) => assets.flatMap((tails) => assetRows(name, tails))), ...pooled]
}

/** One estimator on one asset over all days: violations, shortfall and procyclicality. */
function assetRows(name: string, { asset, returns, walks }: AssetTails): Measure[] {
  const judge = (figure: { name: string; unit: string; value: number; goal: number }) =>
    IN_USE.includes(name) ? atMost(figure) : unjudged(figure)
  return (walks[name] ?? []).flatMap((forecasts) => {
    const score = scoreTail(returns, forecasts)
    if (score === null) return []
    const { level, violations, days, valueAtRisk, z2 } = score
    const title = `${name}: violations of ${percent(level)}, ${asset}, ${days.length} days`
    const rows = [unjudged({ name: title, unit: '%', value: (100 * violations) / days.length })]
    if (level === SHORTFALL_LEVEL) {
      rows.push(unjudged({ name: `${name}: Acerbi-Szekely Z2 at ${percent(level)}, ${asset}`, unit: '', value: z2 }))
    }
    if (level === MARGIN_LEVEL) {
      const what = (measured: string) => `${name}: ${measured} at ${percent(level)}, ${asset}`
      const rise = 100 * largestIncrease(valueAtRisk, 5)
      rows.push(judge({ name: what('peak to trough'), unit: 'x', value: peakToTrough(valueAtRisk), goal: PEAK_TO_TROUGH }))
      rows.push(judge({ name: what('largest rise in 5 days'), unit: '%', value: rise, goal: FIVE_DAYS }))
    }
    return rows
  })
}

/** One estimator over the three assets in one period: coverage, and losses against the default's. */
function pooledRows({ name, coveragePValue, losses }: TailSummary, period: string): Measure[] {
  const coverage = { name: `${name}: lowest Holm-adjusted p of coverage, ${period}`, unit: '', value: coveragePValue }
  const isJudged = IN_USE.includes(name) && period === 'all days'
  return [
    isJudged ? atLeast({ ...coverage, goal: SIGNIFICANCE }) : unjudged(coverage),
    ...losses.flatMap(({ difference, pValue }, k) => {
      const { name: loss, level, unit } = LOSSES[k] as (typeof LOSSES)[number]
      const title = `${name}: ${loss} less ${DEFAULT}'s at ${percent(level)}, ${period} (Diebold-Mariano p = ${pValue.toFixed(3)})`
      return name === DEFAULT ? [] : [unjudged({ name: title, unit, value: difference })]
    }),
  ]
}

function rendered(summaries: readonly TailSummary[]): string {
  const columns = [
    'estimator',
    ...LEVELS.map(percent),
    'Holm',
    'Holm 99.9',
    ...LOSSES.map(({ name, level }) => `${name} ${percent(level)}`),
    'Z2',
    'peak/trough',
    '5 days',
  ]
  return table(
    columns.map((header, i) => ({ header, align: i === 0 ? 'left' : 'right' })),
    summaries.map((summary) => [
      summary.name,
      ...summary.violations.map((row) => row.map((rate) => rate.toFixed(2)).join(' ')),
      summary.coveragePValue.toFixed(3),
      summary.farPValue.toFixed(3),
      ...summary.losses.map(({ difference, pValue, setPValue }) => {
        const mark = pValue < SIGNIFICANCE ? '*' : ' '
        return `${difference.toFixed(4)}${mark} [${setPValue === null ? 'none' : setPValue.toFixed(2)}]`
      }),
      summary.shortfallPValue.toFixed(3),
      summary.peakToTrough.toFixed(2),
      `${(100 * summary.fiveDayRise).toFixed(0)} %`,
    ]),
  )
}

function percent(level: number): string {
  return `${Number((100 * level).toFixed(1))} %`
}
