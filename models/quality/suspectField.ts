import type { Bar } from './bar.js'
import type { QualityConfig } from './qualityConfig.js'

/**
 * Name the figure that makes a bar implausible by the high/low rule, or null where the bar is plausible.
 *
 * A low under `lowBodyRatio` of the body is at fault itself; where high/low passes `highLowRatio`, the one farther from the body is.
 */
export function suspectField(bar: Bar, config: QualityConfig): 'high' | 'low' | null {
  const bodyLow = Math.min(bar.open, bar.close)
  const bodyHigh = Math.max(bar.open, bar.close)
  if (bar.low < config.lowBodyRatio * bodyLow) return 'low'
  if (bar.high / bar.low <= config.highLowRatio) return null
  return bar.high / bodyHigh >= bodyLow / bar.low ? 'high' : 'low'
}
