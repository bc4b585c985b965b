import { type Finding, makeFinding } from '../data/finding.js'
import type { QualityConfig } from './qualityConfig.js'
import { DAY_MS, dayOf, type SourceBars, suspectField } from './sourceBars.js'
import { rangelessBars, rangelessFindings } from './uninformativeBars.js'

/**
 * Name the irregularities of a source that only confirms: bad prints, inconsistent bars, bars without a range and gaps, as information.
 *
 * They exclude nothing, since the models read the primary source, but a reader must know how good the second opinion is.
 */
export function inspectSecondary({
  asset,
  source,
  config,
}: {
  asset: string
  source: SourceBars
  config: QualityConfig
}): Finding[] {
  const findings: Finding[] = []
  const { name, times } = source
  const note = (given: Pick<Finding, 'kind' | 'field' | 'observed' | 'reference' | 'message'>, atMs: number) =>
    findings.push(makeFinding({ ...given, severity: 'info', asset, source: name, atMs }))
  const rangeless = [...rangelessBars(source, config).keys()]
  findings.push(...rangelessFindings({ asset, source: name, times: rangeless, severity: 'info' }))
  let before: number | null = null
  for (const at of times) {
    const bar = source.bars.get(at)
    if (bar === undefined) continue
    const label = () => `${asset} ${dayOf(at)}`
    if (before !== null && at - before > DAY_MS) {
      const missing = (at - before) / DAY_MS - 1
      const message = `${asset}: ${name}, a confirming source, misses ${missing} bars from ${dayOf(before + DAY_MS)} on.`
      note({ kind: 'gap', field: null, observed: missing, reference: null, message }, before + DAY_MS)
    }
    before = at
    const field = suspectField(bar, config)
    if (field !== null) {
      const message = `${label()}: ${field} ${bar[field]} of ${name}, a confirming source, is implausible.`
      note({ kind: 'badPrint', field, observed: bar[field], reference: bar.close, message }, at)
    }
    const [bodyLow, bodyHigh] = [Math.min(bar.open, bar.close), Math.max(bar.open, bar.close)]
    const isHighShort = bar.high * (1 + config.bodyTolerance) < bodyHigh
    if (isHighShort || bar.low * (1 - config.bodyTolerance) > bodyLow) {
      const broken = isHighShort ? 'high' : 'low'
      const edge = isHighShort ? bodyHigh : bodyLow
      const message = `${label()}: ${broken} ${bar[broken]} of ${name}, a confirming source, does not hold the body's ${edge}.`
      note({ kind: 'inconsistentBar', field: broken, observed: bar[broken], reference: edge, message }, at)
    }
  }
  return findings
}
