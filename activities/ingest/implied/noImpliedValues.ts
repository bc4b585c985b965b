import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** A source of implied volatility has the asset, but not one value that was known by the as-of instant. */
export class NoImpliedValues extends PlimsollError {
  readonly code = 'NO_IMPLIED_VALUES'
  readonly source: string
  readonly asset: string
  readonly asOf: string

  /** @param details - what the source does have, in a sentence. */
  constructor({ source, asset, asOfMs, details }: { source: string; asset: string; asOfMs: number; details: string }) {
    const asOf = new Date(asOfMs).toISOString()
    super({
      shortMessage: `The source "${source}" has no implied volatility of ${asset} that was known by ${asOf}.`,
      metaMessages: [details, 'Choose a later asOf, correct the symbol, or take the asset out of the source.'],
    })
    this.source = source
    this.asset = asset
    this.asOf = asOf
  }
}
