import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A source was asked for an asset that its configuration does not name. */
export class AssetNotCarried extends PlimsollError {
  readonly code = 'ASSET_NOT_CARRIED'
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
