import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A source was asked for an asset that its configuration does not name. */
export class AssetNotCarried extends PlimsollError {
  readonly code = 'ASSET_NOT_CARRIED'
  readonly kind = 'run'
  readonly source: string
  readonly asset: string

  constructor(source: string, asset: string, carried: readonly string[]) {
    super({
      shortMessage: `The source "${source}" does not carry ${asset}.`,
      metaMessages: [
        `It carries: ${carried.join(', ') || 'nothing'}.`,
        `Add ${asset} to the source in the configuration, or leave the source out.`,
      ],
    })
    this.source = source
    this.asset = asset
  }
}

/** A source has the asset, but not one bar that was closed by the as-of instant. */
export class NoClosedBars extends PlimsollError {
  readonly code = 'NO_CLOSED_BARS'
  readonly kind = 'run'
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

/** A source of implied volatility has the asset, but not one value that was known by the as-of instant. */
export class NoImpliedValues extends PlimsollError {
  readonly code = 'NO_IMPLIED_VALUES'
  readonly kind = 'run'
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

/** A configuration names a kind of source that this build does not have. */
export class UnknownSource extends PlimsollError {
  readonly code = 'UNKNOWN_SOURCE'
  readonly kind = 'configuration'

  constructor(source: string, known: readonly string[]) {
    super({
      shortMessage: `There is no source of the kind "${source}".`,
      metaMessages: [
        `This build has: ${known.join(', ')}. Name one of them, or add the source before the configuration is read.`,
      ],
    })
  }
}
