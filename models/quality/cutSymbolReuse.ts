import type { Finding } from '../market/finding.js'
import { dayOf } from './dayOf.js'
import { makeFinding } from './makeFinding.js'
import type { QualityConfig } from './qualityConfig.js'
import { DAY_MS, type SourceBars } from './sourceBars.js'

/**
 * Leave out what a source recorded before another asset took over the symbol.
 *
 * The sign is a log return beyond `jumpLogReturn` across missing bars (LUNA: +12 across its relisting). A jump that another source made
 * as well, by its closes on both sides of the gap, is a market's own and stays.
 */
export function cutSymbolReuse({
  asset,
  source,
  others,
  config,
}: {
  asset: string
  source: SourceBars
  others: readonly SourceBars[]
  config: QualityConfig
}): { source: SourceBars; findings: Finding[] } {
  const { times, bars, name } = source
  const closeAt = (of: SourceBars, at: number) => of.bars.get(at)?.close ?? Number.NaN
  const agree = (other: SourceBars, at: number) => Math.abs(closeAt(source, at) / closeAt(other, at) - 1) <= config.disagreement
  for (let i = times.length - 1; i > 0; i--) {
    const [before, after] = [times[i - 1] as number, times[i] as number]
    const jump = Math.log(closeAt(source, after)) - Math.log(closeAt(source, before))
    if (after - before === DAY_MS || Math.abs(jump) <= config.jumpLogReturn) continue
    if (others.some((other) => agree(other, before) && agree(other, after))) continue
    const kept = times.slice(i)
    const finding = makeFinding({
      kind: 'symbolReuse',
      severity: 'error',
      asset,
      source: name,
      atMs: after,
      field: 'close',
      observed: jump,
      reference: config.jumpLogReturn,
      action: 'excluded',
      message:
        `${asset} ${dayOf(after)}: ${name} jumps by a log return of ${jump.toFixed(2)} across a gap since ${dayOf(before)} ` +
        `(limit ${config.jumpLogReturn}); the ${i} bars before it are another asset's and are left out.`,
    })
    return {
      source: { ...source, times: kept, bars: new Map([...bars].filter(([at]) => at >= after)) },
      findings: [finding],
    }
  }
  return { source, findings: [] }
}
