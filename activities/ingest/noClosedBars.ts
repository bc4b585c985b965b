import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A source has the asset, but not one bar that was closed by the as-of instant. */
export class NoClosedBars extends PlimsollError {
  readonly code = 'NO_CLOSED_BARS'
  readonly source: string
  readonly asset: string
  readonly asOf: string

  /** @param details - what the source does have, in a sentence. */
  constructor({ source, asset, asOfMs, details }: { source: string; asset: string; asOfMs: number; details: string }) {
    const asOf = new Date(asOfMs).toISOString()
    super({
      shortMessage: `The source "${source}" has no bar of ${asset} that was closed by ${asOf}.`,
      metaMessages: [details, 'Choose a later asOf, correct the symbol, or name a source with a longer history.'],
    })
    this.source = source
    this.asset = asset
    this.asOf = asOf
  }
}
