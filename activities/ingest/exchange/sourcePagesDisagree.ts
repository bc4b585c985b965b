import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** A venue gave one closed bar twice with different figures: which of them is right cannot be told. */
export class SourcePagesDisagree extends PlimsollError {
  readonly code = 'SOURCE_PAGES_DISAGREE'
  override readonly retryable = true
  readonly source: string
  readonly at: string

  constructor({
    source,
    symbol,
    openTimeMs,
    first,
    second,
  }: { source: string; symbol: string; openTimeMs: number; first: number; second: number }) {
    const at = new Date(openTimeMs).toISOString()
    super({
      shortMessage: `The source "${source}" gave the bar of ${symbol} at ${at} twice, closing at ${first} and at ${second}.`,
      metaMessages: ['Try again; if it stays so, name another venue.'],
    })
    this.source = source
    this.at = at
  }
}
