import { closestNames } from '../../../core/closestNames.js'
import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** A CSV file has no row of a symbol that the configuration maps an asset to. */
export class CsvAssetMissing extends PlimsollError {
  readonly code = 'CSV_ASSET_MISSING'
  readonly file: string
  readonly asset: string
  readonly symbol: string

  constructor({ file, asset, symbol, present }: { file: string; asset: string; symbol: string; present: readonly string[] }) {
    const near = closestNames(symbol, present)
    super({
      shortMessage: `${file} has no row of "${symbol}", which the source gives ${asset} as.`,
      metaMessages: [
        `The file has: ${present.slice(0, 20).join(', ') || 'no rows'}${present.length > 20 ? ', …' : ''}.`,
        `Correct the source's symbols (${asset}: ${near[0] ?? '<symbol in the file>'}), or leave ${asset} out of them.`,
      ],
    })
    this.file = file
    this.asset = asset
    this.symbol = symbol
  }
}
