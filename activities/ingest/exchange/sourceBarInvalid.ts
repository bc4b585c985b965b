import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** A bar of a venue holds no positive price, no volume or no time. */
export class SourceBarInvalid extends PlimsollError {
  readonly code = 'SOURCE_BAR_INVALID'
  readonly source: string
  readonly field: string

  constructor({
    source,
    symbol,
    openTimeMs,
    field,
    value,
  }: { source: string; symbol: string; openTimeMs: number; field: string; value: unknown }) {
    const at = Number.isFinite(openTimeMs) ? new Date(openTimeMs).toISOString() : 'without a time'
    super({
      shortMessage: `The source "${source}" gave ${symbol} a bar (${at}) whose ${field} is ${String(value)}, and must be ${limits[field] ?? 'positive'}.`,
      metaMessages: ['Shorten historyDays to begin after that bar, or name another venue.'],
    })
    this.source = source
    this.field = field
  }
}

const limits: Record<string, string> = { volume: '0 or more', time: 'a whole number of milliseconds' }
