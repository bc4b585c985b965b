import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { BAR_INTERVAL_MS } from '../../../models/data/barSeries.js'
import type { SyntheticSourceConfig } from '../../../models/data/sourceConfig.js'
import { toBarSeries } from '../../../models/data/barRows.js'
import type { Bar } from '../../../models/data/barSeries.js'
import { AssetNotCarried, NoClosedBars } from '../errors.js'
import type { MarketDataSource } from '../marketDataSource.js'

/** The variance of a synthetic source would grow without limit. */
class SyntheticVarianceUnstable extends PlimsollError {
  readonly code = 'SYNTHETIC_VARIANCE_UNSTABLE'
  readonly kind = 'configuration'
  readonly source: string

  constructor(source: string, garchAlpha: number, garchBeta: number) {
    super({
      shortMessage: `The source "${source}" has garchAlpha + garchBeta = ${garchAlpha + garchBeta}, and it must be below 1.`,
      metaMessages: ['Lower one of them: 0.08 and 0.9 are like real markets.'],
    })
    this.source = source
  }
}

/** Every path begins here, so that a later as-of instant continues it and re-draws nothing. */
const ORIGIN_MS = Date.UTC(1990, 0, 1)
const YEAR_MS = 365 * BAR_INTERVAL_MS['1d']
/** Innovations beyond this many deviations, and variances beyond this multiple of their mean, are cut: prices stay finite. */
const MAX_INNOVATION = 12
const MAX_VARIANCE_MULTIPLE = 100
const TYPICAL_DAILY_VOLUME_USD = 100e6

/**
 * Make a source of generated bars: GARCH(1,1) variance, Student-t innovations that share one factor and one mixing variable.
 *
 * Returns are a function of seed, asset and time only; the last close is `lastPriceUsd` whatever the as-of instant, so two
 * instants give paths that differ by a factor. Each bar opens at the close before it; its high and low are draws from the
 * extremes of a Brownian bridge between open and close. Every series is labelled synthetic.
 *
 * @source Bollerslev 1986 and 1987; the bridge's maximum: Borodin and Salminen, Handbook of Brownian Motion, IV.26
 * @throws {SyntheticVarianceUnstable} when alpha + beta is 1 or more.
 */
export function syntheticSource(config: SyntheticSourceConfig): MarketDataSource {
  const { name, interval, garchAlpha, garchBeta, historyDays } = config
  if (garchAlpha + garchBeta >= 1) throw new SyntheticVarianceUnstable(name, garchAlpha, garchBeta)
  const assets = new Map(Object.entries(config.assets))
  const stepMs = BAR_INTERVAL_MS[interval]
  return {
    name,
    kind: 'synthetic',
    carries: (asset) => assets.has(asset),
    async fetch({ asset, asOfMs, signal }) {
      signal?.throwIfAborted()
      const spec = assets.get(asset)
      if (spec === undefined) throw new AssetNotCarried(name, asset, [...assets.keys()])
      const end = Math.floor((asOfMs - ORIGIN_MS) / stepMs)
      if (end < 1) throw new NoClosedBars({ source: name, asset, asOfMs, details: 'Generated bars begin on 1990-01-01.' })
      const steps = generate(config, asset, (spec.annualVolatility ** 2 * stepMs) / YEAR_MS, end)
      const kept = Math.min(end, (historyDays * BAR_INTERVAL_MS['1d']) / stepMs)
      const bars = toBars(steps.slice(end - kept), spec.lastPriceUsd, ORIGIN_MS + (end - kept) * stepMs, stepMs)
      return toBarSeries(bars, { asset, source: name, interval, isSynthetic: true })
    },
  }
}

/** One bar in logarithms, relative to its open. */
interface Step {
  readonly change: number
  readonly up: number
  readonly down: number
  readonly activity: number
}

function generate(config: SyntheticSourceConfig, asset: string, meanVariance: number, count: number): Step[] {
  const { seed, degreesOfFreedom, correlation, garchAlpha, garchBeta } = config
  const common = randomStream(seed, 'common')
  const own = randomStream(seed, `asset/${asset}`)
  const steps: Step[] = []
  let variance = meanVariance
  for (let i = 0; i < count; i++) {
    const factor = common.normal()
    const mixing = Math.sqrt((degreesOfFreedom - 2) / common.chiSquared(degreesOfFreedom))
    const gaussian = Math.sqrt(correlation) * factor + Math.sqrt(1 - correlation) * own.normal()
    const innovation = Math.max(-MAX_INNOVATION, Math.min(MAX_INNOVATION, mixing * gaussian))
    const change = Math.sqrt(variance) * innovation
    steps.push(withExtremes(own, change, variance * mixing ** 2, innovation))
    const next = meanVariance * (1 - garchAlpha - garchBeta) + garchAlpha * change ** 2 + garchBeta * variance
    variance = Math.min(next, MAX_VARIANCE_MULTIPLE * meanVariance)
  }
  return steps
}

function withExtremes(own: RandomStream, change: number, bridgeVariance: number, innovation: number): Step {
  const capped = Math.min(bridgeVariance, 1)
  const reach = () => Math.sqrt(change ** 2 - 2 * capped * Math.log(own.uniform()))
  const up = Math.max(0, change, (change + reach()) / 2)
  const down = Math.min(0, change, (change - reach()) / 2)
  return { change, up, down, activity: Math.exp(0.4 * own.normal()) * (0.5 + Math.abs(innovation)) }
}

function toBars(steps: readonly Step[], lastPriceUsd: number, firstOpenMs: number, stepMs: number): Bar[] {
  const bars: Bar[] = []
  let close = lastPriceUsd
  for (let i = steps.length - 1; i >= 0; i--) {
    const { change, up, down, activity } = steps[i] as Step
    const open = close * Math.exp(-change)
    bars.push({
      openTimeMs: firstOpenMs + i * stepMs,
      open,
      high: Math.max(open, close, open * Math.exp(up)),
      low: Math.min(open, close, open * Math.exp(down)),
      close,
      volumeUsd: Math.round((activity * TYPICAL_DAILY_VOLUME_USD * stepMs) / BAR_INTERVAL_MS['1d']),
    })
    close = open
  }
  return bars.reverse()
}

/** A seeded sequence of random draws. */
interface RandomStream {
  /** Draw from (0, 1]. */
  uniform(): number
  /** Draw a standard normal number. */
  normal(): number
  /** Draw a chi-squared number. */
  chiSquared(degreesOfFreedom: number): number
}

/**
 * Make the stream of a seed and a name: other names give independent streams, so that one more asset changes no other's draws.
 *
 * @source xoroshiro128+; Box and Muller 1958; Marsaglia and Tsang 2000 (gamma), for shapes from 1 on: degrees of freedom above 2
 */
function randomStream(seed: number, name: string): RandomStream {
  const generator = xoroshiro128plus(mix(`${seed}/${name}`))
  const uniform = () => 1 - uniformFloat64(generator)
  // Near seeds begin near each other; their first numbers are dropped.
  for (let i = 0; i < 64; i++) uniform()
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  return {
    uniform,
    normal,
    chiSquared(degreesOfFreedom) {
      const d = degreesOfFreedom / 2 - 1 / 3
      const c = 1 / Math.sqrt(9 * d)
      for (;;) {
        const x = normal()
        const v = (1 + c * x) ** 3
        if (v > 0 && Math.log(uniform()) < x * x * 0.5 + d - d * v + d * Math.log(v)) return 2 * d * v
      }
    },
  }
}

// FNV-1a, 32 bits.
function mix(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193)
  return hash | 0
}
