import { type Finding, makeFinding } from '../data/finding.js'
import { weightedMedian } from '../statistics/quantile.js'
import type { QualityConfig } from './qualityConfig.js'
import { DAY_MS, dayOf, percent, type SourceBars } from './sourceBars.js'

const VOTERS = 3

/**
 * Let three or more sources vote on each other's closes and leave out a source that is outvoted as such.
 *
 * On every bar of the window that at least three carry, a close is outvoted when it departs from the weighted median by more than
 * `disagreement`. A source goes out by the rules that exclude an asset: outvoted on the last bar, on more than `maxRecentFindings`
 * recent bars, or on more than `maxFindingShare` of its voted bars. The vote is held once: who stays is not voted on again.
 */
export function voteOnSources({
  asset,
  sources,
  lastBarMs,
  config,
}: {
  asset: string
  sources: readonly SourceBars[]
  lastBarMs: number
  config: QualityConfig
}): { sources: SourceBars[]; findings: Finding[] } {
  if (sources.length < VOTERS) return { sources: [...sources], findings: [] }
  const tallies = sources.map((source) => ({ source, voted: 0, outvoted: [] as number[] }))
  for (let day = 0; day < config.windowDays; day++) {
    const at = lastBarMs - day * DAY_MS
    const present = tallies.flatMap((tally) => {
      const close = tally.source.bars.get(at)?.close
      return close === undefined ? [] : [{ tally, value: close, weight: config.sourceWeights[tally.source.name] ?? 1 }]
    })
    if (present.length < VOTERS) continue
    const median = weightedMedian(present)
    for (const { tally, value } of present) {
      tally.voted++
      if (Math.abs(value / median - 1) > config.disagreement) tally.outvoted.push(at)
    }
  }
  const findings: Finding[] = []
  const staying = tallies.filter(({ source, voted, outvoted }) => {
    const reason = verdict({ voted, outvoted, lastBarMs, config })
    if (reason === null) return true
    findings.push(
      makeFinding({
        kind: 'sourcesDisagree',
        severity: 'error',
        asset,
        source: source.name,
        field: 'close',
        observed: outvoted.length,
        reference: voted,
        action: 'excluded',
        message: `${asset}: source ${source.name} is left out: ${reason}.`,
      }),
    )
    return false
  })
  return { sources: staying.map(({ source }) => source), findings }
}

function verdict({
  voted,
  outvoted,
  lastBarMs,
  config,
}: {
  voted: number
  outvoted: readonly number[]
  lastBarMs: number
  config: QualityConfig
}): string | null {
  const limit = percent(config.disagreement)
  if (outvoted.includes(lastBarMs)) return `its close of ${dayOf(lastBarMs)} departs from the median of all by more than ${limit}`
  const recent = outvoted.filter((at) => at > lastBarMs - config.recentWindow * DAY_MS).length
  if (recent > config.maxRecentFindings) {
    return `${recent} of its last ${config.recentWindow} closes depart from the median of all by more than ${limit} (limit ${config.maxRecentFindings})`
  }
  if (outvoted.length > config.maxFindingShare * voted) {
    return `${outvoted.length} of its ${voted} closes depart from the median of all by more than ${limit} (limit ${percent(config.maxFindingShare)})`
  }
  return null
}
